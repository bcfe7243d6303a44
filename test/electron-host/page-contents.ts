import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { PrintToPDFOptions, WebContents, WebFrameMain, WindowOpenHandlerResponse } from 'electron';
import type { BrowserContext, Frame, Page, Route } from '@playwright/test';
import { preloadScript, receiverName, type Receive } from './preload-world.ts';
import { strict } from './strict.ts';
import { createWire } from './wire.ts';

/** `app://` is no scheme of this browser: its pages stand under this address instead, as secure and as much one origin. */
export const webOrigin = 'https://retrograd.test';
export const toWeb = (url: string): string => url.replace(/^app:\/\/retrograd(?=\/|$)/, webOrigin);
export const toApp = (url: string): string => (url.startsWith(`${webOrigin}/`) ? `app://retrograd${url.slice(webOrigin.length)}` : url);

/** What a window's contents need of the rest of the stand-in. */
export interface Surroundings {
  readonly context: BrowserContext;
  fetch(request: Request): Promise<Response>;
  sent(contents: PageContents, frame: WebFrameMain, channel: string, args: unknown[]): void;
  invoked(contents: PageContents, frame: WebFrameMain, channel: string, args: unknown[]): Promise<unknown>;
}

type Contents = Pick<
  WebContents,
  | 'send'
  | 'isDestroyed'
  | 'isCrashed'
  | 'getURL'
  | 'setWindowOpenHandler'
  | 'reload'
  | 'forcefullyCrashRenderer'
  | 'printToPDF'
  | 'setZoomFactor'
  | 'replaceMisspelling'
>;

/** A window's contents: a page of the browser, with the built preload within it. */
export class PageContents extends EventEmitter implements Contents {
  page: Page | undefined;
  private readonly waiting: [string, string][] = [];
  private delivering = false;
  private readonly wire = createWire();
  private openHandler: ((details: { url: string }) => WindowOpenHandlerResponse) | undefined;
  /** Navigations that the main process asked for. */
  private readonly own = new Set<string>();
  /** What the app is given of it, everywhere. */
  readonly self: PageContents = strict('webContents', this);
  private destroyed = false;
  private crashed = false;
  private source: { readonly url: string; readonly preload: string } | undefined;

  constructor(private readonly around: Surroundings) {
    super();
  }

  async load(url: string, preload: string): Promise<void> {
    this.source = { url, preload };
    const page = await this.around.context.newPage();
    await page.exposeBinding('electronHostSend', ({ frame }, channel: string, args: string) =>
      this.around.sent(this.self, frameOf(frame), channel, this.wire.decode(args) as unknown[]),
    );
    await page.exposeBinding('electronHostInvoke', async ({ frame }, channel: string, args: string) =>
      this.wire.encode(await this.around.invoked(this.self, frameOf(frame), channel, this.wire.decode(args) as unknown[])),
    );
    await page.addInitScript({ content: preloadScript(await readFile(preload, 'utf8'), createWire) });
    await page.route('**/*', (route) => this.answer(route));
    page.on('popup', (popup) => void this.judgePopup(popup));
    page.on('close', () => {
      // The page of a process that crashed makes room for the one that is loaded in its place.
      if (!this.crashed && page === this.page) this.end();
    });
    page.on('crash', () => this.fall(page));
    this.page = page;
    this.crashed = false;
    // Electron asks `will-navigate` of what the page starts itself; a reload from outside of it is not asked.
    const reload = page.reload.bind(page);
    page.reload = async (options) => {
      await this.hide();
      this.own.add(withoutFragment(page.url()));
      return reload(options);
    };
    this.own.add(withoutFragment(toWeb(url)));
    await page.goto(toWeb(url));
    this.emit('did-finish-load');
  }

  private async answer(route: Route): Promise<void> {
    const request = route.request();
    const url = request.url();
    if (request.isNavigationRequest() && !this.own.delete(withoutFragment(url))) {
      let prevented = false;
      const event = { url: toApp(url), preventDefault: () => (prevented = true) };
      this.emit(request.frame().parentFrame() ? 'will-frame-navigate' : 'will-navigate', event);
      if (prevented) return route.abort('aborted');
    }
    // Whatever is not of the bundle is elsewhere, and these tests have no elsewhere.
    if (!url.startsWith(`${webOrigin}/`)) return route.abort('addressunreachable');
    const response = await this.around.fetch(new Request(toApp(url), { method: request.method() }));
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  private async judgePopup(popup: Page): Promise<void> {
    if (!this.openHandler) throw new Error('The page opened a window, and no handler was set.');
    if (this.openHandler({ url: popup.url() }).action === 'deny') await popup.close();
    else throw new Error('Windows of the page are not stood in for Electron.');
  }

  /**
   * What a page sends in its last moment arrives, as was seen in Electron 22, however it ends; the bindings of this browser lose it. So the
   * page hears of its end before it comes. One that hangs hears nothing.
   */
  async hide(): Promise<void> {
    const hidden = this.page?.evaluate(() => void dispatchEvent(new PageTransitionEvent('pagehide'))).catch(() => undefined);
    await Promise.race([hidden, new Promise((resolve) => setTimeout(resolve, 500))]);
  }

  /** Gone for good: once, whoever ended it. */
  end(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('destroyed');
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw destroyedError();
    // What is sent to a process that crashed is lost, and no error.
    if (this.crashed) return;
    this.waiting.push([channel, this.wire.encode(args)]);
    if (!this.delivering) void this.deliver();
  }

  /** By the browser's own, whose options of the same names mean the same. */
  printToPDF({ preferCSSPageSize = false, printBackground = false }: PrintToPDFOptions): Promise<Buffer> {
    return this.page!.pdf({ preferCSSPageSize, printBackground });
  }

  /** One after the other, so that messages keep their order. */
  private async deliver(): Promise<void> {
    this.delivering = true;
    while (this.waiting.length > 0 && !this.destroyed) {
      const messages = this.waiting.splice(0);
      await this.page
        ?.evaluate(([name, list]) => (globalThis as unknown as Record<string, Receive | undefined>)[name]?.(list), [
          receiverName,
          messages,
        ] as const)
        // The page went away or is another one now: Electron drops such messages as well.
        .catch(() => undefined);
    }
    this.delivering = false;
  }

  zoom = 1;
  setZoomFactor = (zoom: number): void => void (this.zoom = zoom);
  replaceMisspelling = (): never => {
    throw new Error('Spelling is not stood in for Electron.');
  };
  isDestroyed = (): boolean => this.destroyed;
  isCrashed = (): boolean => this.crashed;
  getURL = (): string => toApp(this.page?.url() ?? '');
  setWindowOpenHandler(handler: (details: never) => WindowOpenHandlerResponse): void {
    this.openHandler = handler as typeof this.openHandler;
  }
  reload = (): void => {
    if (this.crashed) void this.load(this.source!.url, this.source!.preload);
    else void this.page!.reload();
  };
  /** Ends the page's process in the browser; one that hangs does not hear of it, and is closed. */
  forcefullyCrashRenderer = (): void => {
    const page = this.page!;
    const crash = async (): Promise<void> => {
      const session = await this.around.context.newCDPSession(page);
      // No answer comes from a process that has ended.
      void session.send('Page.crash').catch(() => undefined);
    };
    void crash().catch(() => undefined);
    setTimeout(() => this.fall(page), 1000);
  };

  private fall(page: Page): void {
    if (page !== this.page || this.crashed || this.destroyed) return;
    this.crashed = true;
    void page.close();
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  }
}

/** What Electron throws on any use of a window or page that is gone. */
export const destroyedError = (): TypeError => new TypeError('Object has been destroyed');

/** A place within the page is not asked for. */
const withoutFragment = (url: string): string => url.replace(/#.*$/, '');

const frameOf = (frame: Frame): WebFrameMain => {
  const parent = frame.parentFrame();
  return strict('WebFrameMain', { url: toApp(frame.url()), parent: parent && frameOf(parent) }) as unknown as WebFrameMain;
};
