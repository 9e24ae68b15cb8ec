// Bundles the editor into www/dist/editor-<hash>.js; Trunk copies that folder.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const out = fileURLToPath(new URL('../dist/', import.meta.url));
const result = await build({
  entryPoints: [fileURLToPath(new URL('editor.mjs', import.meta.url))],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  write: false,
});
const [{ contents }] = result.outputFiles;
const hash = createHash('sha256').update(contents).digest('hex').slice(0, 12);
const name = `editor-${hash}.js`;

mkdirSync(out, { recursive: true });
for (const old of readdirSync(out)) if (old !== name) rmSync(new URL(old, `file://${out}`));
// Untouched when nothing changed, so that `make dev` does not rebuild for ever.
const file = new URL(name, `file://${out}`);
if (!existsSync(file)) writeFileSync(file, contents);
