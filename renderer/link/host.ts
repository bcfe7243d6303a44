import { FailureError, type Result } from '#core/contract/failure.ts';
import type { HostBridge, TrainerBridge } from '#core/protocol/bridge.ts';
import { pack, unpack } from '#core/protocol/pack.ts';
import { SentRows } from '#core/protocol/shared-rows.ts';
import type { HostCalls } from '#core/protocol/host.ts';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { indexedSlot, type Slot } from './slot.ts';
import { webHost } from './web-host.ts';
import { startWebTrainer } from './web-trainer.ts';

/** Both are there in Electron, and neither in the browser. */
interface Bridges {
  readonly retrogradTrainer?: TrainerBridge;
  readonly retrogradHost?: HostBridge;
}

/** Starts a trainer; in Electron the one before is ended, there is one for each page. */
export const startTrainer = (): Port<Message, Request> => {
  const { retrogradTrainer } = globalThis as Bridges;
  return retrogradTrainer ? bridgePort(retrogradTrainer) : startWebTrainer();
};

/** The services of the program around the page. */
export const findHost = (): HostCalls => {
  const { retrogradHost } = globalThis as Bridges;
  return retrogradHost ? electronHost(retrogradHost) : webHost();
};

/** Where this window keeps what is on screen: in the host's own folder, or in the browser. */
export const findSlot = (): Slot => {
  const { retrogradHost } = globalThis as Bridges;
  return retrogradHost ? backupSlot(retrogradHost) : indexedSlot();
};

const backupSlot = (bridge: HostBridge): Slot => {
  const all = bridge.readBackup();
  // Whoever reads hears of it.
  all.catch(() => undefined);
  return { read: () => all, write: async (parts) => unwrap(await bridge.writeBackup(parts)) };
};

const bridgePort = (bridge: TrainerBridge): Port<Message, Request> => {
  bridge.start();
  const rows = new SentRows();
  return {
    post: (message) => bridge.post(pack(message, rows) as Request),
    listen: (listener) => bridge.listen((message) => listener(unpack(message, rows) as Message)),
    onLost: (listener) => bridge.onLost(listener),
    close: () => bridge.stop(),
  };
};

const electronHost = (bridge: HostBridge): HostCalls => ({
  kind: 'electron',
  savesInPlace: true,
  openFile: async (filter) => unwrap(await bridge.openFile(filter)),
  saveFile: async (file) => unwrap(await bridge.saveFile(file)),
  growFile: async (file) => {
    const opened = unwrap(await bridge.growFile(file));
    if (!opened) return undefined;
    const { id, name } = opened;
    return {
      name,
      write: async (bytes, at) => unwrap(await bridge.growPiece({ id, bytes, at })),
      close: async () => unwrap(await bridge.endGrowing({ id, whole: true })),
      abort: async () => unwrap(await bridge.endGrowing({ id, whole: false })),
    };
  },
  recent: () => bridge.recent(),
  openRecent: async (token) => unwrap(await bridge.openRecent(token)),
  remember: ({ token }) => token !== undefined && bridge.remember(token),
  onGiven: (listener, refused) => bridge.onGiven((file) => (file.ok ? listener(file.value) : refused(file.failure))),
  tellWork: (state) => bridge.tellWork(state),
  onClosing: (listener) => bridge.onClosing(listener),
  closeWindow: () => bridge.closeWindow(),
  newWindow: () => bridge.newWindow(),
  printToPdf: () => bridge.printToPdf(),
  setMenu: (menu) => bridge.setMenu(menu),
  setFullScreen: (on) => bridge.setFullScreen(on),
  onFullScreen: (listener) => bridge.onFullScreen(listener),
  setTheme: (theme) => bridge.setTheme(theme),
  zoomPages: (by) => bridge.zoomPages(by),
  openLogs: () => bridge.openLogs(),
  noteFault: (fault) => bridge.noteFault(fault),
  facts: () => bridge.facts(),
  openExternal: (url) => bridge.openExternal(url),
  onCommand: (listener) => bridge.onCommand(listener),
});

const unwrap = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new FailureError(result.failure);
};
