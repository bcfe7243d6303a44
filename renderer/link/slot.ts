/** One place in which the app keeps what is on screen, in parts by name. */
export interface Slot {
  /** All parts. Rejects where nothing can be kept: the browser refuses, or another window of the app keeps its own there. */
  read(): Promise<Readonly<Record<string, unknown>>>;
  /** Keeps parts, all or none of them; one that is undefined is taken away. It is begun at once: the page may end right after. */
  write(parts: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Keeps nothing. */
export const noSlot: Slot = {
  read: () => Promise.reject(new Error('there is no slot')),
  write: () => Promise.reject(new Error('there is no slot')),
};

const database = 'retrograd';
const store = 'slot';
/** A page that is loaded again asks so often whether the one before has let go of the slot, and waits so many milliseconds between. */
const tries = 6;
const pause = 100;

/** The slot of the page's IndexedDB, read from now on. The first window of the app has it for as long as it lives; one beside it has none. */
export const indexedSlot = (): Slot => {
  let open: IDBDatabase | undefined;
  const readAll = async (): Promise<Readonly<Record<string, unknown>>> => {
    await ownLock();
    open = await openDatabase();
    const parts = open.transaction(store).objectStore(store);
    const [names, values] = await Promise.all([answer(parts.getAllKeys()), answer(parts.getAll())]);
    return Object.fromEntries(names.map((name, index) => [name as string, values[index] as unknown]));
  };
  const all = readAll();
  // Whoever reads hears of it.
  all.catch(() => undefined);
  return {
    read: () => all,
    write: (parts) =>
      new Promise((resolve, reject) => {
        if (!open) throw new Error('the slot is not open');
        // On the disk, not on its way there: the machine may be switched off.
        const transaction = open.transaction(store, 'readwrite', { durability: 'strict' });
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error('the slot was not written'));
        const kept = transaction.objectStore(store);
        for (const [name, value] of Object.entries(parts)) {
          if (value === undefined) kept.delete(name);
          else kept.put(value, name);
        }
        transaction.commit();
      }),
  };
};

/** Settles once this window has the slot, until it ends. Rejects where another window keeps it. */
const ownLock = async (): Promise<void> => {
  for (let attempt = 1; !(await hasLock()); attempt++) {
    if (attempt === tries) throw new Error('another window has the slot');
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
};

const hasLock = (): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const held = async (lock: Lock | null): Promise<void> => {
      resolve(lock !== null);
      if (lock) await new Promise(() => undefined);
    };
    navigator.locks.request(`${database}.${store}`, { ifAvailable: true }, held).catch(reject);
  });

const openDatabase = async (): Promise<IDBDatabase> => {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => void request.result.createObjectStore(store);
  return answer(request);
};

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the slot did not answer'));
  });
