/**
 * Keeps the built page in the browser, so that it opens without a network. It answers from what it kept whole, never from a mixture of two
 * versions; a newer one waits until the person takes it.
 */

/** What of `ServiceWorkerGlobalScope` is used: the page's own types know no service worker. */
interface Moment extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Moment {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', listener: (event: Moment) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Asked) => void): void;
  addEventListener(kind: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}
const scope = globalThis as unknown as Scope;

/** The files of the page and what tells this version from others: the build puts them in. */
declare const pageFiles: readonly string[];
declare const pageVersion: string;

const family = 'retrograd-page-';
const own = family + pageVersion;

scope.addEventListener('install', (event) => {
  const fetched = async (): Promise<void> => {
    const kept = await caches.open(own);
    await kept.addAll(pageFiles.map((file) => new Request(file, { cache: 'no-cache' })));
  };
  event.waitUntil(fetched());
});

scope.addEventListener('activate', (event) => {
  const begin = async (): Promise<void> => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(family) && name !== own).map((name) => caches.delete(name)));
    await scope.clients.claim();
  };
  event.waitUntil(begin());
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope.registration.scope)) return;
  const wanted = request.mode === 'navigate' ? scope.registration.scope : request;
  event.respondWith(caches.open(own).then(async (kept) => (await kept.match(wanted, { ignoreSearch: true })) ?? fetch(request)));
});

scope.addEventListener('message', ({ data }) => {
  if (data === 'update') void scope.skipWaiting();
});
