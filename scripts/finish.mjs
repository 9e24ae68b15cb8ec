// Runs after Trunk (Trunk.toml, post_build): makes the built page hold under a
// strict Content-Security-Policy and inside a sandboxed frame.
//
// - Trunk starts the page by an inline script, which the policy refuses: it
//   becomes a file, from a template of ours (www/start.js).
// - The policy itself is written into the document.
// - The document names the editor bundle, which is loaded after first paint.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = process.env.TRUNK_STAGING_DIR ?? 'dist';
const development = process.env.TRUNK_PROFILE === 'debug';

const POLICY = [
  "default-src 'none'",
  // WebAssembly needs its own word; nothing is inline, nothing is evaluated.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const page = join(dist, 'index.html');
let html = readFileSync(page, 'utf8');

const editor = readdirSync(join(dist, 'editor')).find((name) => /^editor-\w+\.js$/.test(name));
if (!editor) throw new Error('the editor bundle is missing from the build');
insertInHead(`<meta name="interleave-editor" content="./editor/${editor}">`);

// `trunk serve` adds an inline script that reloads the page: no policy then.
if (!development) {
  moveStartScript();
  insertInHead(`<meta http-equiv="Content-Security-Policy" content="${POLICY}">`);
}
writeFileSync(page, html);

/** Before everything that loads: a policy does not reach back. */
function insertInHead(tag) {
  const at = html.indexOf('<meta charset="utf-8">') + '<meta charset="utf-8">'.length;
  html = `${html.slice(0, at)}\n  ${tag}${html.slice(at)}`;
}

function moveStartScript() {
  const inline = /<script type="module"[^>]*>\s*([^<]*?)<\/script>/g;
  const scripts = [...html.matchAll(inline)];
  if (scripts.length !== 1) throw new Error(`${scripts.length} inline start scripts, expected 1`);
  const [[whole, code]] = scripts;
  const glue = /from '(\.\/[^']+\.js)'/.exec(code)?.[1];
  const wasm = /'(\.\/[^']+\.wasm)'/.exec(code)?.[1];
  if (!glue || !wasm) throw new Error('the inline start script has an unknown shape');

  const start = readFileSync('www/start.js', 'utf8')
    .replace('GLUE_URL', glue)
    .replace('WASM_URL', wasm);
  const hash = createHash('sha256').update(start).digest('hex').slice(0, 12);
  writeFileSync(join(dist, `start-${hash}.js`), start);
  html = html.replace(whole, `<script defer src="./start-${hash}.js"></script>`);
}
