// Prepares the page's programs for their way (scripts/packed), and says what
// unpacks them there (www/packed).
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shortened } from './packed/names.mjs';
import { pack as packed } from './packed/pack.mjs';

const folder = fileURLToPath(new URL('../www/packed/', import.meta.url));

/**
 * What unpacks, as text. The name of a packed program should carry what both are: what an older packer
 * left, in a folder or in a browser's cache, is not for a newer unpacker.
 */
export const unpacker = readdirSync(folder)
  .sort()
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('');

/** Packs the program at `from` into `to`. */
export function pack(from, to) {
  writeFileSync(`${from}.packed`, packed(readFileSync(from)));
  rmSync(from);
  // Whole or not at all.
  renameSync(`${from}.packed`, to);
}

/** Gives what a program asks of its glue short names, in both. */
export function shorten(path, glue) {
  const short = shortened(readFileSync(path), readFileSync(glue, 'utf8'), '_bg.js');
  writeFileSync(path, short.wasm);
  writeFileSync(glue, short.glue);
}

/** Twelve letters for what these contain. */
export function hash(...parts) {
  const all = createHash('sha256');
  for (const part of parts) all.update(part);
  return all.digest('hex').slice(0, 12);
}

/** The environment for what runs on this machine: the page's own flags (scripts/env.sh) are not for it. */
export function native() {
  const pages = /^(RUSTFLAGS|RUSTC_BOOTSTRAP|CARGO_UNSTABLE_.*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !pages.test(name)));
}
