// Runs after Trunk (Trunk.toml, post_build): makes the built page hold under a
// strict Content-Security-Policy and inside a sandboxed frame.
//
// - Trunk starts the page by an inline script, which the policy refuses: it
//   becomes a file, from a template of ours (www/start.js).
// - What need not travel with the program is taken out of it (scripts/slim.mjs).
// - The program is packed (scripts/pack.mjs); scripts and styles are minified.
// - The document carries the default scenario's picture, so that something
//   true is on the screen before the program arrives, and all that this waits
//   for: the styles, and the script that shows it (www/first.js).
// - The policy itself is written into the document: it names these by their hash.
// - The texts of Python's modules become a file that loads on demand.
// - What Python's modules offer, for the editor.
// - A list of all files, for use without a network (www/sw.js).
// - The document names the bundles that are loaded later: the editor after
//   the first paint, the tools when they are asked for.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import { hash, native, pack, shorten, unpacker } from './pack.mjs';
import { slim } from './slim.mjs';

const dist = process.env.TRUNK_STAGING_DIR ?? 'dist';
const LANGUAGES = ['en', 'ru'];
const development = process.env.TRUNK_PROFILE === 'debug';

/** The policy; nothing is inline but texts with these hashes, nothing is evaluated. */
const policy = ({ script, style }) => [
  "default-src 'none'",
  // WebAssembly needs its own word.
  `script-src 'self' 'wasm-unsafe-eval' ${script}`,
  `style-src 'self' ${style}`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const page = join(dist, 'index.html');
let html = readFileSync(page, 'utf8');

for (const part of ['editor', 'tools']) {
  const bundle = readdirSync(join(dist, part)).find((name) => name.startsWith(`${part}-`) && name.endsWith('.js'));
  if (!bundle) throw new Error(`the bundle of ${part} is missing from the build`);
  insertInHead(`<meta name="interleave-${part}" content="./${part}/${bundle}">`);
}

insertInHead(`<meta name="interleave-library" content="${writeLibrary()}">`);
writeStringTest();
insertInHead(`<meta name="interleave-names" content="${writeNames()}">`);

// `trunk serve` adds an inline script that reloads the page: no policy then.
html = html.replace('<div id="app"></div>', () => `<div id="app">${firstPicture()}</div>`);
if (!development) {
  const programs = moveStartScript();
  minify();
  const hashes = { style: joinStyles(), script: showFirstPicture(programs) };
  insertInHead(`<meta http-equiv="Content-Security-Policy" content="${policy(hashes)}">`);
}
writeFileSync(page, html);
// Last: the list is of what is there now.
if (!development) writeWorker();

/** The default scenario, made by the native command; the program replaces it. */
function firstPicture() {
  return LANGUAGES.map((lang) => interleave('first', '--lang', lang)).join('');
}

/** The texts of Python's modules, loaded when a script imports one (www/library.js). */
function writeLibrary() {
  const text = interleave('library');
  const name = `tools/library-${hash(text)}.txt`;
  writeFileSync(join(dist, name), text);
  return `./${name}`;
}

/** What Python's modules offer, a file a language; the address with `LANG`. */
function writeNames() {
  const texts = LANGUAGES.map((lang) => interleave('names', '--lang', lang));
  const version = hash(...texts);
  for (const [i, lang] of LANGUAGES.entries()) writeFileSync(join(dist, `tools/names-${lang}-${version}.json`), texts[i]);
  return `./tools/names-LANG-${version}.json`;
}

/** What `?stringTest` loads. */
function writeStringTest() {
  const define = { HOSTILE: JSON.stringify(interleave('link', 'www/hostile.py').trim().replace(/^.*#/, '')) };
  const options = { minify: true, target: 'es2022', charset: 'utf8', define };
  writeFileSync(join(dist, 'tools/strings.js'), transformSync(readFileSync('www/strings.js', 'utf8'), options).code);
}

/** What the native command prints, built as `cargo run` builds it. */
function interleave(...command) {
  const cargo = ['run', '--quiet', '--locked', '--bin=interleave', '--', ...command];
  return execFileSync('cargo', cargo, { encoding: 'utf8', env: native() });
}

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

  shorten(join(dist, wasm), join(dist, glue));
  const { tablesAt, texts } = slim(join(dist, wasm));
  const packed = `./interleave-page-${hash(readFileSync(join(dist, wasm)), unpacker)}.wasm.packed`;
  pack(join(dist, wasm), join(dist, packed));
  const urls = writeTexts(texts);
  const start = classic('www/start.js', {
    GLUE_URL: JSON.stringify(glue),
    TABLES_AT: JSON.stringify(tablesAt),
    TEXT_URLS: JSON.stringify(urls),
  });
  const name = `./start-${hash(start)}.js`;
  writeFileSync(join(dist, name), start);
  html = html
    .replace(whole, `<script defer src="${name}"></script>`)
    // Trunk has the browser ask for both at once: before the first paint.
    .replace(/<link rel="(modulepreload|preload)"[^>]*>\s*/g, '');
  return { program: packed, texts: urls };
}

/** The programs that bring the texts of a language; the address of each. */
function writeTexts(texts) {
  mkdirSync(join(dist, 'texts'));
  return Object.fromEntries(Object.entries(texts).map(([lang, program]) => {
    const name = `./texts/${lang}-${hash(program, unpacker)}.wasm`;
    writeFileSync(join(dist, name), program);
    pack(join(dist, name), join(dist, `${name}.packed`));
    return [lang, `${name}.packed`];
  }));
}

/** A script of ours with all that it imports. */
function classic(file, define) {
  const [{ text }] = buildSync({
    entryPoints: [file],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    define,
    write: false,
  }).outputFiles;
  return text;
}

/** Puts what shows the first picture behind it; its hash for the policy. */
function showFirstPicture({ program, texts }) {
  const code = classic('www/first.js', {
    WASM_URL: JSON.stringify(program),
    TEXT_URLS: JSON.stringify(texts),
  }).trim();
  html = html.replace(/(?=<div id="not-started")/, () => `<script>${code}</script>\n  `);
  return hashed(code);
}

/** Puts the style sheets into the document as one; its hash for the policy. */
function joinStyles() {
  const links = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"[^>]*>\s*/g)];
  if (links.length === 0) throw new Error('the document names no style sheets');
  const files = links.map(([, name]) => join(dist, name));
  const joined = files.map((file) => readFileSync(file, 'utf8').trim()).join('');
  for (const file of files) rmSync(file);
  const [{ index }] = links;
  for (const [whole] of links) html = html.replace(whole, '');
  html = `${html.slice(0, index)}<style>${joined}</style>\n  ${html.slice(index)}`;
  return hashed(joined);
}

/** What a policy allows an inline text by. */
function hashed(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** What Trunk leaves as it was written: the glue, its snippets, the styles. */
function minify() {
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const loader = extname(entry.name).slice(1);
    if (!entry.isFile() || !['js', 'css'].includes(loader)) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const options = { loader, minify: true, target: 'es2022', charset: 'utf8', legalComments: 'none' };
    writeFileSync(file, transformSync(readFileSync(file, 'utf8'), options).code);
  }
}

/** The service worker, with the names of all files and a version of them all. */
function writeWorker() {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .sort();
  const version = createHash('sha256');
  for (const name of names) version.update(name).update(readFileSync(join(dist, name)));
  const later = (name) => /^(tools\/|texts\/|icons\/|editor\/help-)/.test(name);
  const address = (name) => (name === 'index.html' ? './' : `./${name}`);
  const list = (chosen) => JSON.stringify(chosen.map(address));
  const source = readFileSync('www/sw.js', 'utf8');
  const { code } = transformSync(source, {
    minify: true,
    target: 'es2022',
    legalComments: 'none',
    define: {
      VERSION: JSON.stringify(version.digest('hex').slice(0, 12)),
      FIRST: list(names.filter((name) => !later(name))),
      LATER: list(names.filter(later)),
    },
  });
  writeFileSync(join(dist, 'sw.js'), code);
}
