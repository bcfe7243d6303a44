import { createContext, runInContext } from 'node:vm';
import { createPreloadWorld, type Bindings } from './preload-world.ts';
import { createWire, type Wire } from './wire.ts';

/** A page's world without a page: a global object of its own, with the little that a preload needs of a browser. */
export interface BlankWorld {
  readonly global: Readonly<Record<string, Readonly<Record<string, (...args: unknown[]) => unknown>>>>;
  readonly wire: Wire;
  /** What the preload's `require('electron')` gives. */
  readonly electron: { readonly contextBridge: { exposeInMainWorld(key: string, api: unknown): void } };
}

export const createBlankWorld = (bindings: Partial<Bindings> = {}): BlankWorld => {
  const global = createContext({ ...bindings, atob, btoa, crypto, DOMException, structuredClone });
  const run = (script: string): unknown => runInContext(script, global);
  const wire = run(`(${createWire.toString()})()`) as Wire;
  const world = run(createPreloadWorld.toString()) as typeof createPreloadWorld;
  return { global: global as BlankWorld['global'], wire, electron: world(wire, 'receiver').require('electron') as BlankWorld['electron'] };
};
