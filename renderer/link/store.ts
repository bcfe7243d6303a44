/** What the page keeps in the browser beside its work: preferences, notebook, progress. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * The page's local storage, or undefined where the browser lets it keep nothing: it then throws where it is merely looked at. `full` is told
 * each time that there is no room, and whoever wrote hears of it as before.
 */
export const pageStore = (full: () => void): Store | undefined => {
  try {
    const store = localStorage;
    const probe = 'retrograd.probe';
    store.setItem(probe, '');
    store.removeItem(probe);
    return telling(store, full);
  } catch (reason) {
    return isFull(reason) ? telling(localStorage, full) : undefined;
  }
};

/** Whether the browser refused for want of room. */
export const isFull = (reason: unknown): boolean => reason instanceof DOMException && reason.name === 'QuotaExceededError';

const telling = (store: Storage, full: () => void): Store => ({
  getItem: (key) => store.getItem(key),
  removeItem: (key) => store.removeItem(key),
  setItem: (key, text) => {
    try {
      store.setItem(key, text);
    } catch (reason) {
      if (isFull(reason)) full();
      throw reason;
    }
  },
});

/** Keeps what it is given as long as the window is there. */
export const memoryStore = (): Store => {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    removeItem: (key) => void texts.delete(key),
    setItem: (key, text) => void texts.set(key, text),
  };
};
