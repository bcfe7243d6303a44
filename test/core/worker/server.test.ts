import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import type { Evaluation, Message, Port, Request } from '#core/protocol/trainer.ts';
import { step } from '#core/contract/units.ts';
import { Scheduler, SLICE } from '#core/worker/scheduler.ts';
import { serve, type Calls } from '#core/worker/server.ts';
import { FakeThread } from './fake-thread.ts';
import { nodePort } from './node-port.ts';

const open: MessagePort[] = [];
afterEach(() => open.splice(0).forEach((port) => port.close()));

/** A server of calls that only pass time: evaluate(n) takes n milliseconds, pause throws. */
const start = () => {
  const thread = new FakeThread();
  const made: Evaluation[] = [];
  const refuse = function* (): Generator<void, never> {
    throw new FailureError({ code: 'no-run' });
  };
  const calls: Calls = {
    *evaluate(milliseconds) {
      yield* thread.work(milliseconds, 1, undefined);
      const value = { outputs: new Float64Array([milliseconds]), loss: milliseconds };
      made.push(value);
      return value;
    },
    *pause() {
      throw new TypeError('a fault in the program');
    },
    // An answer that cannot be sent.
    *cost() {
      return (() => undefined) as never;
    },
    open: refuse,
    state: refuse,
    program: refuse,
    lend: refuse,
    supply: refuse,
    preview: refuse,
    rates: refuse,
    train: refuse,
    trace: refuse,
    series: refuse,
    surface: refuse,
    check: refuse,
    paths: refuse,
    sampleGradients: refuse,
    differenceCurve: refuse,
    lossAlong: refuse,
    layerBatch: refuse,
    distributions: refuse,
    activations: refuse,
    parameterHistory: refuse,
    baselines: refuse,
    health: refuse,
    validationLoss: refuse,
    fork: refuse,
    turnTo: refuse,
    prune: refuse,
    ping: refuse,
    firstDifference: refuse,
    plane: refuse,
    landscape: refuse,
    planePoint: refuse,
    race: refuse,
  };
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  serve(nodePort<Request, Message>(port1), calls, new Scheduler(thread));
  const client: Port<Message, Request> = nodePort(port2);
  const replies: Message[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  client.listen((message) => {
    replies.push(message);
    for (const { count, resolve } of waiting) if (replies.length >= count) resolve();
  });
  const received = (count: number) =>
    new Promise<void>((resolve) => (replies.length >= count ? resolve() : waiting.push({ count, resolve })));
  return { thread, client, replies, received, made };
};
const evaluate = (id: number, milliseconds: number): Request => ({ call: 'evaluate', id, args: [step(milliseconds)] });

test('every request is answered once, by its id', async () => {
  const { client, replies, received } = start();
  client.post(evaluate(7, 3 * SLICE));
  client.post(evaluate(8, 1));
  await received(2);
  expect(replies).toEqual([
    { id: 8, ok: true, value: { outputs: new Float64Array([1]), loss: 1 } },
    { id: 7, ok: true, value: { outputs: new Float64Array([24]), loss: 24 } },
  ]);
});

test('a cancelled request answers cancelled, and its work stops', async () => {
  const { thread, client, replies, received, made } = start();
  client.post(evaluate(1, 10_000));
  thread.onTurn = () => {
    if (thread.turns === 3) client.post({ cancel: 1 });
  };
  await received(1);
  expect(replies).toEqual([{ id: 1, ok: false, failure: { code: 'cancelled' } }]);
  client.post(evaluate(2, 1));
  await received(2);
  expect(made.map(({ loss }) => loss)).toEqual([1]);
  expect(thread.time).toBeLessThan(1000);
});

test('a request and its cancellation that arrive together cost nothing', async () => {
  const { thread, client, received } = start();
  client.post(evaluate(1, 100));
  client.post({ cancel: 1 });
  await received(1);
  expect(thread.time).toBe(0);
});

test('cancelling what was answered, or never asked, does nothing', async () => {
  const { client, replies, received } = start();
  client.post(evaluate(1, 1));
  await received(1);
  client.post({ cancel: 1 });
  client.post({ cancel: 99 });
  client.post(evaluate(2, 1));
  await received(2);
  expect(replies.map((reply) => 'id' in reply && reply.id)).toEqual([1, 2]);
});

test('a short request overtakes a long one', async () => {
  const { thread, client, replies, received } = start();
  client.post(evaluate(1, 10_000));
  let asked = 0;
  thread.onTurn = () => {
    if (thread.turns !== 5) return;
    asked = thread.time;
    client.post(evaluate(2, 1));
  };
  await received(1);
  expect(replies[0]).toMatchObject({ id: 2, ok: true });
  // The message is under way for a turn; then its request goes first.
  expect(thread.time - asked).toBeLessThanOrEqual(4 * SLICE);
});

test('typed failures and unforeseen faults are told apart', async () => {
  const { client, replies, received } = start();
  client.post({ call: 'train', id: 1, args: [step(1)] });
  client.post({ call: 'pause', id: 2, args: [] });
  await received(2);
  expect(replies).toEqual([
    { id: 1, ok: false, failure: { code: 'no-run' } },
    { id: 2, ok: false, failure: { code: 'internal-error', part: 'trainer', reason: 'TypeError: a fault in the program' } },
  ]);
});

test('an answer that cannot be sent is a defect of its own, and the next call is answered', async () => {
  const { client, replies, received } = start();
  client.post({ call: 'cost', id: 1, args: [] });
  client.post(evaluate(2, 1));
  await received(2);
  expect(replies).toMatchObject([
    { id: 1, ok: false, failure: { code: 'internal-error', part: 'trainer', reason: expect.stringContaining('DataCloneError') } },
    { id: 2, ok: true },
  ]);
});

test.each(['toString', 'launch', '__proto__'])('a call that is not in the protocol is refused: %s', async (call) => {
  const { client, replies, received } = start();
  client.post({ call, id: 1, args: [] } as unknown as Request);
  await received(1);
  expect(replies[0]).toMatchObject({ id: 1, ok: false, failure: { code: 'not-one-of', place: 'call', found: call } });
});
