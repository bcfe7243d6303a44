import { beforeEach, expect, test } from 'vitest';
import { drillKinds } from '#core/drills/drill.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { targetOf } from '#renderer/model/drills/drill-place.ts';
import { Practice } from '#renderer/model/drills/practice.svelte.ts';
import { goTo, readView } from '#renderer/model/view/view-state.ts';
import { nodeApp } from '../node-app.ts';

let app: App;
let practice: Practice;
const seed = 7;
const practise = async (by = seed): Promise<Practice> => {
  app.practice = practice = new Practice(app, by);
  await practice.begin();
  return practice;
};

beforeEach(async () => {
  app = nodeApp();
  await app.session.openExample('first');
  await app.playhead.arrive();
  // As far as its steps are asked about.
  app.run.trainedTo = 3;
});

test('a question stands at its place, marked and covered, until it is answered', async () => {
  await practise();
  const drill = practice.drill!;
  expect(practice.failure).toBeUndefined();
  expect(app.selection.selected).toEqual(targetOf(drill));
  expect(app.covers!(drill.asked)).toBe(true);
  practice.answer(drill.value);
  expect(practice.verdict).toEqual({ right: true });
  expect(practice.told).toBe(true);
  expect(app.cover).toEqual([]);
  expect(practice.score).toEqual({ right: 1, of: 1 });
});

test('a usual wrong answer is told apart, may be tried again, and counts as not right at once', async () => {
  await practise();
  const { value, wrong } = practice.drill!;
  practice.answer(wrong[0]!.value);
  expect(practice.verdict).toEqual({ right: false, slip: wrong[0]!.slip });
  expect(practice.told).toBe(false);
  practice.answer(value);
  expect(practice.verdict).toEqual({ right: true });
  expect(practice.score).toEqual({ right: 0, of: 1 });
});

test('hints open one after the other and never say the number', async () => {
  await practise();
  for (let i = 0; i < 12; i++) {
    expect(practice.hint()).toBeUndefined();
    practice.openHint();
    const { letters, numbers } = practice.hint()!;
    expect(letters.length).toBeGreaterThan(0);
    expect(numbers.join(' ')).toContain('?');
    expect(numbers.at(-1)).toMatch(/\?[^=]*$/);
    await practice.another();
  }
});

test('the same seed asks the same, step after step; without end', async () => {
  const asked = async (by: number): Promise<unknown[]> => {
    await goTo(app, { step: 0, phase: 'start', layer: 0, unit: 0, part: 0, through: 1 });
    await practise(by);
    const all: unknown[] = [];
    for (let i = 0; i < 60; i++) {
      all.push([practice.step, practice.drill]);
      await practice.another();
    }
    return all;
  };
  const first = await asked(3);
  expect(first.every((one) => (one as unknown[])[1] !== undefined)).toBe(true);
  expect(new Set(first.map((one) => (one as unknown[])[0])).size).toBeGreaterThan(1);
  expect(await asked(3)).toEqual(first);
  expect(await asked(4)).not.toEqual(first);
});

test('the same seed once more starts over, where the sitting began', async () => {
  await goTo(app, { step: 1, phase: 'start', layer: 0, unit: 0, part: 0, through: 1 });
  await practise();
  const first = [practice.step, practice.drill];
  while (practice.step === 1) await practice.another();
  await practice.sow(seed);
  expect([practice.step, practice.drill]).toEqual(first);
  expect(practice.score).toEqual({ right: 0, of: 0 });
});

test('kinds are chosen', async () => {
  await practise();
  await practice.choose(['delta', 'loss']);
  for (let i = 0; i < 6; i++) {
    expect(['delta', 'loss']).toContain(practice.drill!.kind);
    await practice.another();
  }
  await practice.choose(drillKinds);
  expect(practice.kinds).toEqual(drillKinds);
});

test('leaving gives back the view', async () => {
  await goTo(app, { step: 1, phase: 'forward', layer: 1, unit: 1, part: 1, through: 1 });
  app.selection.selected = { kind: 'loss' };
  const before = readView(app, { layout: true });
  await practise();
  await practice.another();
  await practice.showMe();
  await practice.leave();
  expect(app.practice).toBeUndefined();
  expect(app.cover).toEqual([]);
  expect(readView(app, { layout: true })).toEqual(before);
});

test('another run is asked about as it comes', async () => {
  await practise();
  await app.session.openExample('xor');
  practice.tick();
  await expect.poll(() => practice.setting).toBe(false);
  expect(practice.drill).toBeDefined();
  expect(practice.samples).toBe(app.playhead.shown!.trace.batch.indices.length);
});
