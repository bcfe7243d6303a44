import { EventEmitter } from 'node:events';
import type { BrowserContext, Frame, Page, Request as Asked, Route } from '@playwright/test';
import { receiverName } from './preload-world.ts';
import { createWire } from './wire.ts';

/** Pages without a browser: they run nothing, do what a test has them do, and keep what they are told. */

type Binding = (source: { frame: Frame }, channel: string, args: string) => unknown;
export type Answer = 'refused' | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

const wire = createWire();
const frameAt = (url: () => string, parent: Frame | null = null): Frame => ({ url, parentFrame: () => parent }) as unknown as Frame;

export class BlankPage extends EventEmitter {
  /** Messages of the main process, the oldest first. */
  readonly heard: (readonly [channel: string, ...args: unknown[]])[] = [];
  readonly main = frameAt(() => this.address);
  private address = 'about:blank';
  private closed = false;
  private readonly bindings = new Map<string, Binding>();
  private serve: (route: Route) => Promise<void> = () => Promise.resolve();

  /** A frame within the page, of any address. */
  child = (url: string): Frame => frameAt(() => url, this.main);
  /** The page's own frame as it would be at another address. */
  elsewhere = (url: string): Frame => frameAt(() => url);

  send = (channel: string, args: readonly unknown[], frame = this.main): unknown =>
    this.bindings.get('electronHostSend')!({ frame }, channel, wire.encode(args));
  invoke = async (channel: string, args: readonly unknown[], frame = this.main): Promise<unknown> =>
    wire.decode((await this.bindings.get('electronHostInvoke')!({ frame }, channel, wire.encode(args))) as string);

  /** What a request of the page is answered; a navigation where it is of a frame. */
  ask = async (url: string, { frame, method = 'GET' }: { frame?: Frame; method?: string } = {}): Promise<Answer> => {
    let answer: Answer = 'refused';
    const asked: Pick<Asked, 'url' | 'method' | 'isNavigationRequest' | 'frame'> = {
      url: () => url,
      method: () => method,
      isNavigationRequest: () => frame !== undefined,
      frame: () => frame ?? this.main,
    };
    await this.serve({
      request: () => asked as Asked,
      abort: async () => undefined,
      fulfill: async ({ status = 200, headers = {}, body = '' } = {}) => {
        answer = { status, headers, body: String(body) };
      },
    } satisfies Pick<Route, 'request' | 'abort' | 'fulfill'> as unknown as Route);
    return answer;
  };

  exposeBinding = async (name: string, binding: Binding): Promise<void> => void this.bindings.set(name, binding);
  addInitScript = async (): Promise<void> => undefined;
  route = async (_all: string, serve: (route: Route) => Promise<void>): Promise<void> => void (this.serve = serve);
  goto = async (url: string): Promise<void> => {
    const answer = await this.ask(url, { frame: this.main });
    if (answer === 'refused' || answer.status >= 400) throw new Error(`${url} was not loaded`);
    this.address = url;
  };
  reload = (): Promise<void> => this.goto(this.address);
  url = (): string => this.address;
  isClosed = (): boolean => this.closed;
  close = async (): Promise<void> => {
    if (this.closed) return;
    this.closed = true;
    this.emit('close');
  };
  /** Only the delivery of messages is carried out. */
  evaluate = async (_what: unknown, given?: readonly [string, readonly (readonly [string, string])[]]): Promise<void> => {
    if (given?.[0] !== receiverName) return;
    for (const [channel, args] of given[1]) this.heard.push([channel, ...(wire.decode(args) as unknown[])]);
  };
}

export const createBlankContext = (): BrowserContext & { readonly opened: readonly BlankPage[] } => {
  const opened: BlankPage[] = [];
  const context = {
    opened,
    newPage: async () => {
      const page = new BlankPage();
      opened.push(page);
      return page as unknown as Page;
    },
    newCDPSession: async (page: Page) => ({ send: async () => void (page as unknown as BlankPage).emit('crash') }),
  };
  return context as unknown as BrowserContext & typeof context;
};
