import { beforeEach, expect, test } from 'vitest';
import type { Trainer } from '#renderer/link/trainer.ts';
import { Pulse } from '#renderer/model/queries/pulse.svelte.ts';

let answers: (() => void)[];
let waits: boolean;
let left: number;
const start = (): Pulse => {
  const trainer = {
    get waits() {
      return waits;
    },
    call: () => new Promise<void>((resolve) => answers.push(resolve)),
  } as unknown as Trainer;
  return new Pulse(
    trainer,
    () => false,
    async () => void left++,
  );
};
const pass = async (pulse: Pulse, seconds: number, frame = 20): Promise<void> => {
  for (let passed = 0; passed < seconds * 1000; passed += frame) pulse.tick(frame);
  await Promise.resolve();
};
const answer = async (index: number): Promise<void> => {
  answers[index]!();
  await new Promise((resolve) => setImmediate(resolve));
};
beforeEach(() => {
  [answers, waits, left] = [[], true, 0];
});

test('a trainer that says nothing is told within three seconds, with how long it has been', async () => {
  const pulse = start();
  await pass(pulse, 2);
  expect(pulse.silent).toBe(0);
  await pass(pulse, 1);
  expect(pulse.silent).toBe(2);
  await pass(pulse, 10);
  expect(pulse.silent).toBe(12);
  expect(answers.length).toBe(1);
});

test('one that answers is told of no more, and is asked again', async () => {
  const pulse = start();
  await pass(pulse, 4);
  await answer(0);
  await pass(pulse, 0.9);
  expect([pulse.silent, answers.length]).toEqual([0, 1]);
  await pass(pulse, 0.2);
  expect([pulse.silent, answers.length]).toEqual([0, 2]);
});

test('one that has nothing to do is not asked', async () => {
  waits = false;
  const pulse = start();
  await pass(pulse, 30);
  expect([pulse.silent, answers.length]).toEqual([0, 0]);
});

test('a page that stood still itself blames nobody', async () => {
  const pulse = start();
  await pass(pulse, 1.1);
  pulse.tick(60_000);
  expect(pulse.silent).toBe(0);
});

test('who waits is left in peace for a minute; who gives up goes on with another trainer', async () => {
  const pulse = start();
  await pass(pulse, 5);
  pulse.wait();
  await pass(pulse, 50);
  expect(pulse.silent).toBe(0);
  await pass(pulse, 15);
  expect(pulse.silent).toBeGreaterThan(60);
  await pulse.giveUp();
  expect([pulse.silent, left]).toEqual([0, 1]);
  // The old trainer's answer comes too late to say anything of the new one.
  await pass(pulse, 1.1);
  expect(answers.length).toBe(2);
  await answer(0);
  await pass(pulse, 3);
  expect(pulse.silent).toBeGreaterThan(0);
});
