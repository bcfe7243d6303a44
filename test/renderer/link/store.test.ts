import { afterEach, expect, test, vi } from 'vitest';
import { memoryStore, pageStore } from '#renderer/link/store.ts';

afterEach(() => vi.unstubAllGlobals());

test('a browser that refuses where storage is merely looked at gives none', () => {
  vi.stubGlobal('window', {});
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get: () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });
  expect(pageStore(() => undefined)).toBeUndefined();
  Reflect.deleteProperty(globalThis, 'localStorage');
});

test('where there is no room it is told, and whoever wrote hears of it', () => {
  const kept = memoryStore();
  let room = true;
  vi.stubGlobal('localStorage', {
    ...kept,
    setItem: (key: string, text: string) => {
      if (!room) throw new DOMException('full', 'QuotaExceededError');
      kept.setItem(key, text);
    },
  });
  const full = vi.fn();
  const store = pageStore(full)!;
  store.setItem('a', '1');
  room = false;
  expect(() => store.setItem('b', '2')).toThrow('full');
  expect([store.getItem('a'), store.getItem('b'), full.mock.calls.length]).toEqual(['1', null, 1]);
  // A store that is full already is one all the same: what is in it can be read.
  expect(pageStore(full)!.getItem('a')).toBe('1');
});
