import { expect, test } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import { Thumbnails } from '#renderer/model/time/thumbnails.svelte.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';

const fake = () => {
  const asked: number[] = [];
  const planes: unknown[] = [];
  const cancelled: string[] = [];
  let answer: ((surface: unknown) => void) | undefined;
  let refuse: ((reason: unknown) => void) | undefined;
  const trainer = {
    latest: (_slot: string, _call: string, { step, x, y }: { step: number; x: unknown; y: unknown }) => {
      asked.push(step);
      planes.push([x, y]);
      return new Promise((resolve, reject) => ((answer = resolve), (refuse = reject)));
    },
    cancel: (slot: string) => {
      cancelled.push(slot);
      refuse?.(new FailureError({ code: 'cancelled' }));
    },
  };
  const run = { id: 1, trainedTo: 20, trainer };
  const failures: unknown[] = [];
  const thumbnails = new Thumbnails(run as unknown as Run, (reason) => failures.push(reason));
  const follow = (...steps: number[]): void => thumbnails.follow(steps, [0, 1], [0, 1]);
  const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  const settle = (): Promise<void> => (answer?.({ grid: 24 }), rest());
  const fail = (reason: unknown): Promise<void> => (refuse?.(reason), rest());
  const shown = (): number[] => thumbnails.pictures.map(({ step }) => step);
  return { asked, planes, cancelled, run, thumbnails, follow, rest, settle, fail, shown, failures };
};

test('one picture after the other, of steps that are trained, none twice', async () => {
  const { asked, run, follow, settle, shown } = fake();
  follow(5, 15, 25);
  for (let i = 0; i < 3; i++) await settle();
  expect([asked, shown()]).toEqual([
    [5, 15],
    [5, 15],
  ]);
  run.trainedTo = 30;
  follow(5, 15, 25);
  await settle();
  expect(shown()).toEqual([5, 15, 25]);
});

test('another run brings other pictures, and an answer of the one before is not among them', async () => {
  const { asked, run, follow, settle, shown } = fake();
  follow(5);
  run.id = 2;
  await settle();
  expect(shown()).toEqual([]);
  follow(7);
  await settle();
  expect([asked, shown()]).toEqual([[5, 7], [7]]);
});

test('another run is asked over its own plane, even where one of the run before is still under way', async () => {
  const { planes, run, thumbnails, follow, settle } = fake();
  follow(5);
  run.id = 2;
  thumbnails.follow([7], [-3, 3], [10, 20]);
  await settle();
  await settle();
  expect(planes).toEqual([
    [
      [0, 1],
      [0, 1],
    ],
    [
      [-3, 3],
      [10, 20],
    ],
  ]);
});

test('however long somebody looks around, only so many pictures are kept, and those that are shown are among them', async () => {
  const { asked, run, follow, settle, shown } = fake();
  run.trainedTo = 1000;
  follow(1, 2);
  for (let i = 0; i < 2; i++) await settle();
  for (let step = 3; step < 300; step++) {
    follow(step);
    await settle();
  }
  expect(shown()).toHaveLength(256);
  follow(1, 299);
  await settle();
  expect(asked.filter((step) => step === 1 || step === 299)).toEqual([1, 299, 1]);
  expect([shown().includes(1), shown().includes(299), shown().length]).toEqual([true, true, 256]);
});

test('nobody looks: what is under way is called off; a failure is told once', async () => {
  const { asked, cancelled, thumbnails, follow, rest, fail, failures } = fake();
  follow(5, 15);
  thumbnails.leave();
  await rest();
  expect([asked, cancelled, failures]).toEqual([[5], ['thumbnails'], []]);
  follow(5, 15);
  await fail(new Error('broken'));
  expect([asked, failures.length]).toEqual([[5, 5], 1]);
});
