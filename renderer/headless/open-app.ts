import type { Failure } from '#core/contract/failure.ts';
import type { HostCalls } from '#core/protocol/host.ts';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import type { Language } from '#core/words/catalogue.ts';
import { Trainer } from '#renderer/link/trainer.ts';
import { App } from '#renderer/model/app.svelte.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { Keeper } from '#renderer/model/work/keeper.svelte.ts';

/** How often time goes on while somebody waits for what training brings, in milliseconds. */
const pause = 5;

/** The app's model without a window: the same runs, views and choices. Nothing outlives it. */
export class HeadlessApp {
  readonly app: App;

  constructor(
    language: Language,
    readonly port: Port<Message, Request>,
  ) {
    const store = { getItem: () => null, setItem: () => undefined } as unknown as Storage;
    const preferences = new Preferences(store, [language]);
    const host: HostCalls = {
      kind: 'browser',
      savesInPlace: false,
      openFile: () => Promise.resolve(undefined),
      saveFile: () => Promise.resolve(undefined),
      growFile: () => Promise.resolve(undefined),
      setMenu: () => undefined,
      setFullScreen: () => undefined,
      openExternal: () => undefined,
      onCommand: () => undefined,
    };
    const lost = (): never => {
      throw new Error('the trainer was lost');
    };
    this.app = new App(new Trainer(port), host, preferences, lost, (app) => new Keeper(app));
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
    this.port.close();
  }
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
