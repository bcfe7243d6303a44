import { afterEach, expect, test, vi } from 'vitest';
import { keepOffline } from '#renderer/link/offline.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser in which this version of the page may be there already, and a newer one may wait. */
const browser = ({ controlled, waits }: { readonly controlled: boolean; readonly waits: boolean }) => {
  const waiting = { postMessage: vi.fn() };
  const serviceWorker = Object.assign(new EventTarget(), {
    controller: controlled ? {} : null,
    register: vi.fn(() => Promise.resolve(Object.assign(new EventTarget(), { waiting: waits ? waiting : null, installing: null }))),
  });
  const location = { protocol: 'https:', reload: vi.fn() };
  vi.stubGlobal('navigator', { serviceWorker });
  vi.stubGlobal('location', location);
  vi.stubGlobal('document', { baseURI: 'https://example.org/retrograd/' });
  return { waiting, serviceWorker, location };
};

test('a newer version is offered, and taken when the person takes it alone', async () => {
  const { waiting, serviceWorker, location } = browser({ controlled: true, waits: true });
  const offer = vi.fn<(take: () => void) => void>();
  await keepOffline(offer);
  expect([offer.mock.calls.length, waiting.postMessage.mock.calls, location.reload.mock.calls]).toEqual([1, [], []]);
  offer.mock.calls[0]![0]();
  expect([waiting.postMessage.mock.calls, location.reload.mock.calls]).toEqual([[['update']], []]);
  serviceWorker.dispatchEvent(new Event('controllerchange'));
  expect(location.reload).toHaveBeenCalledOnce();
});

test('the first version is no update, and neither is one that nobody waits with', async () => {
  for (const state of [
    { controlled: false, waits: true },
    { controlled: true, waits: false },
  ]) {
    // prettier-ignore
    const { serviceWorker } = browser(state);
    const offer = vi.fn();
    await keepOffline(offer);
    expect([offer.mock.calls, serviceWorker.register.mock.calls.length]).toEqual([[], 1]);
  }
});

test('a page from a disk keeps nothing', async () => {
  const { serviceWorker, location } = browser({ controlled: true, waits: true });
  location.protocol = 'file:';
  await keepOffline(vi.fn());
  expect(serviceWorker.register).not.toHaveBeenCalled();
});
