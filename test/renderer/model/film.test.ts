import { expect, test } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import { Film } from '#renderer/model/film.svelte.ts';
import type { Run } from '#renderer/model/run.svelte.ts';

const fake = () => {
  const asked: number[] = [];
  const cancelled: string[] = [];
  let answer: ((surface: unknown) => void) | undefined;
  let refuse: ((reason: unknown) => void) | undefined;
  const trainer = {
    latest: (_slot: string, _call: string, { step }: { step: number }) => {
      asked.push(step);
      return new Promise((resolve, reject) => ((answer = resolve), (refuse = reject)));
    },
    cancel: (slot: string) => {
      cancelled.push(slot);
      refuse?.(new FailureError({ code: 'cancelled' }));
    },
  };
  const run = { id: 1, trainedTo: 20, trainer };
  const failures: unknown[] = [];
  const film = new Film(run as unknown as Run, (reason) => failures.push(reason));
  const follow = (...steps: number[]): void => film.follow(steps, [0, 1], [0, 1]);
  const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  const settle = (): Promise<void> => (answer?.({ grid: 24 }), rest());
  const fail = (reason: unknown): Promise<void> => (refuse?.(reason), rest());
  const shown = (): number[] => film.pictures.map(({ step }) => step);
  return { asked, cancelled, run, film, follow, rest, settle, fail, shown, failures };
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

test('nobody looks: what is under way is called off; a failure is told once', async () => {
  const { asked, cancelled, film, follow, rest, fail, failures } = fake();
  follow(5, 15);
  film.leave();
  await rest();
  expect([asked, cancelled, failures]).toEqual([[5], ['film'], []]);
  follow(5, 15);
  await fail(new Error('broken'));
  expect([asked, failures.length]).toEqual([[5, 5], 1]);
});
