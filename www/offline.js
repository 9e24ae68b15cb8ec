// Keeps the page for use without a network (www/sw.js), and tells it when a
// newer one is ready.
//
// Knows nothing of the program: it hears `interleave-update` on the window,
// and offers a button with `data-update`.

/** After everything that the reader waits for. Never in a course page's frame. */
export function keepOffline(near) {
  if (window !== window.top || !isSecureContext || !navigator.serviceWorker) return;
  const begin = () => {
    const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 1000));
    // Where storage is denied, the page works as any page does.
    idle(() => watch(near).catch(() => {}));
  };
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin, { once: true });
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
