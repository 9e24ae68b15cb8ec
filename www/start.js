// Starts the page. scripts/finish.mjs fills in the address of the glue.
//
// A classic script on purpose: in a frame sandboxed with `allow-scripts` alone
// every module is a cross-origin request, which fails on a host that does not
// send `Access-Control-Allow-Origin`. This file still loads there, and says
// what is wrong instead of leaving the page blank. There it also has no
// address of its own to be relative to, hence `document.baseURI`.
import { keepOffline } from './offline.js';
import { program } from './program.js';

const near = (name) => new URL(name, document.baseURI).href;

(async () => {
  try {
    // On its way already, or as soon as the first picture is painted (www/first.js).
    const asked = globalThis.interleaveProgram;
    const glue = asked.then(() => import(near(GLUE_URL)));
    const [{ default: init }, bytes] = await Promise.all([glue, program(asked, globalThis.interleaveUnpacker)]);
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
