// Bundles the editor into www/dist; Trunk copies that folder. editor-<hash>.js
// is loaded by name (load.js), the rest by it: what is shared, and help-<hash>.js
// when the editor is first used.
import { mkdirSync, readdirSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const out = fileURLToPath(new URL('../dist/', import.meta.url));
const result = await build({
  entryPoints: [fileURLToPath(new URL('editor.mjs', import.meta.url))],
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  outdir: out,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  write: false,
});
const kept = new Set(result.outputFiles.map(({ path }) => basename(path)));

mkdirSync(out, { recursive: true });
for (const old of readdirSync(out)) if (!kept.has(old)) rmSync(join(out, old));
// Untouched when nothing changed, so that `make dev` does not rebuild for ever.
for (const { path, contents } of result.outputFiles) if (!existsSync(path)) writeFileSync(path, contents);
