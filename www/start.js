// Starts the page. scripts/finish.mjs fills in the two addresses.
//
// A classic script on purpose: in a frame sandboxed with `allow-scripts` alone
// every module is a cross-origin request, which fails on a host that does not
// send `Access-Control-Allow-Origin`. This file still loads there, and says
// what is wrong instead of leaving the page blank.
(async () => {
  try {
    const { default: init } = await import('GLUE_URL');
    await init({ module_or_path: new URL('WASM_URL', document.baseURI) });
  } catch (error) {
    console.error(error);
    const note = document.getElementById('not-started');
    if (note) note.hidden = false;
  }
})();
