import { createHash } from 'node:crypto';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { PlaneQuery } from '#core/protocol/landscape.ts';
import { unpack } from '#core/protocol/pack.ts';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { step } from '#core/contract/units.ts';
import { KeptRuns } from '#core/worker/second/errands.ts';
import { runErrands } from '#core/worker/second/run-errands.ts';
import { together } from '#core/worker/second/together.ts';
import type { Errand, StartSecond } from '#core/worker/second/second-thread.ts';
import type { Answered, Asked } from '#core/worker/server.ts';
import type { Thread } from '#core/worker/scheduler.ts';
import { startTrainer } from '#core/worker/trainer.ts';
import { isCancelled, Trainer } from '#renderer/link/trainer.ts';
import { nodePort } from './node-port.ts';

const open: MessagePort[] = [];
afterEach(() => open.splice(0).forEach((port) => port.close()));
const channel = () => {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  return [port1, port2] as const;
};

const thread: Thread = { now: () => performance.now(), yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)) };

/** What stands between the two threads may lose the second one at an errand, or keep its answers back. */
interface Second {
  readonly asked: string[];
  readonly cancelled: number[];
  /** Ends instead of doing the errand of this place among those that it was asked. */
  losesAt?: number;
  answers: boolean;
}

const withSecond = (second: Second): StartSecond => {
  const [here, there] = channel();
  runErrands(nodePort<Asked, Answered>(there), thread);
  let lost: (reason: string) => void = () => undefined;
  return (): Port<unknown, Asked> => ({
    post: (message) => {
      if ('cancel' in message) second.cancelled.push(message.cancel);
      else if (second.asked.push(message.call) - 1 === second.losesAt) {
        here.close();
        setImmediate(() => lost('ended'));
        return;
      }
      here.postMessage(message);
    },
    listen: (listener) => here.on('message', (message) => second.answers && listener(unpack(message))),
    onLost: (listener) => (lost = listener),
    close: () => here.close(),
  });
};

const start = (second?: Second): Trainer => {
  const [here, there] = channel();
  startTrainer(nodePort<Request, Message>(there), thread, second && withSecond(second));
  return new Trainer(nodePort<Message, Request>(here));
};
const fresh = (): Second => ({ asked: [], cancelled: [], answers: true });

const moons: RunSpecInput = {
  data: { kind: 'generator', name: 'moons', samples: 800 },
  network: {
    layers: [
      { units: 24, activation: 'tanh', normalization: 'batch' },
      { units: 16, activation: 'relu', dropout: 0.2 },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  optimizer: { kind: 'adam', learningRate: 0.01 },
  batch: 64,
};
const plane: PlaneQuery = { step: step(10), axes: { kind: 'path' }, to: step(30) };
const landscape = { plane, x: [-1, 1], y: [-1, 1], grid: 17, samples: 800, rows: [0, 17], known: 2 } as const;

/** Long arrays by a digest of their bits. */
const inShort = (answer: unknown): string =>
  JSON.stringify(answer, (_, value: unknown) =>
    value instanceof Float64Array ? createHash('sha256').update(new Uint8Array(value.buffer)).digest('hex') : value,
  );

/** All that a second thread may do, with its answers. */
const everything = async (trainer: Trainer): Promise<string> => {
  await trainer.call('open', moons);
  const rows = await trainer.call('landscape', landscape);
  const some = await trainer.call('landscape', { ...landscape, samples: 500, known: 0, rows: [3, 9] });
  const adam = { kind: 'adam', learningRate: 0.05, beta1: 0.9, beta2: 0.999 } as const;
  const race = await trainer.call('race', {
    plane,
    steps: 40,
    rivals: [
      { kind: 'optimizer', optimizer: adam },
      { kind: 'start', seed: 3 },
    ],
  });
  const surface = await trainer.call('surface', { step: step(20), grid: 201, x: [-1, 2], y: [-1, 1] });
  const layer = await trainer.call('surface', { step: step(20), grid: 201, x: [-1, 2], y: [-1, 1], layer: 2 });
  const spec = { ...moons, optimizer: { kind: 'sgd', learningRate: 0.1 } } as const;
  const { branch } = await trainer.call('fork', { from: 0, step: step(15), change: { spec }, aside: true });
  const states = [];
  for (const k of [200, 20, 120, 201]) states.push(await trainer.call('state', { step: step(k), branch }));
  const series = await trainer.call('series', { from: step(0), to: step(201), buckets: 40, branch });
  return inShort({ rows, some, race, surface, layer, states, series });
};

let first: Promise<string> | undefined;
/** Done by one thread. */
const alone = (): Promise<string> => (first ??= everything(start()));

test('what a second thread does has the bits of the first, and it does some of everything', async () => {
  const second = fresh();
  expect(await everything(start(second))).toEqual(await alone());
  expect(new Set(second.asked)).toEqual(new Set(['losses', 'race', 'surface', 'updates']));
  expect(second.cancelled).toEqual([]);
});

test.each([0, 1, 4, 6, 8])('where it ends at errand %i the first thread does the rest', async (losesAt) => {
  const second = { ...fresh(), losesAt };
  expect(await everything(start(second))).toEqual(await alone());
  expect(second.asked).toHaveLength(losesAt + 1);
});

test('what nobody wants any more is taken back, and the next errand is done', async () => {
  const second = fresh();
  const trainer = start(second);
  await trainer.call('open', moons);
  await trainer.call('plane', plane);
  second.answers = false;
  const left = trainer.latest('landscape', 'landscape', landscape).then(
    () => 'answered',
    (reason: unknown) => isCancelled(reason) && 'cancelled',
  );
  while (second.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
  trainer.cancel('landscape');
  expect(await left).toBe('cancelled');
  await trainer.call('ping');
  expect(second.cancelled).toEqual([1]);
  second.answers = true;
  await trainer.call('surface', { step: step(20), grid: 201, x: [-1, 2], y: [-1, 1] });
  expect(second.asked.at(-1)).toBe('surface');
});

test('while a branch is trained by the second thread the first answers', async () => {
  const second = fresh();
  const trainer = start(second);
  await trainer.call('open', moons);
  const { branch } = await trainer.call('fork', { from: 0, step: step(5), change: {}, aside: true });
  second.answers = false;
  const waits = trainer.call('state', { step: step(2000), branch });
  const gone = waits.catch((reason: unknown) => isCancelled(reason));
  while (second.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect((await trainer.call('state', { step: step(3) })).length).toBeGreaterThan(0);
  // A branch that is taken away lets go of what it waits for.
  await trainer.call('prune', branch);
  second.answers = true;
  expect(await gone).toBe(true);
});

test('a step that lasts long is told by the second thread, and the first answers meanwhile', async () => {
  const long: RunSpecInput = {
    data: { kind: 'generator', name: 'moons', samples: 1500 },
    network: {
      layers: [
        { units: 220, activation: 'relu' },
        { units: 220, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    batch: 'full',
    loss: 'binary-cross-entropy',
  };
  const second = fresh();
  const [trainer, other] = [start(second), start()];
  for (const one of [trainer, other]) await one.call('open', long);
  for (const follow of [7, 'batch'] as const) {
    const query = { step: step(0), follow };
    expect(inShort(await trainer.call('trace', query))).toBe(inShort(await other.call('trace', query)));
  }
  expect(second.asked).toEqual(['trace', 'trace']);
  second.answers = false;
  const waits = trainer.latest('trace', 'trace', { step: step(0), follow: 3 }).catch((reason: unknown) => isCancelled(reason));
  while (second.asked.length < 3) await new Promise((resolve) => setImmediate(resolve));
  await trainer.call('ping');
  trainer.cancel('trace');
  expect(await waits).toBe(true);
  await trainer.call('ping');
  expect(second.cancelled).toHaveLength(1);
});

test('parts are done from both ends, each once, whoever is faster', () => {
  for (const speed of [0, 1, 3]) {
    const taken: number[] = [];
    const answer = { value: undefined as undefined | { readonly value: readonly number[] } };
    const work = together({
      count: 23,
      atOnce: 2,
      *own(from, to) {
        return range(from, to);
      },
      send: (from, to) => {
        answer.value = undefined;
        let asked = 0;
        const errand: Errand<readonly number[]> = {
          get answered() {
            return asked++ >= speed ? { value: range(from, to) } : undefined;
          },
          settled: Promise.resolve(),
          leave: () => undefined,
        };
        return errand;
      },
      take: (from, made) => {
        expect(made[0]).toBe(from);
        taken.push(...made);
      },
    });
    while (!work.next().done);
    expect(taken.sort((a, b) => a - b)).toEqual(range(0, 23));
  }
});
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

test('both ends forget the same runs', () => {
  const [one, other] = [new KeptRuns<number>(2), new KeptRuns<number>(2)];
  for (const number of [1, 2, 1, 3, 2, 1, 1, 4, 3]) {
    const known = one.touch(number);
    if (!known) one.put(number, number);
    expect(other.touch(number)).toBe(known);
    if (!known) other.put(number, number);
  }
});
