import { contextBridge, ipcRenderer } from 'electron';
import { channels, type HostBridge, type TrainerBridge } from '#core/protocol/bridge.ts';
import type { Message } from '#core/protocol/trainer.ts';

/** The two objects that the page gets, made of named functions only. */

/** Names the trainer that the page speaks with; what comes from one before it is dropped. */
let session = '';
let hear: Parameters<TrainerBridge['listen']>[0] = () => undefined;
let lose: Parameters<TrainerBridge['onLost']>[0] = () => undefined;
let command: Parameters<HostBridge['onCommand']>[0] = () => undefined;
let give: Parameters<HostBridge['onGiven']>[0] = () => undefined;
let close: Parameters<HostBridge['onClosing']>[0] = () => undefined;
let fill: Parameters<HostBridge['onFullScreen']>[0] = () => undefined;

ipcRenderer.on(channels.trainerMessage, (_event, from: string, message: Message) => {
  if (from === session) hear(message);
});
ipcRenderer.on(channels.trainerLost, (_event, from: string, reason: string) => {
  if (from === session) lose(reason);
});
ipcRenderer.on(channels.command, (_event, id: string) => command(id));
ipcRenderer.on(channels.given, (_event, file: Parameters<typeof give>[0]) => give(file));
ipcRenderer.on(channels.fullScreen, (_event, on: boolean) => fill(on));
ipcRenderer.on(channels.closing, () => {
  ipcRenderer.send(channels.closingHeard, true);
  close();
});

const trainer: TrainerBridge = {
  start: () => {
    session = crypto.randomUUID();
    hear = lose = () => undefined;
    ipcRenderer.send(channels.trainerStart, session);
  },
  stop: () => {
    ipcRenderer.send(channels.trainerStop, session);
    session = '';
  },
  post: (message) => ipcRenderer.send(channels.trainerPost, session, message),
  listen: (listener) => {
    hear = listener;
  },
  onLost: (listener) => {
    lose = listener;
  },
};

const host: HostBridge = {
  openFile: (filter) => ipcRenderer.invoke(channels.openFile, filter),
  saveFile: (file) => ipcRenderer.invoke(channels.saveFile, file),
  growFile: (file) => ipcRenderer.invoke(channels.growFile, file),
  growPiece: (piece) => ipcRenderer.invoke(channels.growPiece, piece),
  endGrowing: (end) => ipcRenderer.invoke(channels.endGrowing, end),
  recent: () => ipcRenderer.invoke(channels.recent, true),
  openRecent: (token) => ipcRenderer.invoke(channels.openRecent, token),
  remember: (token) => ipcRenderer.send(channels.remember, token),
  readBackup: () => ipcRenderer.invoke(channels.readBackup, true),
  writeBackup: (parts) => ipcRenderer.invoke(channels.writeBackup, parts),
  onGiven: (listener) => {
    give = listener;
    ipcRenderer.send(channels.awaitGiven, true);
  },
  tellWork: (state) => ipcRenderer.send(channels.work, state),
  onClosing: (listener) => {
    close = listener;
  },
  closeWindow: () => ipcRenderer.send(channels.closeWindow, true),
  newWindow: () => ipcRenderer.send(channels.newWindow, true),
  printToPdf: () => ipcRenderer.invoke(channels.printToPdf, true),
  setMenu: (menu) => ipcRenderer.send(channels.setMenu, menu),
  setFullScreen: (on) => ipcRenderer.send(channels.setFullScreen, on),
  onFullScreen: (listener) => {
    fill = listener;
    ipcRenderer.send(channels.awaitFullScreen, true);
  },
  setTheme: (theme) => ipcRenderer.send(channels.setTheme, theme),
  zoomPages: (by) => ipcRenderer.send(channels.zoomPages, by),
  openLogs: () => ipcRenderer.send(channels.openLogs, true),
  noteFault: (fault) => ipcRenderer.send(channels.noteFault, fault),
  facts: () => ipcRenderer.invoke(channels.facts, true),
  openExternal: (url) => ipcRenderer.send(channels.openExternal, url),
  onCommand: (listener) => {
    command = listener;
  },
};

contextBridge.exposeInMainWorld('retrogradTrainer', trainer);
contextBridge.exposeInMainWorld('retrogradHost', host);
