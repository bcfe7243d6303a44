import { rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pack, unpack } from '#core/protocol/pack.ts';
import { SentRows } from '#core/protocol/shared-rows.ts';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { threadPort } from '#electron/main/thread-port.ts';
import type { HostCalls } from '#core/protocol/host.ts';
import { Trainer } from '#renderer/link/trainer.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { appOver } from '#test/renderer/model/app-over.ts';
import { smallRun } from '#test/renderer/model/fake-trainer.ts';
import { seenIn } from '#test/renderer/model/work/held.ts';
import { builtTrainer } from '#test/built-trainer.ts';
import { soaked } from '#test/soak.ts';

/** Real threads that end, hang or run out of memory while the app uses them: it is told within three seconds, and nothing is lost. */

/** The trainer, with a way to do each of it harm. */
const harmed = (entry: string): string => `
import { workerData } from 'node:worker_threads';
await import(${JSON.stringify(entry)});
workerData.harm.on('message', (message) => {
  if (message === 'hang') for (;;);
  const all = [];
  if (message === 'fill') for (;;) all.push(new Array(1_000_000).fill(0.5));
});
`;

const folder = mkdtempSync(path.join(tmpdir(), 'retrograd-threads-'));
const file = path.join(folder, 'harmed.mjs');
beforeAll(async () => {
  writeFileSync(path.join(folder, 'trainer.mjs'), await builtTrainer());
  writeFileSync(file, harmed(pathToFileURL(path.join(folder, 'trainer.mjs')).href));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The app over a thread of its own, whose frames pass as in a window. */
const start = () => {
  const threads: { readonly thread: Worker; readonly harm: MessagePort }[] = [];
  const startTrainer = (): Port<Message, Request> => {
    const { port1, port2 } = new MessageChannel();
    const options = { workerData: { harm: port2 }, transferList: [port2], resourceLimits: { maxOldGenerationSizeMb: 96 } };
    const thread = new Worker(file, options);
    threads.push({ thread, harm: port1 });
    const port = threadPort(thread);
    const rows = new SentRows();
    return {
      ...port,
      post: (message) => port.post(pack(message, rows) as Request),
      listen: (listener) => port.listen((message) => listener(unpack(message, rows) as Message)),
    };
  };
  const store = { getItem: () => null, setItem: () => undefined } as unknown as Storage;
  const host = { kind: 'browser' } as HostCalls;
  const app = appOver(new Trainer(startTrainer()), host, new Preferences(store, ['en-GB']), startTrainer);
  let last = performance.now();
  const frames = setInterval(() => {
    const now = performance.now();
    app.tick(now, now - last);
    last = now;
  }, 16);
  return {
    app,
    now: () => threads.at(-1)!,
    close: async () => {
      clearInterval(frames);
      app.trainer.close();
      await Promise.all(threads.map(({ thread }) => thread.terminate()));
      for (const { harm } of threads) harm.close();
    },
  };
};
const until = async (true_: () => boolean, within = 20_000): Promise<number> => {
  const from = performance.now();
  while (!true_()) {
    if (performance.now() - from > within) throw new Error('it was waited for in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return performance.now() - from;
};
const there = (app: App): boolean => app.playhead.shown?.trace.step === app.playhead.step && !app.run.training;
const numbers = async ({ trainer, playhead }: App): Promise<readonly number[]> => [
  ...(await trainer.call('state', { step: playhead.shown!.trace.step })),
];

type Threads = ReturnType<ReturnType<typeof start>['now']>;
/** What is told, and what the person does where they are asked. */
const harms = {
  terminated: {
    harm: ({ thread }: Threads) => void thread.terminate(),
    told: ({ notices }: App) => notices.current?.kind === 'recovered',
    goOn: () => Promise.resolve(),
  },
  'out of memory': {
    harm: ({ harm }: Threads) => void harm.postMessage('fill'),
    told: ({ notices }: App) => notices.current?.kind === 'recovered',
    goOn: () => Promise.resolve(),
  },
  hung: {
    harm: ({ harm }: Threads, app: App) => {
      harm.postMessage('hang');
      // Somebody waits for an answer.
      void app.trainer.call('cost').catch(() => undefined);
    },
    told: ({ pulse }: App) => pulse.silent > 0,
    goOn: async (app: App) => {
      await app.pulse.giveUp();
      await app.keeper.bringBack();
    },
  },
};

test.each(Object.entries(harms))(
  'a trainer that is %s: told within three seconds, and nothing is lost',
  async (_what, { harm, told, goOn }) => {
    for (let time = 0; time < soaked(20); time++) {
      const { app, now, close } = start();
      await app.start();
      await app.session.openSpec(smallRun, 60);
      await until(() => there(app));
      await app.session.fork({ parameters: [{ place: { layer: 1, kind: 'W', row: 0, col: 1 }, value: 1.5 }] }, 20);
      app.playhead.seek(25 + time);
      await until(() => there(app));
      app.marks.put(app.playhead.here, `note ${time}`);
      const [before, state] = [seenIn(app.keeper.fileOf('x')), await numbers(app)];
      harm(now(), app);
      expect(await until(() => told(app))).toBeLessThan(3000);
      await goOn(app);
      await until(() => app.restorer.waiting.length === 0 && there(app));
      expect(JSON.parse(seenIn(app.keeper.fileOf('x')))).toEqual(JSON.parse(before));
      expect(await numbers(app)).toEqual(state);
      await close();
    }
  },
  soaked(20) * 15_000,
);
