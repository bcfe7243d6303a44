import type { Failure } from '#core/contract/failure.ts';
import type { HostCalls } from '#core/protocol/host.ts';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import type { Language } from '#core/words/catalogue.ts';
import { startTrainer } from '#core/worker/trainer.ts';
import { Trainer } from '#renderer/link/trainer.ts';
import { App } from '#renderer/model/app.svelte.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { Keeper } from '#renderer/model/work/keeper.svelte.ts';

/** How often time goes on while somebody waits for what training brings, in milliseconds. */
const pause = 5;

/** The app's model without a page: the same runs, views and choices, trained in this thread. Nothing outlives it. */
export class HeadlessApp {
  readonly app: App;
  readonly #ports: readonly MessagePort[];

  constructor(language: Language) {
    const { port1, port2 } = new MessageChannel();
    this.#ports = [port1, port2];
    startTrainer(portOf<Request, Message>(port1), { now: () => performance.now(), yieldToMessages: () => wait(0) });
    const store = { getItem: () => null, setItem: () => undefined } as unknown as Storage;
    const preferences = new Preferences(store, [language]);
    const host: HostCalls = {
      kind: 'browser',
      savesInPlace: false,
      openFile: () => Promise.resolve(undefined),
      saveFile: () => Promise.resolve(undefined),
      setMenu: () => undefined,
      setFullScreen: () => undefined,
      openExternal: () => undefined,
      onCommand: () => undefined,
    };
    const lost = (): never => {
      throw new Error('the trainer was lost');
    };
    this.app = new App(new Trainer(portOf<Message, Request>(port2)), host, preferences, lost, (app) => new Keeper(app));
  }

  /** Why something that was asked for does not come. */
  get failure(): Failure | undefined {
    const { current } = this.app.notices;
    return current?.kind === 'failure' ? current.failure : undefined;
  }

  get refused(): boolean {
    return this.failure !== undefined;
  }

  /** Lets time go on until `done` says so. */
  async until(done: () => boolean): Promise<void> {
    while (!done()) await wait(pause);
  }

  close(): void {
    for (const port of this.#ports) port.close();
  }
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const portOf = <In, Out>(port: MessagePort): Port<In, Out> => ({
  post: (message, transfer = []) => port.postMessage(message, [...transfer]),
  listen: (listener) => {
    port.onmessage = ({ data }: MessageEvent<In>) => listener(data);
  },
  close: () => port.close(),
});
