// Takes out of the page's program what need not travel with it:
//
// - the texts of every language but the first. They become a program of
//   their own that is nothing but data: run with the page's memory, it puts
//   them where the page has them (www/start.js);
// - tables that are quicker computed than downloaded (www/powers.js).
//
// The linker says where each constant lies (build.rs asks it to), so whole
// texts are taken and nothing is guessed. Zeros stay in their place:
// no address changes, and the packer makes nothing of them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tables } from '../www/powers.js';
import { Numbers, numeral, sections } from './packed/sections.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const MAP = join(target, 'wasm32-unknown-unknown/page/interleave-page.map');

const DATA_SECTION = 11;

/** What tells a language from the first one: its letters. */
const LETTERS = { ru: /\p{Script=Cyrillic}/u };
/** Needed whatever the language is: its name in the list, the key of a shortcut, what links are packed by (tests/architecture.rs). */
const ALWAYS = ['Русский', 'ы', readFileSync(join(root, 'src/share/dictionary_1.txt'), 'utf8')];

/**
 * Slims the program at `path`. Returns where in its file each table has to be,
 * and for each language the program that brings its texts.
 */
export function slim(path) {
  const bytes = readFileSync(path);
  const tablesAt = tables().map((table) => {
    const at = bytes.indexOf(table);
    if (at < 0) throw new Error('the program has other tables than www/powers.js computes');
    bytes.fill(0, at, at + table.length);
    return at;
  });

  const { segments, position } = memory(bytes);
  const { sizes, constants } = listed(readFileSync(MAP, 'utf8'));
  if (segments.some(({ size }, at) => size !== sizes[at])) throw new Error(`${MAP} is of another program`);
  const texts = {};
  for (const [lang, letters] of Object.entries(LETTERS)) {
    const pieces = [];
    for (const constant of constants) {
      const from = position(constant);
      const here = bytes.subarray(from, from + constant.size);
      const text = read(here);
      if (text === null || !letters.test(text) || ALWAYS.includes(text)) continue;
      pieces.push({ address: constant.address, bytes: Buffer.from(here) });
      here.fill(0);
    }
    texts[lang] = data(pieces);
  }
  writeFileSync(path, bytes);
  return { tablesAt, texts };
}

/** What a linker's map says: the size of each segment, and the constants, each a piece of an object file. */
function listed(map) {
  const whole = /^ *[0-9a-f]+ +[0-9a-f]+ +([0-9a-f]+) \.(?:rodata|data)$/gm;
  const line = /^ *([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+) {9}\S.*:\((\.rodata\.\S+)\)$/gm;
  return {
    sizes: [...map.matchAll(whole)].map(([, size]) => parseInt(size, 16)),
    constants: [...map.matchAll(line)].map(([, address, size, name]) => ({ address: parseInt(address, 16), size: parseInt(size, 16), name })),
  };
}

/** A constant as text; `null` for tables of numbers and addresses. */
function read(bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /[^\P{Cc}\t\n]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** The segments that will lie in memory, and what tells of a constant where in the file it is. */
function memory(bytes) {
  const segments = [];
  const { content } = sections(bytes).find(({ id }) => id === DATA_SECTION);
  const from = new Numbers(bytes, content);
  for (let left = from.number(); left > 0; left--) {
    // Active, at `i32.const address; end`.
    if (from.byte() !== 0 || from.byte() !== 0x41) throw new Error('a segment of another kind');
    const address = from.number();
    if (from.byte() !== 0x0b) throw new Error('a segment of another kind');
    const size = from.number();
    segments.push({ address, size, at: from.at });
    from.at += size;
  }
  const position = ({ address, size, name }) => {
    const home = segments.find((s) => s.address <= address && address + size <= s.address + s.size);
    if (!home) throw new Error(`${name} is not in the program`);
    return home.at + address - home.address;
  };
  return { segments, position };
}

/** The program that puts each piece at its address of the memory it is given. */
function data(pieces) {
  const joined = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last && last.address + last.bytes.length === piece.address) last.bytes = Buffer.concat([last.bytes, piece.bytes]);
    else joined.push({ ...piece });
  }
  const segments = joined.map(({ address, bytes }) => [0, 0x41, ...signed(address), 0x0b, ...numeral(bytes.length), ...bytes]);
  const word = (text) => [text.length, ...Buffer.from(text)];
  return Buffer.from([
    ...Buffer.from('\0asm'), 1, 0, 0, 0,
    ...section(1, [1, 0x60, 0, 0]),
    ...section(2, [1, ...word('page'), ...word('memory'), 2, 0, 0]),
    // A function that does nothing: without one the packer takes it for no program.
    ...section(3, [1, 0]),
    ...section(10, [1, 2, 0, 0x0b]),
    ...section(11, [...numeral(segments.length), ...segments.flat()]),
  ]);
}

function section(kind, content) {
  return [kind, ...numeral(content.length), ...content];
}

function signed(value) {
  const bytes = [];
  for (; value > 63; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}
