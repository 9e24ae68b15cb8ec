// The tools: loaded when a button first asks for one, kept for the next.
import init, { Bench } from 'tools-glue';
import sheet from './tools.css';
import { openCompare } from './compare.mjs';
import { openCurve } from './curve.mjs';
import { openDrafts } from './drafts.mjs';
import { openExport } from './export.mjs';
import { openAbout, openShortcuts } from './help.mjs';
import { openImport } from './import.mjs';
import { openNumbers } from './numbers.mjs';
import { openShare } from './share.mjs';

const TOOLS = {
  export: openExport,
  compare: openCompare,
  curve: openCurve,
  drafts: openDrafts,
  import: openImport,
  numbers: openNumbers,
  shortcuts: openShortcuts,
  about: openAbout,
  share: openShare,
};

// Adopted, because the policy allows no further style element.
const styles = new CSSStyleSheet();
styles.replaceSync(sheet);
document.adoptedStyleSheets.push(styles);

async function load() {
  const url = new URL(TOOLS_WASM, import.meta.url).href;
  await init({ module_or_path: await (PACKED ? globalThis.interleaveUnpacked(url) : fetch(url)) });
}

let loaded;

/** Has the program there. What failed is tried anew the next time. */
export function prepare() {
  loaded ??= load().catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

/**
 * @param {keyof TOOLS} kind
 * @param {string} link the scenario, as the fragment of its address
 * @param {File} [file] dropped on the page
 */
export async function open(kind, link, file) {
  await prepare();
  if (document.querySelector('dialog.tool[open]')) return;
  const bench = new Bench(link, document.documentElement.lang);
  TOOLS[kind](bench, JSON.parse(bench.about()), file);
}
