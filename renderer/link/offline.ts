/** The page's files are kept by a service worker, so that it opens without a network. In Electron, and from a disk, they are there anyway. */

/** Keeps them from now on. `offer` is called once a newer version waits, with what takes it; until then the page stays the one that it is. */
export const keepOffline = async (offer: (take: () => void) => void): Promise<void> => {
  if (!('serviceWorker' in navigator) || !location.protocol.startsWith('http')) return;
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(new URL('service-worker.js', document.baseURI), { updateViaCache: 'none' });
  const look = (): void => {
    const { waiting } = registration;
    // The first one waits for nobody.
    if (!waiting || !serviceWorker.controller) return;
    offer(() => {
      serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage('update');
    });
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  look();
};
