import { expect, test } from 'vitest';
import { Scheduler, SLICE, type Task } from '#core/worker/scheduler.ts';
import { FakeThread } from './fake-thread.ts';

const start = () => {
  const thread = new FakeThread();
  const scheduler = new Scheduler(thread);
  const run = <T>(task: Task<T>): Promise<T> =>
    new Promise((resolve, reject) =>
      scheduler.add(task, (result) => ('error' in result ? reject(result.error as Error) : resolve(result.value))),
    );
  return { thread, scheduler, run };
};

test('messages are heard after every slice', async () => {
  const { thread, run } = start();
  const slices: number[] = [];
  let since = 0;
  thread.onTurn = () => {
    slices.push(thread.time - since);
    since = thread.time;
  };
  expect(await run(thread.work(100, 1, 'done'))).toBe('done');
  expect(slices[0]).toBe(0);
  expect(slices.slice(1).every((slice) => slice === SLICE)).toBe(true);
  expect(slices).toHaveLength(Math.ceil(100 / SLICE));
});

test('a piece longer than a slice is one slice', async () => {
  const { thread, run } = start();
  await run(thread.work(5, 3 * SLICE, 0));
  expect(thread.turns).toBe(5);
});

test('short tasks share a slice', async () => {
  const { thread, run } = start();
  await Promise.all([1, 2, 3].map((i) => run(thread.work(1, 1, i))));
  expect(thread.turns).toBe(1);
});

test('a request that comes while others work is begun at the next slice', async () => {
  const { thread, run } = start();
  void run(thread.work(1000, 1, 'training'));
  void run(thread.work(1000, 1, 'check'));
  let waited: number | undefined;
  await new Promise<void>((resolve) => {
    thread.onTurn = () => {
      if (thread.turns !== 10) return;
      const asked = thread.time;
      void run(thread.work(1, 0, 'trace', () => (waited = thread.time - asked))).then(() => resolve());
    };
  });
  expect(waited).toBe(0);
});

test('a request of several slices waits for no more than a slice of each other task in between', async () => {
  const { thread, run } = start();
  void run(thread.work(1000, 1, 'training'));
  void run(thread.work(1000, 1, 'check'));
  const pieces: number[] = [];
  await run(thread.work(3 * SLICE, 1, 'trace', () => pieces.push(thread.time)));
  const gaps = pieces.slice(1).map((time, i) => time - pieces[i]!);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(1 + 2 * SLICE);
});

test('newcomers begin in the order in which they came', async () => {
  const { thread, run } = start();
  const order: number[] = [];
  await Promise.all([0, 1, 2, 3].map((i) => run(thread.work(2, SLICE, i, (piece) => piece === 0 && order.push(i)))));
  expect(order).toEqual([0, 1, 2, 3]);
});

test('a dropped task makes no further piece and answers nothing', async () => {
  const { thread, scheduler, run } = start();
  let pieces = 0;
  let answered = false;
  const task = thread.work(1000, 1, 0, () => pieces++);
  scheduler.add(task, () => (answered = true));
  await new Promise<void>((resolve) => (thread.onTurn = () => thread.turns === 3 && resolve()));
  const before = pieces;
  expect(before).toBeGreaterThan(0);
  expect(scheduler.drop(task)).toBe(true);
  expect(scheduler.drop(task)).toBe(false);
  await run(thread.work(10, 1, 0));
  expect(pieces).toBe(before);
  expect(answered).toBe(false);
});

test('a task that throws hands its error over and stops no other', async () => {
  const { thread, run } = start();
  const other = run(thread.work(20, 1, 'other'));
  const throwing = run(
    (function* (): Task<void> {
      yield;
      throw new Error('fault');
    })(),
  );
  await expect(throwing).rejects.toThrow('fault');
  expect(await other).toBe('other');
});

test('it rests when there is nothing to do, and begins again', async () => {
  const { thread, run } = start();
  await run(thread.work(1, 1, 0));
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  const { turns } = thread;
  await new Promise((resolve) => setImmediate(resolve));
  expect(thread.turns).toBe(turns);
  expect(await run(thread.work(1, 1, 'again'))).toBe('again');
});
