// Starts the page. scripts/finish.mjs fills in the two addresses.
//
// A classic script on purpose: in a frame sandboxed with `allow-scripts` alone
// every module is a cross-origin request, which fails on a host that does not
// send `Access-Control-Allow-Origin`. This file still loads there, and says
// what is wrong instead of leaving the page blank. There it also has no
// address of its own to be relative to, hence `document.baseURI`.
import { XzReadableStream } from 'xz-decompress';

const near = (name) => new URL(name, document.baseURI).href;

/** The program as the browser takes it: unpacked and compiled while it arrives. */
async function program() {
  const { ok, status, body } = await fetch(near(WASM_URL));
  if (!ok) throw new Error(`the program is missing (${status})`);
  return new Response(new XzReadableStream(body), { headers: { 'Content-Type': 'application/wasm' } });
}

(async () => {
  try {
    const [{ default: init }, packed] = await Promise.all([import(near(GLUE_URL)), program()]);
    await init({ module_or_path: packed });
  } catch (error) {
    console.error(error);
    const note = document.getElementById('not-started');
    if (note) note.hidden = false;
  }
})();
