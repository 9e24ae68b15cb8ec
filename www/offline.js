// Keeps the page for use without a network (www/sw.js), and tells it when a
// newer one is ready.
//
// Knows nothing of the program: it hears `interleave-update` on the window,
// and offers a button with `data-update`.

/** Never in a course page's frame. */
const keeps = () => window === window.top && isSecureContext && navigator.serviceWorker;

/** After everything that the reader waits for. */
export function keepOffline(near) {
  if (!keeps()) return;
  const begin = () => {
    const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 1000));
    // Where storage is denied, the page works as any page does.
    idle(() => watch(near).catch(() => {}));
  };
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin, { once: true });
}

/** Has the program of that address kept as it is now, unpacked, for the next visit. */
export async function keepUnpacked(url, bytes) {
  if (!keeps()) return;
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ url, bytes });
}

async function watch(near) {
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(near('sw.js'), { updateViaCache: 'none' });
  if (!registration) return;
  const announce = (worker) => {
    // The first one replaces nothing.
    if (worker?.state !== 'installed' || !serviceWorker.controller) return;
    dispatchEvent(new CustomEvent('interleave-update'));
  };
  announce(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => announce(installing));
  });
  addEventListener('click', ({ target }) => {
    if (!target.closest?.('[data-update]')) return;
    serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    registration.waiting?.postMessage('take over');
  });
}
