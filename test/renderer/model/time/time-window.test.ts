import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Run } from '#renderer/model/run/run.svelte.ts';
import { TimeWindow } from '#renderer/model/time/time-window.svelte.ts';
import { fakeTrainer } from '#test/renderer/model/fake-trainer.ts';

const ends = ({ from, to }: TimeWindow): number[] => [from, to];

test('the whole run until somebody looks closer', () => {
  const window = new TimeWindow({ goal: 1000 });
  expect([...ends(window), window.isWhole]).toEqual([0, 1000, true]);
  expect([window.stepAt(0), window.stepAt(0.5), window.stepAt(1)]).toEqual([0, 500, 1000]);
  window.move(100);
  expect(ends(window)).toEqual([0, 1000]);
});

test('what is looked at stays where it is, as long as there are steps beyond', () => {
  const window = new TimeWindow({ goal: 1000 });
  window.zoom(1 / 4, 400);
  expect(ends(window)).toEqual([300, 550]);
  expect(window.fractionOf(400)).toBeCloseTo(0.4);
  window.zoom(2, 550);
  expect(ends(window)).toEqual([50, 550]);
  window.zoom(1 / 5, 100);
  expect(ends(window)).toEqual([90, 190]);
  window.zoom(100, 120);
  expect(window.isWhole).toBe(true);
});

test('ten steps from closest by, or all where there are fewer', () => {
  const window = new TimeWindow({ goal: 1_000_000 });
  for (let i = 0; i < 40; i++) window.zoom(1 / 3, 777_777);
  expect(window.span).toBe(10);
  expect(window.stepAt(window.fractionOf(777_777))).toBe(777_777);
  const short = new TimeWindow({ goal: 4 });
  short.zoom(1 / 3, 2);
  expect(ends(short)).toEqual([0, 4]);
});

test('a place at either end is a step that is shown: dragging there moves nothing along', () => {
  const window = new TimeWindow({ goal: 1000 });
  window.zoom(0.1007, 500);
  const before = ends(window);
  expect(before.map(Math.round)).toEqual([450, 550]);
  expect([window.stepAt(0), window.stepAt(1)]).toEqual([450, 550]);
  window.move(0.3);
  const [from, to] = ends(window);
  expect([window.stepAt(0), window.stepAt(1)]).toEqual([450, 550]);
  for (const place of [0, 1]) window.reveal(window.stepAt(place));
  expect(ends(window)).toEqual([from, to]);
});

test('a step out of sight is looked at from closer where it comes into sight', () => {
  const window = new TimeWindow({ goal: 1000 });
  window.zoom(1 / 10, 500);
  window.zoom(1 / 4, 700);
  expect(ends(window)).toEqual([675, 700]);
  window.zoom(2, 100);
  expect(ends(window)).toEqual([100, 150]);
});

test('a run that ends earlier, or goes further, keeps what is looked at within it', () => {
  const run = new Run(fakeTrainer().trainer);
  run.goal = 1000;
  const window = new TimeWindow(run);
  window.zoom(1 / 10, 900);
  run.goal = 400;
  expect([...ends(window), window.isWhole]).toEqual([300, 400, false]);
  run.goal = 60;
  expect([...ends(window), window.isWhole]).toEqual([0, 60, true]);
  run.goal = 1000;
  expect(ends(window)).toEqual([810, 910]);
});

test('a step that leaves comes back into sight, with room the way that it goes', () => {
  const window = new TimeWindow({ goal: 1000 });
  window.zoom(1 / 10, 500);
  window.reveal(480);
  expect(ends(window)).toEqual([450, 550]);
  window.reveal(551);
  expect(ends(window)).toEqual([541, 641]);
  window.reveal(540);
  expect(ends(window)).toEqual([450, 550]);
  window.reveal(1000);
  expect(ends(window)).toEqual([900, 1000]);
});

test('it never leaves the run, whatever is done to it', () => {
  const act = fc.record({ by: fc.double({ min: 0.01, max: 100, noNaN: true }), at: fc.double({ min: -0.5, max: 1.5, noNaN: true }) });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.array(act, { maxLength: 20 }), (goal, acts) => {
      const window = new TimeWindow({ goal });
      for (const { by, at } of acts) {
        window.zoom(by, at * goal);
        window.move((at - 0.5) * goal);
        window.reveal(Math.max(0, Math.min(1, at)) * goal);
        expect(window.from).toBeGreaterThanOrEqual(0);
        expect(window.to).toBeLessThanOrEqual(Math.max(1, goal) + 1e-6);
        expect(window.span).toBeGreaterThan(0);
        for (const place of [-1, 0, 0.3, 1, 2]) {
          expect(window.stepAt(place)).toBeGreaterThanOrEqual(0);
          expect(window.stepAt(place)).toBeLessThanOrEqual(Math.max(1, goal));
        }
      }
    }),
  );
});
