// Programs as they were unpacked before, in a store of the browser's own: what
// comes of a file that carries its content's hash in its name never changes.
//
// Course pages' frames have it, too: it says nothing of the reader. Where there
// is no such store, in a frame without an origin or on a plain http host, each
// start unpacks.
const STORE = 'interleave-unpacked';
const whole = (url) => `${url}?unpacked`;

/** The program of the packed one at `url`, if it is kept. */
export async function kept(url) {
  try {
    return await caches.match(whole(url), { cacheName: STORE });
  } catch {
    return undefined;
  }
}

/** The unpacked program, or the packed one from the host. */
export const asked = async (url) => (await kept(url)) ?? fetch(url);

/** Only what `keep` has put there says that it is WebAssembly. */
export const isWhole = (response) => response.headers.get('content-type') === 'application/wasm';

/** Keeps a program in place of earlier versions of it, where there is a store with room. */
export async function keep(url, bytes) {
  try {
    const store = await caches.open(STORE);
    const name = (of) => of.replace(/-[0-9a-f]+\.wasm.*/, '');
    const old = (await store.keys()).filter((request) => name(request.url) === name(url));
    await Promise.all(old.map((request) => store.delete(request)));
    await store.put(whole(url), new Response(bytes, { headers: { 'content-type': 'application/wasm' } }));
  } catch {
    // The next start unpacks.
  }
}

/** Forgets them all: a start that fails shall not fail for ever by what is kept. */
export async function forget() {
  try {
    await caches.delete(STORE);
  } catch {
    // Nothing is kept.
  }
}
