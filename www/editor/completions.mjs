// Completion and hover help: the words the page knows, the names of the script
// itself, and what Python's own modules offer where it imports some.
//
// The page's list belongs to the page, which translates it. What the modules
// offer is a file of its own (`interleave names`), loaded when a script first
// imports something; until it is there, and where it cannot be had, the rest
// is offered.
import { autocompletion } from '@codemirror/autocomplete';
import { StateEffect, StateField } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import { importsIn, instanceOf } from './imports.mjs';
import { namesIn } from './language.mjs';

const setList = StateEffect.define();

const known = StateField.define({
  create: () => [],
  update: (list, step) => step.effects.find((effect) => effect.is(setList))?.value ?? list,
});

const loaded = new Map();

/** `{module: [{label, type, detail, info, methods}]}`, in the page's language. */
function modules() {
  const lang = document.documentElement.lang === 'ru' ? 'ru' : 'en';
  if (!loaded.has(lang)) loaded.set(lang, fetchNames(lang));
  return loaded.get(lang);
}

async function fetchNames(lang) {
  try {
    const { content } = document.querySelector('meta[name="interleave-names"]');
    const answer = await fetch(new URL(content.replace('LANG', lang), document.baseURI));
    return answer.ok ? await answer.json() : {};
  } catch {
    // Without a network; asked for again by the next page.
    return {};
  }
}

async function complete(context) {
  const { state, pos } = context;
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  const text = state.doc.toString();
  const word = context.matchBefore(/[\w]+/);
  const from = word ? word.from : pos;

  const imported = /^\s*(?:from\s+([\w.]+)\s+import\s+(?:.*,\s*)?|(?:from|import)\s+(?:.*,\s*)?)([\w.]*)$/.exec(before);
  if (imported) {
    const names = await modules();
    if (imported[1]) return { from, options: offered(names[imported[1]]), validFor: /^\w*$/ };
    const options = Object.keys(names).map((label) => ({ label, type: 'namespace' }));
    return { from: pos - imported[2].length, options, validFor: /^[\w.]*$/ };
  }
  const member = /([\p{L}_][\p{L}\p{N}_.]*)\.\w*$/u.exec(before);
  if (member) {
    const members = membersOf(member[1], text, await modules());
    return members.length ? { from, options: offered(members), validFor: /^\w*$/ } : null;
  }
  if ((!word && !context.explicit) || before.endsWith('.')) return null;
  const list = state.field(known);
  const names = namesIn(text, pos);
  for (const { label } of list) names.delete(label);
  const own = Array.from(names, (label) => ({ label, type: 'variable' }));
  return { from, options: [...list, ...own], validFor: /^\w*$/ };
}

const offered = (members = []) => members.map(({ label, type, detail, info }) => ({ label, type, detail, info }));

/** What comes after the dot: of a module, or of an object whose class is seen. */
function membersOf(path, text, names) {
  const { aliases, taken } = importsIn(text);
  const module = aliases.get(path) ?? (path in names && text.includes(path) ? path : null);
  if (module) return names[module] ?? [];
  const made = instanceOf(path, text);
  if (!made) return [];
  const [, owner, name] = /^(?:(.*)\.)?(\w+)$/.exec(made);
  const from = owner ? (aliases.get(owner) ?? owner) : taken.get(name)?.module;
  const original = owner ? name : (taken.get(name)?.name ?? name);
  return names[from]?.find(({ label }) => label === original)?.methods ?? [];
}

async function entryAt(view, from, to) {
  const { doc } = view.state;
  const word = view.state.sliceDoc(from, to);
  const line = doc.lineAt(from);
  const owner = /([\p{L}_][\p{L}\p{N}_.]*)\.$/u.exec(line.text.slice(0, from - line.from))?.[1];
  const text = doc.toString();
  if (!/\bimport\b/.test(text)) return owner ? null : view.state.field(known).find(({ label }) => label === word);
  const names = await modules();
  if (owner) return membersOf(owner, text, names).find(({ label }) => label === word);
  const taken = importsIn(text).taken.get(word);
  const member = taken && names[taken.module]?.find(({ label }) => label === taken.name);
  return member ?? view.state.field(known).find(({ label }) => label === word);
}

const help = hoverTooltip(async (view, pos) => {
  const word = view.state.wordAt(pos);
  if (!word) return null;
  const entry = await entryAt(view, word.from, word.to);
  if (!entry || !(entry.info || entry.detail)) return null;
  return {
    pos: word.from,
    end: word.to,
    create() {
      const dom = document.createElement('div');
      dom.className = 'cm-wordHelp';
      const name = dom.appendChild(document.createElement('code'));
      name.textContent = `${entry.label}${entry.detail ?? ''}`;
      const info = dom.appendChild(document.createElement('div'));
      info.textContent = entry.info ?? '';
      return { dom };
    },
  };
});

export const completionSupport = [
  known,
  autocompletion({ override: [complete], icons: false }),
  help,
];

/** `[{label, type, detail, info}]` */
export function setCompletionList(view, list) {
  view.dispatch({ effects: setList.of(Array.from(list)) });
}
