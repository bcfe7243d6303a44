import { EventEmitter } from 'node:events';
import path from 'node:path';
import type * as Electron from 'electron';
import type { Part, StandInWindow } from './stand-in-window.ts';

/** The program that has a folder of its own for what it keeps: a second one over the same folder tells it, and ends. */
const holders = new Map<string, EventEmitter>();

export interface Started {
  readonly appPath: string;
  readonly userData: string;
  /** What stands after the program's name where it is started. */
  readonly argv: readonly string[];
}

/** Its life, in the order of Electron: `before-quit`, every window's `close`, `will-quit`, `quit`. */
export const createApp = ({ appPath, userData, argv }: Started, windows: readonly StandInWindow[]) => {
  const events = new EventEmitter();
  const seen = { sandboxed: false, recent: [] as string[], quit: false };
  let quitting = false;

  const end = (): void => {
    seen.quit = true;
    if (holders.get(userData) === events) holders.delete(userData);
    events.emit('quit');
  };
  const goOn = (): void => {
    if (!quitting || windows.length > 0) return;
    let prevented = false;
    events.emit('will-quit', { preventDefault: () => (prevented = true) });
    quitting = false;
    if (!prevented) end();
  };

  const app = {
    whenReady: () => Promise.resolve(),
    requestSingleInstanceLock: () => {
      const holder = holders.get(userData);
      if (holder) holder.emit('second-instance', {}, [process.execPath, appPath, ...argv], process.cwd());
      else holders.set(userData, events);
      return !holder;
    },
    enableSandbox: () => void (seen.sandboxed = true),
    quit: () => {
      if (seen.quit) return;
      quitting = true;
      events.emit('before-quit', { preventDefault: () => undefined });
      const there = [...windows];
      for (const window of there) {
        let held = false;
        // Whoever holds one window holds the whole end.
        const watch = (event: { preventDefault(): void }): void => {
          const prevent = event.preventDefault;
          event.preventDefault = () => (prevent(), (held = true));
        };
        window.prependListener('close', watch as never);
        window.close();
        if (held) return void (quitting = false);
      }
      goOn();
    },
    exit: () => end(),
    getAppPath: () => appPath,
    getLocale: () => 'es-ES',
    isPackaged: false,
    getVersion: () => '0.1.0',
    getGPUInfo: () => Promise.resolve({ gpuDevice: [{ active: true, vendorId: 0x10de, deviceId: 0x2330 }] }),
    getGPUFeatureStatus: () => ({ webgl: 'enabled' }) as Electron.GPUFeatureStatus,
    addRecentDocument: (file) => void seen.recent.push(file),
    getPath: (name) => {
      const folder = { userData, documents: path.join(userData, 'documents'), logs: path.join(userData, 'logs') }[name as string];
      if (folder === undefined) throw new Error(`app.getPath('${name}') is not stood in for Electron`);
      return folder;
    },
    on: (event: string, listener: (...args: never[]) => void) => events.on(event, listener as (...args: unknown[]) => void),
  } satisfies Part<
    Electron.App,
    | 'whenReady'
    | 'requestSingleInstanceLock'
    | 'enableSandbox'
    | 'quit'
    | 'exit'
    | 'getAppPath'
    | 'getLocale'
    | 'isPackaged'
    | 'getVersion'
    | 'getGPUInfo'
    | 'getGPUFeatureStatus'
    | 'addRecentDocument'
    | 'getPath'
  > & { on: unknown };

  /** A window is gone. */
  const closed = (): void => {
    if (windows.length > 0) return;
    if (quitting) goOn();
    else events.emit('window-all-closed');
  };
  return { app, events, seen, closed };
};
