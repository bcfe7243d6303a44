import { expect, test } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import { curveSteps, LearningCurve } from '#renderer/model/queries/learning-curve.svelte.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';

test('the steps of the curve: some dozens, coarse ones first, each once, kept as the run grows', () => {
  for (const trainedTo of [0, 1, 2, 63, 64, 65, 100, 5000, 123_456]) {
    const steps = curveSteps(trainedTo, true);
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps.length).toBeLessThanOrEqual(66);
    expect(steps.length).toBeGreaterThanOrEqual(Math.min(trainedTo + 1, 32));
    expect([Math.min(...steps), Math.max(...steps)]).toEqual([0, trainedTo]);
  }
  const [before, after] = [curveSteps(5000, false), curveSteps(12_000, false)];
  expect(before.filter((step) => after.includes(step)).length).toBeGreaterThanOrEqual(before.length / 2 - 1);
  expect(before.slice(0, 4)).toEqual([0, 4096, 2048, 1024]);
});

const fake = (validation: number) => {
  const asked: number[] = [];
  const cancelled: string[] = [];
  let answer: ((loss: number | undefined) => void) | undefined;
  let refuse: ((reason: unknown) => void) | undefined;
  const trainer = {
    latest: (_slot: string, _call: string, step: number) => {
      asked.push(step);
      return new Promise<number | undefined>((resolve, reject) => ((answer = resolve), (refuse = reject)));
    },
    cancel: (slot: string) => {
      cancelled.push(slot);
      refuse?.(new FailureError({ code: 'cancelled' }));
    },
  };
  const run = { id: 1, trainedTo: 4, training: false, summary: { spec: { split: { validation } } }, trainer };
  const failures: unknown[] = [];
  const curve = new LearningCurve(run as unknown as Run, (reason) => failures.push(reason));
  const settle = async (loss: number | undefined): Promise<void> => {
    answer?.(loss);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { asked, cancelled, run, curve, settle, failures };
};

test('one question at a time, in the order of steps at the end, none twice', async () => {
  const { asked, curve, settle } = fake(0.2);
  curve.follow();
  curve.follow();
  expect(asked).toEqual([0]);
  for (const loss of [5, 4, 3, 2, 1]) await settle(loss);
  expect(asked).toEqual([0, 4, 2, 1, 3]);
  expect(curve.points).toEqual([0, 1, 2, 3, 4].map((step) => ({ step, loss: [5, 2, 3, 1, 4][step] })));
  curve.follow();
  expect(asked).toHaveLength(5);
});

test('nothing held out: nothing asked; nobody looks: what is under way is called off', async () => {
  const none = fake(0);
  none.curve.follow();
  expect(none.asked).toEqual([]);
  const { asked, cancelled, curve, settle, failures } = fake(0.2);
  curve.follow();
  await settle(5);
  curve.leave();
  await settle(4);
  expect(cancelled).toEqual(['learning curve']);
  expect([asked, failures]).toEqual([[0, 4], []]);
  curve.follow();
  expect(asked).toEqual([0, 4, 4]);
});

test('another run begins with no points, and no answer of the one before is put into it', async () => {
  const { run, curve, settle, asked } = fake(0.2);
  curve.follow();
  run.id = 2;
  await settle(9);
  expect(curve.points).toEqual([]);
  curve.follow();
  await settle(7);
  expect(curve.points).toEqual([{ step: 0, loss: 7 }]);
  expect(asked).toEqual([0, 0, 4]);
});
