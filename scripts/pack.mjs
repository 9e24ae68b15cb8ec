// Packs the page's programs (packed/), and makes what unpacks them in the page.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
/** Names and producers are nobody's business in the page. */
const BARE = ['--remove-name-section', '--remove-producers-section'];
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');

/**
 * Packs the program at `from` into `to`.
 *
 * A name should carry what both the program and the unpacker are: what an older packer left, in a folder
 * or in a browser's cache, is not for a newer unpacker.
 */
export function pack(from, to) {
  cargo(['run', '--release', ...of('pack'), '--', from, `${from}.packed`], native());
  rmSync(from);
  // Whole or not at all.
  renameSync(`${from}.packed`, to);
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

/** What unpacks: its glue, a module; its program, and a name for that. */
export function unpacker() {
  const folder = join(root, 'target/unpack');
  cargo(['build', '--target=wasm32-unknown-unknown', '--profile=page', ...of('unpack')], process.env);
  const built = join(target, 'wasm32-unknown-unknown/page/interleave-unpack.wasm');
  execFileSync('wasm-bindgen', ['--target=web', '--no-typescript', ...BARE, `--out-dir=${folder}`, built], { stdio: 'inherit' });
  const wasm = readFileSync(join(folder, 'interleave-unpack_bg.wasm'));
  return { glue: join(folder, 'interleave-unpack.js'), wasm, name: `unpack-${hash(wasm)}.wasm` };
}

function of(program) {
  return ['--quiet', '--locked', '--package=interleave-packed', `--bin=interleave-${program}`];
}

function cargo(args, env) {
  execFileSync('cargo', args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
}
