/** Names that JavaScript itself asks any object for: an await, a printer, an assertion. */
const asked: ReadonlySet<string> = new Set(['then', 'toJSON', 'constructor', 'asymmetricMatch', 'nodeType', '$$typeof']);

/** An object that throws on whatever it does not have: an app that uses more of Electron than is stood in must be noticed. */
export const strict = <T extends object>(name: string, target: T): T =>
  new Proxy(target, {
    get: (object, key, receiver) => {
      if (!(key in object) && typeof key === 'string' && !asked.has(key)) throw new Error(`${name}.${key} is not stood in for Electron`);
      return Reflect.get(object, key, receiver) as unknown;
    },
    set: (object, key, value, receiver) => {
      if (!(key in object)) throw new Error(`${name}.${String(key)} is not stood in for Electron`);
      return Reflect.set(object, key, value, receiver);
    },
  });

/** An object of which, once it is gone, nothing but `isDestroyed` may be asked, as of Electron's. */
export const mortal = <T extends object>(target: T, isGone: () => boolean, error: () => Error): T =>
  new Proxy(target, {
    get: (object, key, receiver) => {
      if (isGone() && typeof key === 'string' && key !== 'isDestroyed' && !asked.has(key)) throw error();
      return Reflect.get(object, key, receiver) as unknown;
    },
  });
