// Starts the page. scripts/finish.mjs fills in the two addresses.
//
// A classic script on purpose: in a frame sandboxed with `allow-scripts` alone
// every module is a cross-origin request, which fails on a host that does not
// send `Access-Control-Allow-Origin`. This file still loads there, and says
// what is wrong instead of leaving the page blank. There it also has no
// address of its own to be relative to, hence `document.baseURI`.
import { keepOffline } from './offline.js';
import { program } from './program.js';

const near = (name) => new URL(name, document.baseURI).href;

/** What the learner chose before, or nothing where the browser keeps nothing. */
function stored(key) {
  try {
    return localStorage.getItem(`interleave.${key}`);
  } catch {
    return null;
  }
}

/**
 * Until the program is there: the default scenario's picture, which the build
 * has put into the document, in the reader's language and theme. Not where
 * something else will be opened; the program replaces it.
 */
function showFirst() {
  const asked = new URLSearchParams(location.search);
  const plain = !asked.has('embed') && !asked.has('view') && location.hash.length < 2;
  if (!plain || stored('drafts')) return false;
  const theme = asked.get('theme') ?? stored('theme');
  if (['light', 'dark', 'contrast'].includes(theme)) document.documentElement.dataset.theme = theme;
  const wish = asked.get('lang') ?? stored('lang') ?? navigator.language;
  const lang = wish.toLowerCase().startsWith('ru') ? 'ru' : 'en';
  const first = document.querySelector(`.first[lang="${lang}"]`);
  if (!first) return false;
  const split = Number(stored('split'));
  if (split >= 20 && split <= 70) document.documentElement.style.setProperty('--script-width', `${split}%`);
  document.documentElement.lang = lang;
  first.hidden = false;
  return true;
}

/**
 * The first picture is on the screen: it is what the reader waits for, and the
 * program must not hold it up. A page in the background paints nothing.
 */
function painted() {
  const paint = new Promise((done) => {
    // The empty page counts as a paint, too.
    const seen = (list) => list.getEntriesByName('first-contentful-paint').length && done();
    new PerformanceObserver(seen).observe({ type: 'paint', buffered: true });
  });
  return Promise.race([paint, new Promise((done) => setTimeout(done, document.hidden ? 0 : 1000))]);
}

(async () => {
  try {
    const shown = showFirst() && painted();
    const [{ default: init }, bytes] = await Promise.all([import(near(GLUE_URL)), program(near(WASM_URL)), shown]);
    await init({ module_or_path: bytes });
    keepOffline(near);
    const strings = new URLSearchParams(location.search).get('stringTest');
    if (strings) (await import(near('tools/strings.js'))).test(strings);
  } catch (error) {
    console.error(error);
    const note = document.getElementById('not-started');
    if (note) note.hidden = false;
  }
})();
