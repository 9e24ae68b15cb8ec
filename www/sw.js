// Keeps the page for use without a network, from the first visit on.
//
// scripts/finish.mjs fills in the version and the two lists. One version, one
// store: a page is served from the store that it was started from and never
// mixes two builds. A newer version waits until no page needs the older one,
// or until the reader asks for it (`www/start.js`).
//
// Knows nothing of the page. Everything else (other folders below this one,
// other methods) passes by untouched.
const PREFIX = `interleave ${new URL(registration.scope).pathname} `;
const STORE = PREFIX + VERSION;

addEventListener('install', (event) => event.waitUntil(keep()));
addEventListener('activate', (event) => event.waitUntil(takeOver()));
addEventListener('fetch', (event) => {
  const name = nameOf(event.request);
  if (name !== null) event.respondWith(answer(event.request, name));
});
addEventListener('message', ({ data }) => {
  if (data === 'take over') skipWaiting();
});

/** The document is asked for anew; the names of all else carry their content. */
async function keep() {
  const store = await caches.open(STORE);
  await store.addAll(FIRST.map((name) => new Request(name, { cache: name === './' ? 'no-cache' : 'default' })));
  // What is not needed at once may be missing, and waits where data is dear.
  if (!navigator.connection?.saveData) await Promise.allSettled(LATER.map((name) => store.add(name)));
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== STORE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

/** The name of one of our files; `null` for everything else. */
function nameOf({ method, url }) {
  const { origin, pathname } = new URL(url);
  const scope = new URL(registration.scope);
  if (method !== 'GET' || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
  const name = `./${pathname.slice(scope.pathname.length)}`.replace(/^\.\/index\.html$/, './');
  return FIRST.includes(name) || LATER.includes(name) ? name : null;
}

async function answer(request, name) {
  const store = await caches.open(STORE);
  const kept = await store.match(name, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && response.type === 'basic') store.put(name, response.clone());
  return response;
}
