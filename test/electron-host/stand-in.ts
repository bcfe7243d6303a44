import { EventEmitter } from 'node:events';
import path from 'node:path';
import type * as Electron from 'electron';
import type { BrowserContext, Page } from '@playwright/test';
import { PageContents, type Surroundings } from './page-contents.ts';
import { strict } from './strict.ts';

/** What the test decides and may look at. */
export interface Desk {
  readonly context: BrowserContext;
  /** Folder of the app, and the folder for what it keeps. */
  readonly appPath: string;
  readonly userData: string;
  openDialog(options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue>;
  saveDialog(options: Electron.SaveDialogOptions): Promise<Electron.SaveDialogReturnValue>;
}

type On = { on(event: string, listener: (...args: never[]) => void): unknown };
/** Part of an Electron object, as Electron types it; `on`, which is typed once for each event, as an emitter has it. */
type Part<T, K extends keyof T> = Pick<Omit<T, 'on'>, Exclude<K, 'on'>>;

/** The `electron` module of one running app, with a page of the browser for each window. */
export const createStandIn = (desk: Desk) => {
  const events = new EventEmitter();
  const on: On['on'] = (event, listener) => events.on(event, listener as (...args: unknown[]) => void);
  const handlers = new Map<string, (event: never, ...args: never[]) => unknown>();
  const windows: StandInWindow[] = [];
  const seen = {
    menu: null as Electron.MenuItemConstructorOptions[] | null,
    outside: [] as string[],
    sandboxed: false,
    schemes: [] as string[],
  };
  let pageOpened: (page: Page) => void = () => undefined;
  const firstPage = new Promise<Page>((resolve) => (pageOpened = resolve));
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

  class StandInWindow
    extends EventEmitter
    implements
      Part<
        Electron.BrowserWindow,
        'maximize' | 'isMaximized' | 'show' | 'getNormalBounds' | 'setFullScreen' | 'isMinimized' | 'restore' | 'focus' | 'loadURL'
      >
  {
    static getAllWindows = (): StandInWindow[] => [...windows];
    static fromWebContents = (contents: PageContents): StandInWindow | null =>
      windows.find((window) => window.contents === contents) ?? null;

    readonly contents = new PageContents(around);
    readonly webContents = strict('webContents', this.contents);
    maximized = false;
    fullScreen = false;
    private readonly self = strict('BrowserWindow', this);

    constructor(readonly options: Electron.BrowserWindowConstructorOptions) {
      super();
      windows.push(this.self);
      this.contents.once('did-finish-load', () => this.emit('ready-to-show'));
      this.contents.once('destroyed', () => {
        this.emit('close', { preventDefault: () => undefined });
        windows.splice(windows.indexOf(this.self), 1);
        this.emit('closed');
        if (windows.length === 0) events.emit('window-all-closed');
      });
      return this.self;
    }

    async loadURL(url: string): Promise<void> {
      const preload = this.options.webPreferences?.preload;
      if (!preload) throw new Error('The window has no preload.');
      await this.contents.load(url, preload);
      pageOpened(this.contents.page!);
    }
    maximize = (): void => void (this.maximized = true);
    isMaximized = (): boolean => this.maximized;
    isMinimized = (): boolean => false;
    restore = (): void => undefined;
    show = (): void => undefined;
    focus = (): void => undefined;
    getNormalBounds = (): Electron.Rectangle => {
      const { x = 0, y = 0, width = 800, height = 600 } = this.options;
      return { x, y, width, height };
    };
    setFullScreen = (flag: boolean): void => void (this.fullScreen = flag);
  }

  const ipcEvents = new EventEmitter();
  const rights = {} as { request?: Electron.Session['setPermissionRequestHandler']; [name: string]: unknown };

  const app = {
    whenReady: () => Promise.resolve(),
    isReady: () => true,
    requestSingleInstanceLock: () => true,
    enableSandbox: () => void (seen.sandboxed = true),
    quit: () => void events.emit('quit'),
    getAppPath: () => desk.appPath,
    getPath: (name) => {
      if (name !== 'userData') throw new Error(`app.getPath('${name}') is not stood in for Electron`);
      return desk.userData;
    },
    on,
  } satisfies Part<
    Electron.App,
    'whenReady' | 'isReady' | 'requestSingleInstanceLock' | 'enableSandbox' | 'quit' | 'getAppPath' | 'getPath'
  > &
    On;

  const ipcMain = {
    on: (channel: string, listener: (...args: never[]) => void) => ipcEvents.on(channel, listener as (...args: unknown[]) => void),
    handle: (channel, listener) => void handlers.set(channel, listener as (event: never, ...args: never[]) => unknown),
  } satisfies Part<Electron.IpcMain, 'handle'> & On;

  const protocolOf = {
    handle: (scheme, handler) => {
      if (!seen.schemes.includes(scheme)) throw new Error(`The scheme ${scheme} was not registered as privileged.`);
      serve = handler as typeof serve;
    },
  } satisfies Part<Electron.Protocol, 'handle'>;

  const protocol = {
    registerSchemesAsPrivileged: (schemes) => void seen.schemes.push(...schemes.map(({ scheme }) => scheme)),
  } satisfies Part<typeof Electron.protocol, 'registerSchemesAsPrivileged'>;

  const defaultSession = {
    setPermissionRequestHandler: (handler) => void (rights['request'] = handler as never),
    setPermissionCheckHandler: (handler) => void (rights['check'] = handler),
    setDevicePermissionHandler: (handler) => void (rights['device'] = handler),
    on: (event: string, listener: (...args: never[]) => void) => events.on(`session ${event}`, listener as (...args: unknown[]) => void),
  } satisfies Part<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'> & On;

  const workArea = { x: 0, y: 0, width: 1920, height: 1040 };
  const display = strict('Display', { workArea } satisfies Partial<Electron.Display>) as Electron.Display;
  const screen = {
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
  } satisfies Part<Electron.Screen, 'getPrimaryDisplay' | 'getAllDisplays'>;

  const dialog = {
    showOpenDialog: (...args: [Electron.BaseWindow, Electron.OpenDialogOptions] | [Electron.OpenDialogOptions]) =>
      desk.openDialog(args.at(-1) as Electron.OpenDialogOptions),
    showSaveDialog: (...args: [Electron.BaseWindow, Electron.SaveDialogOptions] | [Electron.SaveDialogOptions]) =>
      desk.saveDialog(args.at(-1) as Electron.SaveDialogOptions),
  } satisfies Part<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog'>;

  const Menu = {
    buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => ({ template }) as unknown as Electron.Menu,
    setApplicationMenu: (menu: Electron.Menu | null) => {
      seen.menu = menu && (menu as unknown as { template: Electron.MenuItemConstructorOptions[] }).template;
    },
  } satisfies Part<typeof Electron.Menu, 'setApplicationMenu'> & { buildFromTemplate: unknown };

  const nativeTheme = { shouldUseDarkColors: false } satisfies Partial<Electron.NativeTheme>;
  const shell = {
    openExternal: (url) => {
      seen.outside.push(url);
      return Promise.resolve();
    },
  } satisfies Part<Electron.Shell, 'openExternal'>;

  const electron = {
    app: strict('app', app),
    BrowserWindow: strict('BrowserWindow', StandInWindow),
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

  return {
    electron,
    firstPage,
    seen,
    windows: windows as readonly StandInWindow[],
    rights,
    mainFile: path.join(desk.appPath, 'out/main/main.js'),
  };
};

export type StandIn = ReturnType<typeof createStandIn>;
