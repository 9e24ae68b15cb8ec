// Builds what the page loads on demand into www/tools/dist: a second program
// (src/tools), packed, and the scripts that show it, in one bundle.
//
// Names carry a hash of their content. Trunk runs this before it builds the
// page, with the same profile, so that both share the compiled library.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { hash, pack, shorten, unpacker } from './pack.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const out = join(root, 'www/tools/dist');
const glue = join(root, 'target/tools');
const development = process.env.TRUNK_PROFILE === 'debug';
const profile = development ? 'dev' : 'page';

const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
run('cargo', 'build', '--quiet', '--locked', '--target=wasm32-unknown-unknown', `--profile=${profile}`, '--features=tools', '--bin=interleave-tools');
const built = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'wasm32-unknown-unknown', development ? 'debug' : 'page');
run('wasm-bindgen', '--target=web', '--no-typescript', `--out-dir=${glue}`, join(built, 'interleave-tools.wasm'));

const wasm = join(glue, 'interleave-tools_bg.wasm');
const script = join(glue, 'interleave-tools.js');
shorten(wasm, script);
const version = hash(readFileSync(wasm), unpacker);
// Packing a debug build would take longer than building it.
const program = `tools-${version}.wasm${development ? '' : '.packed'}`;
const kept = [program];
mkdirSync(out, { recursive: true });
if (!existsSync(join(out, program))) (development ? renameSync : pack)(wasm, join(out, program));

const result = await build({
  entryPoints: [join(root, 'www/tools/main.mjs')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  loader: { '.css': 'text' },
  alias: { 'tools-glue': script },
  define: { TOOLS_WASM: JSON.stringify(program), PACKED: String(!development) },
  write: false,
});
const [{ contents }] = result.outputFiles;
const name = `tools-${hash(contents)}.js`;
kept.push(name);
// Untouched when nothing changed, so that `make dev` does not rebuild for ever.
if (!existsSync(join(out, name))) writeFileSync(join(out, name), contents);
for (const old of readdirSync(out)) if (!kept.includes(old)) rmSync(join(out, old));
