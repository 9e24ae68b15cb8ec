// Runs within the document, before its first paint: shows the default
// scenario's picture, and asks for the program.
// scripts/finish.mjs fills in their addresses, and allows this very text in the Content-Security-Policy.
//
// Within the document, because whatever the first paint waits for costs a
// journey to the host. The program is asked for when the picture is on the
// screen, as the two would share the line; at once where there is no picture.
import { kept } from './kept.js';

/** What the learner chose before, or nothing where the browser keeps nothing. */
function stored(key) {
  try {
    return localStorage.getItem(`interleave.${key}`);
  } catch {
    return null;
  }
}

const query = new URLSearchParams(location.search);

/**
 * As the program will choose (`ui::page::start`): what it does not know counts
 * for nothing, and an embed heeds no earlier choice.
 */
function choice(name, known, more) {
  const chosen = query.has('embed') ? null : stored(name);
  return [query.get(name), chosen, more].find((value) => known.test(value));
}

/**
 * Takes the reader's theme and width of the script, and shows the picture in
 * them and in the reader's language, unless something else will be opened.
 */
function show(lang) {
  const root = document.documentElement;
  // What the program draws first is in these colours, too.
  const theme = choice('theme', /^(auto|light|dark|contrast)$/);
  if (theme && theme !== 'auto') root.dataset.theme = theme;
  const split = Number(stored('split'));
  if (split >= 20 && split <= 70) root.style.setProperty('--script-width', `${split}%`);
  const plain = !query.has('embed') && !query.has('view') && location.hash.length < 2;
  if (!plain || stored('drafts')) return false;
  const first = document.querySelector(`.first[lang="${lang}"]`);
  if (!first) return false;
  root.lang = lang;
  first.hidden = false;
  return true;
}

/** The picture is on the screen. A page in the background paints nothing. */
function painted() {
  return new Promise((done) => {
    // The empty page counts as a paint, too.
    const seen = (list) => list.getEntriesByName('first-contentful-paint').length && done();
    new PerformanceObserver(seen).observe({ type: 'paint', buffered: true });
    setTimeout(done, document.hidden ? 0 : 1000);
  });
}

const lang = choice('lang', /^(en|ru)(?![a-z])/i, navigator.language)?.slice(0, 2).toLowerCase() ?? 'en';
const begin = show(lang) ? painted() : Promise.resolve();
const urls = [WASM_URL, TEXT_URLS[lang]].filter(Boolean);
// Looked up together, so that what is not there is asked for together.
const there = begin.then(() => Promise.all(urls.map(kept)));
const [packed, texts] = urls.map((url, at) => {
  const answer = there.then((all) => all[at] ?? fetch(url));
  // Who waits for them will be told.
  answer.catch(() => {});
  return answer;
});
globalThis.interleaveProgram = packed;
if (texts) globalThis.interleaveTexts = { [lang]: texts };
