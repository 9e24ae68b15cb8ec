// Starts the page. scripts/finish.mjs fills in the two addresses.
//
// A classic script on purpose: in a frame sandboxed with `allow-scripts` alone
// every module is a cross-origin request, which fails on a host that does not
// send `Access-Control-Allow-Origin`. This file still loads there, and says
// what is wrong instead of leaving the page blank. There it also has no
// address of its own to be relative to, hence `document.baseURI`.
(async () => {
  const near = (name) => new URL(name, document.baseURI).href;
  try {
    const { default: init } = await import(near('GLUE_URL'));
    await init({ module_or_path: near('WASM_URL') });
  } catch (error) {
    console.error(error);
    const note = document.getElementById('not-started');
    if (note) note.hidden = false;
  }
})();
