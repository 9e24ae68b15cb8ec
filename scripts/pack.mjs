// Packs the page's programs (packed/), and makes what unpacks them in the page.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
/** Names and producers are nobody's business in the page. */
const BARE = ['--remove-name-section', '--remove-producers-section'];
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');

/** Leaves `path`.packed in place of the program at `path`. */
export function pack(path) {
  // The page's own flags are not for this machine.
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (/^(RUSTFLAGS|RUSTC_BOOTSTRAP|CARGO_UNSTABLE_.*)$/.test(name)) delete env[name];
  cargo(['run', '--release', ...of('pack'), '--', path, `${path}.packed`], env);
  rmSync(path);
}

/** What unpacks: its glue, a module; its program, and a name for that. */
export function unpacker() {
  const folder = join(root, 'target/unpack');
  cargo(['build', '--target=wasm32-unknown-unknown', '--profile=page', ...of('unpack')], process.env);
  const built = join(target, 'wasm32-unknown-unknown/page/interleave-unpack.wasm');
  execFileSync('wasm-bindgen', ['--target=web', '--no-typescript', ...BARE, `--out-dir=${folder}`, built], { stdio: 'inherit' });
  const wasm = readFileSync(join(folder, 'interleave-unpack_bg.wasm'));
  const hash = createHash('sha256').update(wasm).digest('hex').slice(0, 12);
  return { glue: join(folder, 'interleave-unpack.js'), wasm, name: `unpack-${hash}.wasm` };
}

function of(program) {
  return ['--quiet', '--locked', '--package=interleave-packed', `--bin=interleave-${program}`];
}

function cargo(args, env) {
  execFileSync('cargo', args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
}
