import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { destroyedError, PageContents, type Surroundings } from './page-contents.ts';
import { mortal, strict } from './strict.ts';

/** The one display; of its height a bar takes a part. */
export const display = {
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
};

/** What a window manager adds to the place that a window asks for. */
const frame = { x: 1, y: 20 };

/** Part of an Electron object, as Electron types it; `on`, which is typed once for each event, as an emitter has it. */
export type Part<T, K extends keyof T> = Pick<Omit<T, 'on'>, Exclude<K, 'on'>>;

type Window = Part<
  Electron.BrowserWindow,
  | 'maximize'
  | 'isMaximized'
  | 'show'
  | 'getBounds'
  | 'setBackgroundColor'
  | 'isVisible'
  | 'setFullScreen'
  | 'isFullScreen'
  | 'isMinimized'
  | 'restore'
  | 'focus'
  | 'isFocused'
  | 'loadURL'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
>;

/**
 * A window over a page of the browser. Its end has the order that was seen in Electron 22:
 * - `close()`: `close`, which may be prevented; then the contents' `destroyed`, while the window is still there; then `closed`
 * - `destroy()`, which nobody is asked about: `closed` first, then `destroyed`
 * After `closed` whatever is asked of the window throws.
 */
export class StandInWindow extends EventEmitter implements Window {
  /** Counts the windows that were opened. */
  static opened = 0;
  readonly number = StandInWindow.opened++;
  readonly contents: PageContents;
  readonly webContents: PageContents;
  maximized = false;
  minimized = false;
  fullScreen = false;
  private visible = false;
  menu: Electron.MenuItemConstructorOptions[] | null = null;
  private gone = false;
  readonly self: StandInWindow;

  constructor(
    readonly options: Electron.BrowserWindowConstructorOptions,
    around: Surroundings,
    /** All that are open; the one in front stands last. */
    private readonly windows: StandInWindow[],
  ) {
    super();
    this.contents = new PageContents(around);
    this.webContents = this.contents.self;
    this.self = mortal(strict('BrowserWindow', this as StandInWindow), () => this.gone, destroyedError);
    windows.push(this.self);
    this.contents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.contents.once('destroyed', () => this.end());
  }

  async loadURL(url: string): Promise<void> {
    const preload = this.options.webPreferences?.preload;
    if (!preload) throw new Error('The window has no preload.');
    await this.contents.load(url, preload);
  }

  close = (): void => {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (prevented) return;
    // The page hears that it ends, as it does there; a process that crashed hears nothing.
    const { page } = this.contents;
    if (page && !page.isClosed()) void this.contents.hide().then(() => page.close());
    else this.contents.end();
  };
  destroy = (): void => {
    this.end();
    void this.contents.page?.close();
    this.contents.end();
  };
  isDestroyed = (): boolean => this.gone;

  private end(): void {
    if (this.gone) return;
    this.windows.splice(this.windows.indexOf(this.self), 1);
    this.gone = true;
    this.emit('closed');
  }

  maximize = (): void => {
    this.maximized = true;
    this.emit('maximize');
  };
  isMaximized = (): boolean => this.maximized;
  isMinimized = (): boolean => this.minimized;
  restore = (): void => void (this.minimized = false);
  show = (): void => {
    this.visible = true;
    this.emit('show');
  };
  isVisible = (): boolean => this.visible;
  focus = (): void => {
    this.windows.push(...this.windows.splice(this.windows.indexOf(this.self), 1));
    this.emit('focus');
  };
  isFocused = (): boolean => this.windows.at(-1) === this.self;
  setMenu = (menu: Electron.Menu | null): void => {
    this.menu = menu && (menu as unknown as { template: Electron.MenuItemConstructorOptions[] }).template;
  };
  /**
   * Under X11 a window names the place of what is within its frame, as was seen in Electron 22. One that fills the display has its bounds:
   * docs/api/browser-window.md, `getNormalBounds`: "in normal state, getBounds and getNormalBounds return the same Rectangle".
   */
  getBounds = (): Electron.Rectangle => {
    if (this.fullScreen && !this.stale) return { ...display.bounds };
    if (this.maximized) return { ...display.workArea };
    const { x = 0, y = 0, width = 800, height = 600 } = this.options;
    return this.moved ?? { x: x + frame.x, y: y + frame.y, width, height };
  };
  private moved: Electron.Rectangle | undefined;
  private stale = false;
  /** The system takes it out of full screen: under X11 it is told by its size alone. */
  leaveBySystem = (): void => {
    this.stale = true;
    this.emit('resize');
  };
  /** The person moves it. */
  move = (bounds: Electron.Rectangle): void => {
    this.moved = bounds;
    this.emit('move');
    this.emit('resize');
  };
  setBackgroundColor = (colour: string): void => void (this.options.backgroundColor = colour);
  isFullScreen = (): boolean => this.fullScreen;
  /** The window manager does it later, and says so; a maximised window is then said not to be, in full screen already. */
  setFullScreen = (flag: boolean): void =>
    void setTimeout(() => {
      if (this.gone || this.fullScreen === flag) return;
      this.fullScreen = flag;
      this.stale = false;
      if (flag && this.maximized) {
        this.maximized = false;
        this.wasMaximized = true;
        this.emit('unmaximize');
      }
      this.emit(flag ? 'enter-full-screen' : 'leave-full-screen');
      if (!flag && this.wasMaximized) this.maximize();
      if (!flag) this.wasMaximized = false;
    });
  private wasMaximized = false;
}
