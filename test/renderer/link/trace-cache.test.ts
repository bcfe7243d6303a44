import { expect, test, vi } from 'vitest';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { TraceQuery } from '#core/protocol/trainer.ts';
import { step } from '#core/contract/units.ts';
import { isCancelled, Trainer } from '#renderer/link/trainer.ts';
import { TraceCache, type TraceCacheOptions } from '#renderer/link/trace-cache.ts';
import { FakePort, settle } from './fake-port.ts';

const start = (options?: TraceCacheOptions) => {
  const port = new FakePort();
  const cache = new TraceCache(new Trainer(port), { calm: 0, ...options });
  const asked = () => port.open.map((request) => (request.args[0] as TraceQuery).step as number);
  /** Answers all that is open, until nothing is asked any more. */
  const serve = async () => {
    for (await settle(); port.open.length > 0; await settle())
      for (const request of port.open) {
        const { step, follow } = request.args[0] as TraceQuery;
        port.answer<'trace'>(request, { step, follow, gradientNorm: new Float64Array(125) } as unknown as StepTrace);
      }
  };
  return { port, cache, asked, serve };
};

test('a trace is asked for once', async () => {
  const { cache, asked, serve, port } = start();
  const first = cache.get(step(5), 0);
  const second = cache.get(step(5), 0);
  expect(asked()).toEqual([5]);
  await serve();
  expect(await first).toBe(await second);
  const posted = port.posted.length;
  expect(cache.peek(step(5), 0)).toBe(await cache.get(step(5), 0));
  await settle();
  expect(port.posted).toHaveLength(posted);
});

test('its neighbours are fetched once it is there', async () => {
  const { cache, asked, serve } = start();
  const answer = cache.get(step(5), 0);
  expect(asked()).toEqual([5]);
  await serve();
  await answer;
  expect([4, 5, 6, 7].map((k) => cache.peek(step(k), 0)?.step)).toEqual([4, 5, 6, undefined]);
});

test('a neighbour beyond the last step is left alone', async () => {
  const { cache, serve, port } = start({ last: () => 5 });
  void cache.get(step(5), 0);
  await serve();
  expect(port.posted.flatMap((request) => ('args' in request ? [(request.args[0] as TraceQuery).step] : []))).toEqual([5, 4]);
});

test('looking at a trace that is here fetches its neighbours: play never waits', async () => {
  const { cache, asked, serve } = start();
  void cache.get(step(5), 0);
  await serve();
  for (const k of [6, 7, 8]) {
    expect(cache.peek(step(k), 0)?.step).toBe(k);
    expect(asked()).toEqual([k + 1]);
    cache.peek(step(k), 0);
    expect(asked()).toEqual([k + 1]);
    await serve();
  }
});

test('a neighbour that was superseded can be asked for at once', async () => {
  const { cache, asked, serve } = start();
  for (const k of [5, 11]) {
    void cache.get(step(k), 0);
    await serve();
  }
  cache.peek(step(4), 0);
  expect(asked()).toEqual([3]);
  cache.peek(step(10), 0);
  expect(asked()).toEqual([9]);
  const answer = cache.get(step(3), 0);
  await serve();
  expect((await answer).step).toBe(3);
});

test('steps that are passed in a drag leave their neighbours alone; where it rests they are fetched', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const { cache, asked, port, serve } = start({ calm: 100 });
  for (const k of [50, 80, 200]) {
    const answer = cache.get(step(k), 0);
    port.answer<'trace'>(port.open.at(-1)!, { step: step(k) } as StepTrace);
    await answer;
    vi.advanceTimersByTime(20);
  }
  // Only the first, which no jump went before, had its neighbours fetched; they were called off.
  expect(asked()).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(asked()).toEqual([201, 199]);
  vi.useRealTimers();
  await serve();
  // A step to a neighbour is no drag.
  cache.peek(step(201), 0);
  expect(asked()).toEqual([202]);
});

test('nothing is fetched before step 0', async () => {
  const { cache, port, serve } = start();
  void cache.get(step(0), 0);
  await serve();
  expect(port.posted.map((request) => 'call' in request && (request.args[0] as TraceQuery).step)).toEqual([0, 1]);
});

test('each followed sample has its own trace', async () => {
  const { cache, serve } = start();
  void cache.get(step(5), 0);
  await serve();
  expect(cache.peek(step(5), 1)).toBeUndefined();
  expect(cache.peek(step(5), 'batch')).toBeUndefined();
});

test('the latest wins', async () => {
  const { cache, asked, serve } = start();
  const first = cache.get(step(5), 0).catch(isCancelled);
  const second = cache.get(step(90), 0);
  expect(await first).toBe(true);
  expect(asked()).toEqual([90]);
  await serve();
  expect((await second).step).toBe(90);
});

test('coming back to a step while another is under way asks anew', async () => {
  const { cache, asked, serve } = start();
  const first = cache.get(step(5), 0).catch(isCancelled);
  const second = cache.get(step(90), 0).catch(isCancelled);
  const third = cache.get(step(5), 0);
  const fourth = cache.get(step(5), 0);
  expect([await first, await second]).toEqual([true, true]);
  expect(asked()).toEqual([5]);
  await serve();
  expect((await third).step).toBe(5);
  expect((await fourth).step).toBe(5);
});

test('moving on to a neighbour takes up what is on its way', async () => {
  const { cache, port, asked, serve } = start();
  const first = cache.get(step(5), 0);
  port.answer<'trace'>(port.open[0]!, { step: step(5) } as StepTrace);
  await first;
  expect(asked()).toEqual([6, 4]);
  const next = cache.get(step(6), 0);
  expect(asked()).toEqual([6]);
  await serve();
  expect((await next).step).toBe(6);
  expect(cache.peek(step(7), 0)?.step).toBe(7);
});

test('a neighbour that cannot be had disturbs no one', async () => {
  const { cache, port } = start();
  const first = cache.get(step(5), 0);
  port.answer<'trace'>(port.open[0]!, { step: step(5) } as StepTrace);
  await first;
  for (const request of port.open) port.say({ id: request.id, ok: false, failure: { code: 'no-run' } });
  await settle();
  expect(cache.peek(step(6), 0)).toBeUndefined();
});

test('clearing forgets what is here and what is on its way', async () => {
  const { cache, asked, serve } = start();
  void cache.get(step(5), 0);
  await serve();
  const answer = cache.get(step(20), 0).catch(isCancelled);
  cache.clear();
  expect(await answer).toBe(true);
  expect(asked()).toEqual([]);
  expect(cache.peek(step(5), 0)).toBeUndefined();
});

test('an answer that arrives as the run is replaced is of no use', async () => {
  const { cache, port } = start();
  const answer = cache.get(step(5), 0).catch(isCancelled);
  port.answer<'trace'>(port.open[0]!, { step: step(5) } as StepTrace);
  cache.clear();
  expect(await answer).toBe(true);
  expect(cache.peek(step(5), 0)).toBeUndefined();
});

test.each([{ traces: 4 }, { bytes: 4000 }])('keeps the traces used last, %o', async (options) => {
  const { cache, serve } = start(options);
  for (const k of [10, 20, 30]) {
    void cache.get(step(k), 0);
    await serve();
  }
  await serve();
  const kept = [9, 10, 11, 19, 20, 21, 29, 30, 31].filter((k) => cache.peek(step(k), 0));
  expect(kept).toHaveLength(4);
  expect(kept).toEqual(expect.arrayContaining([29, 30, 31]));
});
