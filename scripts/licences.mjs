// Writes dist/licences.txt: whose work the page contains, and their terms.
//
// MIT and its like ask for the notice to travel with every copy. Crates and
// packages that share a text to the letter are listed above it once.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** In the order of preference: the short terms first, where there is a choice. */
const NAMES = [/^licen[cs]e-mit/i, /^licen[cs]e(\.(md|txt))?$/i, /^licen[cs]e/i, /^copying/i];

const texts = new Map();
for (const { name, version, license, folder } of [...crates(), ...bundled()]) {
  const text = notice(folder) ?? `No text came with it; its terms are ${license}.`;
  texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
}

const parts = ['Interleave is offered under MIT or Apache-2.0. The page contains the work of others:'];
for (const [text, names] of texts) parts.push(`${names.sort().join('\n')}\n\n${text}`);
writeFileSync('dist/licences.txt', `${parts.join(`\n\n${'-'.repeat(72)}\n\n`)}\n`);

function notice(folder) {
  const files = readdirSync(folder).sort();
  const found = NAMES.map((name) => files.find((file) => name.test(file))).find(Boolean);
  return found && readFileSync(join(folder, found), 'utf8').trim();
}

/** What is linked into the page: normal dependencies, followed for wasm. */
function crates() {
  const words = ['metadata', '--format-version=1', '--locked', '--filter-platform=wasm32-unknown-unknown'];
  const { packages, resolve } = JSON.parse(
    execFileSync('cargo', words, { encoding: 'utf8', maxBuffer: 1 << 28 }),
  );
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const reached = new Set();
  const visit = (id) => {
    if (reached.has(id)) return;
    reached.add(id);
    for (const { pkg, dep_kinds } of nodes.get(id).deps) {
      if (dep_kinds.some(({ kind }) => kind === null)) visit(pkg);
    }
  };
  visit(resolve.root);
  return packages
    .filter(({ id }) => reached.has(id) && id !== resolve.root)
    .map(({ name, version, license, manifest_path }) => ({
      name,
      version,
      license: license ?? 'unknown',
      folder: dirname(manifest_path),
    }));
}

/** What esbuild may bundle: everything in the lock file but the tools. */
function bundled() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const shipped = /^node_modules\/(@codemirror|@lezer|@marijn|crelt|style-mod|w3c-keyname)/;
  return Object.entries(packages)
    .filter(([folder]) => shipped.test(folder))
    .map(([folder, { version, license }]) => ({
      name: folder.slice('node_modules/'.length),
      version,
      license: license ?? 'unknown',
      folder,
    }));
}
