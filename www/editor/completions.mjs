// Completion and hover help for the words the page knows, with the names of
// the script itself.
//
// The list belongs to the page, which translates it. Without one only the
// script's own names are offered.
import { autocompletion } from '@codemirror/autocomplete';
import { StateEffect, StateField } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import { namesIn } from './language.mjs';

const setList = StateEffect.define();

const known = StateField.define({
  create: () => [],
  update: (list, step) => step.effects.find((effect) => effect.is(setList))?.value ?? list,
});

function complete(context) {
  const word = context.matchBefore(/\w+/);
  if (!word && !context.explicit) return null;
  // After a dot come methods, which this list does not hold.
  const from = word ? word.from : context.pos;
  if (from > 0 && context.state.sliceDoc(from - 1, from) === '.') return null;
  const list = context.state.field(known);
  const names = namesIn(context.state.doc.toString(), context.pos);
  for (const { label } of list) names.delete(label);
  const own = Array.from(names, (label) => ({ label, type: 'variable' }));
  return { from, options: [...list, ...own], validFor: /^\w*$/ };
}

const help = hoverTooltip((view, pos) => {
  const word = view.state.wordAt(pos);
  if (!word) return null;
  const text = view.state.sliceDoc(word.from, word.to);
  const entry = view.state.field(known).find((item) => item.label === text);
  if (!entry?.info) return null;
  return {
    pos: word.from,
    end: word.to,
    create() {
      const dom = document.createElement('div');
      dom.className = 'cm-wordHelp';
      const name = dom.appendChild(document.createElement('code'));
      name.textContent = entry.detail ? `${entry.label}${entry.detail}` : entry.label;
      const info = dom.appendChild(document.createElement('div'));
      info.textContent = entry.info;
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
