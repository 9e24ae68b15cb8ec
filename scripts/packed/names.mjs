// Short names for what a program asks of the script that loads it: the long
// ones, with a hash each, are bytes in both that nobody reads.
import { Broken } from '../../www/packed/form.js';
import { Numbers, numeral, sections } from './sections.mjs';

const IMPORT_SECTION = 2;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The program and its glue with the imports from modules whose name ends in `module` renamed. */
export function shortened(wasm, glue, module) {
  const names = new Map();
  const found = sections(wasm).find(({ id }) => id === IMPORT_SECTION);
  if (!found) return { wasm, glue };
  const content = imports(wasm.subarray(found.content, found.end), module, names);
  const start = wasm.subarray(0, found.start + 1);
  const renamed = Buffer.concat([start, Buffer.from(numeral(content.length)), content, wasm.subarray(found.end)]);
  const kept = new Set(names.keys());
  const text = glue.replace(/\b\w+(?=: ?function)/g, (name) => {
    kept.delete(name);
    return names.get(name) ?? name;
  });
  if (kept.size > 0) throw new Error(`the glue has no function ${[...kept].join(', ')}`);
  return { wasm: renamed, glue: text };
}

function imports(section, module, names) {
  const from = new Numbers(section, 0);
  const text = () => {
    const length = from.number();
    from.at += length;
    return section.subarray(from.at - length, from.at);
  };
  const parts = [];
  const count = from.number();
  parts.push(numeral(count));
  for (let left = count; left > 0; left--) {
    const its = text();
    let name = text();
    if (its.toString().endsWith(module)) {
      const short = letters(names.size);
      names.set(name.toString(), short);
      name = Buffer.from(short);
    }
    for (const word of [its, name]) parts.push(numeral(word.length), word);
    const what = from.at;
    describe(from);
    parts.push(section.subarray(what, from.at));
  }
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** Passes over what an import is: a function, a table, a memory, a global, a tag. */
function describe(from) {
  const kind = from.byte();
  if (kind > 4) throw new Broken('an import of another kind');
  if (kind !== 0 && kind !== 2) from.byte();
  if (kind === 1 || kind === 2) {
    if (from.byte() % 2 === 1) from.number();
  }
  from.number();
}

function letters(number) {
  const last = LETTERS[number % LETTERS.length];
  return number < LETTERS.length ? last : letters(Math.floor(number / LETTERS.length) - 1) + last;
}
