import { expect, test, vi } from 'vitest';
import type { TrainerEvent } from '#core/protocol/trainer.ts';
import { step } from '#core/contract/units.ts';
import { openRun } from '#core/worker/open-run.ts';
import { Scheduler } from '#core/worker/scheduler.ts';
import { createTraining } from '#core/worker/training.ts';
import { FakeThread } from './fake-thread.ts';
import { moons } from './runs.ts';

/** Training on a thread where every look at the clock takes a millisecond. */
const start = () => {
  const thread = new FakeThread();
  vi.spyOn(thread, 'now').mockImplementation(() => thread.time++);
  const events: TrainerEvent[] = [];
  const training = createTraining({ emit: (event) => events.push(event), scheduler: new Scheduler(thread) });
  const of = openRun(moons);
  return { thread, training, of, events, stopped: () => events.filter(({ event }) => event === 'stopped') };
};

test('goes to its target, telling now and then, and says that it stopped', async () => {
  const { training, of, events, stopped } = start();
  training.start(of, step(5000));
  await expect.poll(stopped).toEqual([{ event: 'stopped', branch: 0, trainedTo: 5000 }]);
  const told = events.slice(0, -1).map(({ trainedTo }) => trainedTo);
  expect(told.length).toBeGreaterThan(2);
  expect(told.length).toBeLessThan(5000 / of.updatesAtOnce);
  expect(told.at(-1)).toBe(5000);
});

test('is told of when it is paused, and not when it is stopped or another takes its place', async () => {
  const { thread, training, of, stopped } = start();
  training.pause();
  training.start(of, step(1e6));
  await expect.poll(() => of.history.trainedTo).toBeGreaterThan(0);
  training.stop();
  const { trainedTo } = of.history;
  const { turns } = thread;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(of.history.trainedTo).toBe(trainedTo);
  expect(thread.turns).toBeLessThan(turns + 3);
  training.start(of, step(1e6));
  training.start(of, step(2e6));
  expect(stopped()).toEqual([]);
  training.pause();
  expect(stopped()).toEqual([{ event: 'stopped', branch: 0, trainedTo: of.history.trainedTo }]);
});

test('who waits for a step is told of the target that lies beyond it', () => {
  const { training, of, events } = start();
  of.history.extend(1);
  const targets = () => events.map((event) => event.event === 'progress' && event.target);
  training.tellEnd(of, step(30));
  training.start(of, step(100));
  training.tellEnd(of, step(30));
  training.tellEnd(of, step(200));
  training.tellEnd(openRun(moons), step(30));
  // A run without an update has no loss to tell.
  expect(targets()).toEqual([30, 100, 200]);
  training.stop();
});

test('a defect on the way is told as one, with how far training came', async () => {
  const { training, of, stopped } = start();
  vi.spyOn(of.history, 'extending').mockImplementation(() => {
    throw new RangeError('nobody thought of this');
  });
  training.start(of, step(100));
  const failure = { code: 'internal-error', part: 'trainer', reason: 'RangeError: nobody thought of this' };
  await expect.poll(stopped).toEqual([{ event: 'stopped', branch: 0, trainedTo: 0, failure }]);
});
