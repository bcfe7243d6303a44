import { EventEmitter } from 'node:events';
import path from 'node:path';
import type * as Electron from 'electron';
import type { BrowserContext, Page } from '@playwright/test';
import type { PageContents, Surroundings } from './page-contents.ts';
import { createApp, type Started } from './stand-in-app.ts';
import { checkedTemplate } from './stand-in-menu.ts';
import { display, StandInWindow, type Part } from './stand-in-window.ts';
import { strict } from './strict.ts';

/** What the test decides and may look at. */
export interface Desk extends Started {
  readonly context: BrowserContext;
  openDialog(options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue>;
  saveDialog(options: Electron.SaveDialogOptions): Promise<Electron.SaveDialogReturnValue>;
  /** The number of the button that is pressed. */
  messageBox(options: Electron.MessageBoxOptions): Promise<number>;
}

/** What decides about the page's rights; null or missing: everything is granted. */
interface Rights {
  request?: Parameters<Electron.Session['setPermissionRequestHandler']>[0];
  check?: Parameters<Electron.Session['setPermissionCheckHandler']>[0];
  device?: Parameters<Electron.Session['setDevicePermissionHandler']>[0];
}

type On = { on(event: string, listener: (...args: never[]) => void): unknown };

/** The `electron` module of one running app, with a page of the browser for each window. */
export const createStandIn = (desk: Desk) => {
  const handlers = new Map<string, (event: never, ...args: never[]) => unknown>();
  const windows: StandInWindow[] = [];
  const seen = {
    outside: [] as string[],
    folders: [] as string[],
    popups: [] as Electron.MenuItemConstructorOptions[][],
    schemes: new Map<string, Electron.Privileges>(),
    /** The program's own menu: Electron gives it one with developer tools where the app decides nothing. */
    appMenu: 'of Electron' as Electron.Menu | null | 'of Electron',
  };
  const life = createApp(desk, windows);
  let serve: ((request: Request) => Response | Promise<Response>) | undefined;

  const around: Surroundings = {
    context: desk.context,
    fetch: async (request) => {
      if (!serve) throw new Error('No handler for app:// was registered.');
      return serve(request);
    },
    sent: (sender, senderFrame, channel, args) => void ipcEvents.emit(channel, { sender, senderFrame }, ...args),
    invoked: async (sender, senderFrame, channel, args) => {
      const handler = handlers.get(channel);
      if (!handler) throw new Error(`No handler for ${channel} was registered.`);
      return handler({ sender, senderFrame } as never, ...(args as never[]));
    },
  };

  class BrowserWindow extends StandInWindow {
    static getAllWindows = (): StandInWindow[] => [...windows];
    static fromWebContents = (contents: PageContents): StandInWindow | null =>
      windows.find((window) => window.webContents === contents) ?? null;

    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super(options, around, windows);
      this.on('closed', life.closed);
      return this.self;
    }
  }

  const ipcEvents = new EventEmitter();
  const rights: Rights = {};

  const ipcMain = {
    on: (channel: string, listener: (...args: never[]) => void) => ipcEvents.on(channel, listener as (...args: unknown[]) => void),
    handle: (channel, listener) => void handlers.set(channel, listener as (event: never, ...args: never[]) => unknown),
  } satisfies Part<Electron.IpcMain, 'handle'> & On;

  const protocolOf = {
    handle: (scheme, handler) => {
      if (!seen.schemes.has(scheme)) throw new Error(`The scheme ${scheme} was not registered as privileged.`);
      serve = handler as typeof serve;
    },
  } satisfies Part<Electron.Protocol, 'handle'>;

  const protocol = {
    registerSchemesAsPrivileged: (schemes) => {
      for (const { scheme, privileges = {} } of schemes) seen.schemes.set(scheme, privileges);
    },
  } satisfies Part<typeof Electron.protocol, 'registerSchemesAsPrivileged'>;

  const defaultSession = {
    setPermissionRequestHandler: (handler) => void (rights.request = handler),
    setPermissionCheckHandler: (handler) => void (rights.check = handler),
    setDevicePermissionHandler: (handler) => void (rights.device = handler),
    on: (event: string, listener: (...args: never[]) => void) => ipcEvents.on(`session ${event}`, listener as (...args: unknown[]) => void),
  } satisfies Part<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'> & On;

  const main = strict('Display', display satisfies Partial<Electron.Display>) as Electron.Display;
  const screen = {
    getPrimaryDisplay: () => main,
    getAllDisplays: () => [main],
    getDisplayMatching: () => main,
  } satisfies Part<Electron.Screen, 'getPrimaryDisplay' | 'getAllDisplays' | 'getDisplayMatching'>;

  const dialog = {
    showOpenDialog: (...args: [Electron.BaseWindow, Electron.OpenDialogOptions] | [Electron.OpenDialogOptions]) =>
      desk.openDialog(args.at(-1) as Electron.OpenDialogOptions),
    showSaveDialog: (...args: [Electron.BaseWindow, Electron.SaveDialogOptions] | [Electron.SaveDialogOptions]) =>
      desk.saveDialog(args.at(-1) as Electron.SaveDialogOptions),
    showMessageBox: async (...args: [Electron.BaseWindow, Electron.MessageBoxOptions] | [Electron.MessageBoxOptions]) => ({
      response: await desk.messageBox(args.at(-1) as Electron.MessageBoxOptions),
      checkboxChecked: false,
    }),
    showErrorBox: (title, content) => {
      throw new Error(`${title}: ${content}`);
    },
  } satisfies Part<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>;

  const Menu = {
    buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) =>
      ({ template: checkedTemplate(template), popup: () => void seen.popups.push(template) }) as unknown as Electron.Menu,
    setApplicationMenu: (menu) => void (seen.appMenu = menu),
  } satisfies Part<typeof Electron.Menu, 'setApplicationMenu'> & { buildFromTemplate: unknown };

  const nativeTheme = {
    themeSource: 'system' as Electron.NativeTheme['themeSource'],
    get shouldUseDarkColors() {
      return this.themeSource === 'dark';
    },
  } satisfies Partial<Electron.NativeTheme>;
  const shell = {
    openExternal: (url) => {
      seen.outside.push(url);
      return Promise.resolve();
    },
    openPath: (folder) => {
      seen.folders.push(folder);
      return Promise.resolve('');
    },
  } satisfies Part<Electron.Shell, 'openExternal' | 'openPath'>;

  const electron = {
    app: strict('app', life.app),
    BrowserWindow: strict('BrowserWindow', BrowserWindow),
    Menu: strict('Menu', Menu),
    dialog: strict('dialog', dialog),
    ipcMain: strict('ipcMain', ipcMain),
    nativeTheme: strict('nativeTheme', nativeTheme),
    protocol: strict('protocol', protocol),
    screen: strict('screen', screen),
    session: strict('session', {
      defaultSession: strict('defaultSession', { ...defaultSession, protocol: strict('session.protocol', protocolOf) }),
    }),
    shell: strict('shell', shell),
  };

  /** The page of a window, once it is loaded; they are counted as they were opened, those that stay. */
  const page = async (index = 0): Promise<Page> => {
    for (;;) {
      const there = [...windows].sort((a, b) => a.number - b.number)[index]?.contents.page;
      if (there && !there.isClosed()) return there;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  /** The program ends as when the machine is switched off: nobody is asked anything. */
  const end = async (): Promise<void> => {
    const ended = new Promise((resolve) => (life.seen.quit ? resolve(undefined) : life.events.once('quit', resolve)));
    for (const window of [...windows]) window.destroy();
    life.app.quit();
    await ended;
  };

  return {
    electron,
    page,
    end,
    seen,
    life: life.seen,
    /** Tells the app what the system tells it. */
    tell: (event: string, ...args: unknown[]) => life.events.emit(event, ...args),
    /** What `app://` answers. */
    fetch: (request: Request) => around.fetch(request),
    /** The same of what its session tells it. */
    tellSession: (event: string, ...args: unknown[]) => ipcEvents.emit(`session ${event}`, ...args),
    windows: windows as readonly StandInWindow[],
    rights,
    mainFile: path.join(desk.appPath, 'out/main/main.js'),
  };
};

export type StandIn = ReturnType<typeof createStandIn>;
