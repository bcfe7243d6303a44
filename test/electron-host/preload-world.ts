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
    invoke: async (channel, ...args) => wire.decode(await bindings.electronHostInvoke(channel, wire.encode(args))),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer as never;
    },
  } satisfies Pick<IpcRenderer, 'send' | 'invoke'> & { on: unknown };

  /** What crosses between the two worlds is copied; functions become functions that copy what goes through them. */
  const cross = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const call = value as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => cross(call(...args.map(cross)));
    }
    if (value instanceof Promise) {
      return value.then(cross, (error: unknown) => {
        throw new Error(error instanceof Error ? error.message : String(error));
      });
    }
    return structuredClone(value);
  };
  const contextBridge = {
    exposeInMainWorld: (key, api: Record<string, unknown>) => {
      const exposed = Object.fromEntries(Object.entries(api).map(([name, value]) => [name, cross(value)]));
      Object.defineProperty(globalThis, key, { value: Object.freeze(exposed), enumerable: true });
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
