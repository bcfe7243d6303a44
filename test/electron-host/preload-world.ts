import type { ContextBridge, IpcRenderer } from 'electron';
import type { Wire } from './wire.ts';

/** What the page's side of the stand-in calls in the test's process; both speak the wire's text. */
export interface Bindings {
  electronHostSend(channel: string, args: string): Promise<void>;
  electronHostInvoke(channel: string, args: string): Promise<string>;
}

/** What the test's process calls on the page, under this name on its window. */
export const receiverName = 'electronHostReceive';
export type Receive = (messages: readonly (readonly [channel: string, args: string])[]) => void;

/**
 * The world in which the built preload runs, within the page: `require('electron')` gives the two objects that a sandboxed
 * preload may use. Sent to the page as source, so that it must not use anything from outside itself.
 */
export const createPreloadWorld = (wire: Wire, receiver: string): { require: (name: string) => unknown } => {
  type Listener = (event: unknown, ...args: unknown[]) => void;
  const bindings = globalThis as unknown as Bindings;
  const listeners = new Map<string, Listener[]>();

  Object.defineProperty(globalThis, receiver, {
    value: ((messages) => {
      for (const [channel, args] of messages) {
        for (const listener of listeners.get(channel) ?? []) listener({}, ...(wire.decode(args) as unknown[]));
      }
    }) satisfies Receive,
  });

  const ipcRenderer = {
    send: (channel, ...args) => void bindings.electronHostSend(channel, wire.encode(args)),
    // docs/api/ipc-main.md: "errors thrown through handle in the main process are not transparent", their message alone arrives.
    invoke: async (channel, ...args) => {
      const sent = wire.encode(args);
      try {
        return wire.decode(await bindings.electronHostInvoke(channel, sent));
      } catch (error) {
        throw new Error(`Error invoking remote method '${channel}': ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer as never;
    },
  } satisfies Pick<IpcRenderer, 'send' | 'invoke'> & { on: unknown };

  /**
   * What crosses between the two worlds, value by value as the bridge itself goes, which takes its time over long lists of objects.
   * docs/api/context-bridge.md: functions are proxied, "all other values are copied and frozen"; "prototype modifications are dropped",
   * of a class "values, but not the prototype" are copied; an error arrives as another with its message; symbols are dropped; "cloneable
   * types" are cloned. Nothing is deeper than 1000: "Electron contextBridge recursion depth exceeded".
   */
  const cross = (whole: unknown): unknown => {
    const met = new Map<unknown, unknown>();
    const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);
    const pass = (value: unknown, depth: number): unknown => {
      if (depth >= 1000)
        throw new TypeError('Electron contextBridge recursion depth exceeded. Nested objects deeper than 1000 are not supported.');
      if (typeof value === 'symbol') return undefined;
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
      if (met.has(value)) return met.get(value);
      const put = <T>(copy: T): T => (met.set(value, copy), copy);
      if (typeof value === 'function') return put((...args: unknown[]) => call(value as (...given: unknown[]) => unknown, args));
      if (tagOf(value) === 'Promise') {
        return put(
          (value as Promise<unknown>).then(cross, (error: unknown) => {
            throw cross(error);
          }),
        );
      }
      if (tagOf(value) === 'Error' || tagOf(value) === 'DOMException') return new Error((value as Error).message);
      if (Array.isArray(value)) {
        const list = put<unknown[]>([]);
        for (const part of value as unknown[]) list.push(pass(part, depth + 1));
        return list;
      }
      if (tagOf(value) !== 'Object') return put(structuredClone(value));
      const copy = put<Record<string, unknown>>({});
      for (const [key, part] of Object.entries(value)) copy[key] = pass(part, depth + 1);
      return copy;
    };
    return pass(whole, 0);
  };
  const call = (does: (...given: unknown[]) => unknown, args: unknown[]): unknown => {
    let result: unknown;
    try {
      result = does(...args.map(cross));
    } catch (error) {
      throw cross(error);
    }
    return cross(result);
  };
  const freeze = <T>(value: T): T => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value;
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
    return value;
  };
  const contextBridge = {
    exposeInMainWorld: (key, api: unknown) => {
      if (key in globalThis) throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`);
      Object.defineProperty(globalThis, key, { value: freeze(cross(api)), enumerable: true });
    },
  } satisfies Pick<ContextBridge, 'exposeInMainWorld'>;

  return {
    require: (name) => {
      if (name !== 'electron') throw new Error(`A sandboxed preload cannot load ${name}.`);
      return { contextBridge, ipcRenderer };
    },
  };
};

/** The script that runs the preload before the page's own; only in the page itself, not in frames within it. */
export const preloadScript = (preload: string, createWire: () => Wire): string =>
  `if (globalThis === top) {
  const { require } = (${createPreloadWorld.toString()})((${createWire.toString()})(), ${JSON.stringify(receiverName)});
  const module = { exports: {} };
  (function (exports) { ${preload}
  })(module.exports);
}`;
