// What a first visit downloads, and whether it keeps to the budget.
//
// KB are 1,000 bytes; compressed means `gzip -9`, which every static host can
// send (the program is packed already, so that changes nothing for it).
// Everything in the folder counts as downloaded except what a visitor asks for
// later (see LATER). That is what a reader of Russian downloads; one of English
// does without the texts.
//
// GOAL is where the page shall get to. CEILING is what it reached: above it
// the check fails, so that weight only goes down. Lower it with every gain.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const GOAL = { WebAssembly: 330, editor: 160, total: 520 };
const CEILING = { WebAssembly: 328, editor: 113.1, total: 470.5 };
const LATER = /^(editor\/help-|embed\/|icons\/|tools\/|x\/|licences\.txt$)/;

const dist = process.argv[2] ?? 'dist';
const everything = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)));
const files = everything.filter((name) => !LATER.test(name));

const groups = new Map();
for (const name of files) {
  const bytes = readFileSync(join(dist, name));
  const group = groups.get(kind(name)) ?? { raw: 0, compressed: 0 };
  group.raw += bytes.length;
  group.compressed += gzipSync(bytes, { level: 9 }).length;
  groups.set(kind(name), group);
}
const all = [...groups.values()];
groups.set('total', {
  raw: all.reduce((sum, group) => sum + group.raw, 0),
  compressed: all.reduce((sum, group) => sum + group.compressed, 0),
});

let failed = false;
console.log('\nFirst visit         raw KB   gzip KB      goal   ceiling');
for (const [name, { raw, compressed }] of groups) {
  const over = compressed > CEILING[name] * 1000;
  failed ||= over;
  const cells = [kb(raw), kb(compressed), GOAL[name] ?? '', CEILING[name] ?? ''];
  console.log(name.padEnd(16) + cells.map((cell) => String(cell).padStart(10)).join('') + (over ? '  OVER' : ''));
}
const weight = (folder) => kb(everything
  .filter((name) => name.startsWith(folder))
  .reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, name)), { level: 9 }).length, 0));
console.log(`\nOn demand: compare, curve, export, Python's modules: ${weight('tools/')} KB gzip`);
console.log(`A reader of English: ${weight('texts/')} KB less`);

if (failed) {
  console.error('\nThe page is heavier than it was.');
  process.exit(1);
}

function kind(name) {
  if (/\.wasm(\.packed)?$/.test(name)) return 'WebAssembly';
  if (name.startsWith('editor/')) return 'editor';
  if (name.endsWith('.js')) return 'other scripts';
  if (name.endsWith('.css')) return 'styles';
  return 'the rest';
}

function kb(bytes) {
  return (bytes / 1000).toFixed(1);
}
