import { describe, expect, test } from 'vitest';
import { granularities, type Granularity } from '#core/contract/position.ts';
import { seconds } from '#core/contract/units.ts';
import { Playhead } from '#renderer/model/time/playhead.svelte.ts';
import { Reader } from '#renderer/model/time/reader.svelte.ts';
import { Run } from '#renderer/model/run/run.svelte.ts';
import { Selection } from '#renderer/model/view/selection.svelte.ts';
import { fakeTraces, fakeTrainer, smallRun } from '#test/renderer/model/fake-trainer.ts';

const goal = 20;
const open = async (held = false) => {
  const run = new Run(fakeTrainer().trainer);
  expect(await run.open(smallRun, goal)).toBeUndefined();
  const traces = fakeTraces(held);
  const playhead = new Playhead(run, new Selection(), traces.cache, new Reader({ readingPace: false, phasePauses: false }, () => 0));
  playhead.tick(0, 0);
  return { run, playhead, traces };
};
const placeOf = ({ step, t }: Playhead) => ({ step, t });
/** Frames of 20 ms until it stands still, or as many as asked for. */
const play = (playhead: Playhead, frames = 10_000): void => {
  for (let i = 1; i <= frames && (playhead.playing || i === 1); i++) playhead.tick(i * 20, 20);
};

describe('stepping', () => {
  test.each(granularities)('by %s: going back visits, in reverse, exactly the places of going forward', async (granularity) => {
    const { playhead } = await open();
    const places = [placeOf(playhead)];
    for (let i = 0; i < 60 && playhead.step < goal; i++) {
      playhead.forward(granularity);
      places.push(placeOf(playhead));
    }
    expect(new Set(places.map(({ step, t }) => `${step} ${t}`)).size).toBe(places.length);
    for (const place of places.slice(0, -1).reverse()) {
      playhead.back(granularity);
      expect(placeOf(playhead)).toEqual(place);
    }
  });

  test.each(granularities)('by %s: back from where forward led is where it began, from any moment', async (granularity) => {
    const { playhead } = await open();
    for (const fraction of [0, 0.013, 0.2, 0.37, 0.5, 0.731, 0.99]) {
      playhead.seek(6, seconds(playhead.duration * fraction));
      const before = placeOf(playhead);
      playhead.forward(granularity);
      expect(placeOf(playhead)).not.toEqual(before);
      playhead.back(granularity);
      expect(placeOf(playhead)).toEqual(before);
    }
  });

  test('without a trail, back lands on a place from which forward leads back', async () => {
    const { playhead } = await open();
    for (const granularity of ['part', 'unit', 'layer', 'phase'] as Granularity[]) {
      playhead.seek(5, seconds(0));
      playhead.back(granularity);
      expect(playhead.step).toBe(4);
      playhead.forward(granularity);
      expect(placeOf(playhead)).toEqual({ step: 5, t: 0 });
    }
  });

  test('a run that ends before the place that was sought takes the playhead back to its end', async () => {
    const { run, playhead } = await open();
    playhead.seek(17, seconds(1));
    run.goal = 9;
    playhead.tick(20, 20);
    expect(placeOf(playhead)).toEqual({ step: 9, t: 1 });
  });

  test('an epoch is as many steps as it has batches', async () => {
    const { playhead } = await open();
    playhead.seek(6, seconds(1));
    playhead.forward('epoch');
    expect(placeOf(playhead)).toEqual({ step: 8, t: 0 });
    playhead.seek(7, seconds(0));
    playhead.back('epoch');
    expect(placeOf(playhead)).toEqual({ step: 4, t: 0 });
  });

  test('neither end is passed', async () => {
    const { playhead } = await open();
    playhead.back('phase');
    playhead.back('step');
    expect(placeOf(playhead)).toEqual({ step: 0, t: 0 });
    playhead.seek(goal);
    playhead.forward('step');
    expect(playhead.step).toBe(goal);
    playhead.seek(goal + 100);
    expect(playhead.step).toBe(goal);
    playhead.seek(-4, seconds(-1));
    expect(placeOf(playhead)).toEqual({ step: 0, t: 0 });
  });

  test('a whole phase is animated in little more than a second', async () => {
    const { playhead } = await open();
    playhead.forward('phase');
    playhead.forward('phase', true);
    const { t } = playhead;
    play(playhead, 55);
    expect(playhead.playing).toBe(true);
    play(playhead, 10);
    expect(playhead.playing).toBe(false);
    expect(playhead.t - t).toBeGreaterThan(2);
  });

  test('a part stepped at the highest speed is still one part', async () => {
    const { playhead } = await open();
    playhead.speed = 1e5;
    playhead.forward('part');
    const rest = placeOf(playhead);
    playhead.seek(0);
    playhead.forward('part', true);
    play(playhead);
    expect(placeOf(playhead)).toEqual(rest);
  });

  test('an animated part ends exactly on its rest', async () => {
    const { playhead } = await open();
    playhead.forward('part');
    const rest = placeOf(playhead);
    playhead.seek(0);
    playhead.forward('part', true);
    expect(playhead.playing).toBe(true);
    play(playhead);
    expect(playhead.playing).toBe(false);
    expect(placeOf(playhead)).toEqual(rest);
  });

  test('another step during an animated one starts where that would have ended', async () => {
    const { playhead } = await open();
    playhead.forward('part');
    playhead.forward('part');
    const second = placeOf(playhead);
    playhead.seek(0);
    playhead.forward('part', true);
    play(playhead, 1);
    playhead.forward('part', true);
    play(playhead);
    expect(placeOf(playhead)).toEqual(second);
  });
});

describe('playing', () => {
  test('plays a step through into the next, and back again', async () => {
    const { playhead } = await open();
    playhead.play();
    play(playhead, Math.ceil((playhead.duration / 0.02) * 1.1));
    expect(playhead.step).toBe(1);
    playhead.shuttle(-1);
    play(playhead, Math.ceil((playhead.duration / 0.02) * 0.2));
    expect(playhead.step).toBe(0);
    expect(playhead.t).toBeGreaterThan(0);
  });

  test('stops at the end of training and at the beginning', async () => {
    const { playhead } = await open();
    playhead.speed = playhead.duration * 200;
    playhead.play();
    expect(playhead.fast).toBe(true);
    play(playhead);
    expect(playhead.step).toBe(goal);
    expect(playhead.playing).toBe(false);
    playhead.play(-1);
    play(playhead);
    expect(playhead.step).toBe(0);
  });

  test('at a few steps a second it does not stop before its first step', async () => {
    const { playhead } = await open();
    playhead.speed = playhead.duration * 4;
    playhead.play();
    expect(playhead.fast).toBe(true);
    play(playhead, 51);
    expect(playhead.step).toBe(4);
  });

  test('at thousands of steps a frame no step is lost, and pause keeps the place', async () => {
    const { playhead, run } = await open();
    run.goal = 50_000;
    playhead.speed = playhead.duration * 200_000;
    playhead.play();
    for (let i = 1; i <= 10; i++) playhead.tick(i * 20, 20);
    expect(playhead.step).toBe(40_000);
    playhead.pause();
    expect(placeOf(playhead)).toEqual({ step: 40_000, t: playhead.duration });
    playhead.speed = 1;
    playhead.play(-1);
    play(playhead, 5);
    expect(playhead.step).toBe(40_000);
    expect(playhead.t).toBeCloseTo(playhead.duration - 0.1);
  });

  test('a step whose trace is not there yet keeps its animation', async () => {
    const { playhead, traces } = await open(true);
    playhead.play();
    play(playhead, 20);
    expect(placeOf(playhead)).toEqual({ step: 0, t: 0 });
    traces.arrive(0);
    await new Promise((resolve) => setTimeout(resolve));
    play(playhead, 20);
    expect(playhead.t).toBeGreaterThan(0);
  });

  test('J and L double the speed up to eight and turn round at normal speed', async () => {
    const { playhead } = await open();
    const speeds = [1, 2, 4, 8, 8].map(() => (playhead.shuttle(1), playhead.speed));
    expect(speeds).toEqual([1, 2, 4, 8, 8]);
    playhead.shuttle(-1);
    expect([playhead.speed, playhead.direction]).toEqual([1, -1]);
  });
});

describe('looping', () => {
  const place = (step: number, t = 0) => ({ step, t: seconds(t) });
  /** The places that play visits in so many frames of `elapsed` ms. */
  const visits = (playhead: Playhead, frames: number, elapsed = 20) =>
    Array.from({ length: frames }, (_, i) => (playhead.tick(i * elapsed, elapsed), placeOf(playhead)));

  test('an edge is marked where the playhead is; the other one stays, or is the first or last place', async () => {
    const { playhead, run } = await open();
    playhead.seek(6, seconds(1));
    playhead.loopFrom();
    expect(playhead.loop).toEqual({ start: place(6, 1), end: place(goal) });
    playhead.seek(9);
    playhead.loopTo();
    expect(playhead.loop).toEqual({ start: place(6, 1), end: place(9) });
    playhead.seek(3);
    playhead.loopTo();
    expect(playhead.loop).toEqual({ start: place(0), end: place(3) });
    playhead.seek(12);
    playhead.loopFrom();
    expect(playhead.loop).toEqual({ start: place(12), end: place(goal) });
    run.goal = 15;
    expect(playhead.loop).toEqual({ start: place(12), end: place(15) });
    run.goal = 12;
    expect(playhead.loop).toBeUndefined();
    run.goal = goal;
    playhead.clearLoop();
    expect(playhead.loop).toBeUndefined();
  });

  test.each([1, -1] as const)('over several steps, in direction %i, play goes around in it', async (direction) => {
    const { playhead } = await open();
    playhead.loopFrom(place(4, 1));
    playhead.loopTo(place(6, 2));
    playhead.speed = playhead.duration * 1.4;
    playhead.seek(5);
    playhead.play(direction);
    expect(playhead.fast).toBe(false);
    const places = visits(playhead, 400);
    expect(playhead.playing).toBe(true);
    expect(new Set(places.map(({ step }) => step))).toEqual(new Set([4, 5, 6]));
    for (const { step, t } of places) {
      if (step === 4) expect(t).toBeGreaterThanOrEqual(1);
      if (step === 6) expect(t).toBeLessThanOrEqual(2);
    }
  });

  test.each([1, -1] as const)('within one step, in direction %i, at any speed, it stays between its moments', async (direction) => {
    const { playhead } = await open();
    playhead.loopFrom(place(3, 1));
    playhead.loopTo(place(3, 2));
    playhead.speed = playhead.duration * 777.7;
    playhead.seek(3, seconds(1.5));
    playhead.play(direction);
    const moments = visits(playhead, 100).map(({ step, t }) => {
      expect(step).toBe(3);
      return t;
    });
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...moments)).toBeLessThanOrEqual(2);
    expect(new Set(moments).size).toBeGreaterThan(10);
  });

  test.each([1, -1] as const)('at many steps a frame, in direction %i, every step of it comes up and no other', async (direction) => {
    const { playhead } = await open();
    playhead.loopFrom(place(4));
    playhead.loopTo(place(11));
    playhead.speed = playhead.duration * 50 * 9;
    playhead.seek(6);
    playhead.play(direction);
    expect(playhead.fast).toBe(true);
    const steps = visits(playhead, 100).map(({ step }) => step);
    expect(new Set(steps)).toEqual(new Set([4, 5, 6, 7, 8, 9, 10]));
    // Nine steps a frame in a loop of seven.
    expect(steps[1]).toBe(4 + ((((steps[0]! - 4 + 9 * direction) % 7) + 7) % 7));
  });

  test('from before it play runs into it, from behind it on to the end', async () => {
    const { playhead } = await open();
    playhead.loopFrom(place(4));
    playhead.loopTo(place(6));
    playhead.speed = playhead.duration * 50;
    playhead.seek(1);
    playhead.play();
    expect(visits(playhead, 60).at(-1)!.step).toBeOneOf([4, 5]);
    playhead.seek(8);
    playhead.play();
    visits(playhead, 60);
    expect([playhead.step, playhead.playing]).toEqual([goal, false]);
    playhead.seek(2);
    playhead.play(-1);
    visits(playhead, 60);
    expect([playhead.step, playhead.playing]).toEqual([0, false]);
  });

  test('play from its edge goes around at once', async () => {
    const { playhead } = await open();
    playhead.loopFrom(place(4, 1));
    playhead.loopTo(place(goal));
    playhead.seek(goal);
    playhead.play();
    expect(placeOf(playhead)).toEqual(place(4, 1));
    playhead.play(-1);
    expect(placeOf(playhead)).toEqual(place(goal));
  });

  test('a run of the same shape keeps it, any other ends it', async () => {
    const { playhead } = await open();
    playhead.loopFrom(place(4));
    playhead.reset(true);
    expect(playhead.loop?.start).toEqual(place(4));
    playhead.reset();
    expect(playhead.loop).toBeUndefined();
  });
});

describe('showing', () => {
  test('while a trace is awaited the picture before it stays, and one request is made', async () => {
    const { playhead, traces } = await open(true);
    traces.arrive(0);
    await new Promise((resolve) => setTimeout(resolve));
    expect(playhead.shown?.trace.step).toBe(0);
    playhead.seek(9);
    for (let now = 0; now < 100; now += 16) playhead.tick(now, 16);
    expect(playhead.shown?.trace.step).toBe(0);
    expect(traces.asked.filter((k) => k === 9)).toHaveLength(1);
    traces.arrive(9);
    await new Promise((resolve) => setTimeout(resolve));
    expect(playhead.shown?.trace.step).toBe(9);
  });

  test('a run of the same shape keeps the place, any other begins at the beginning', async () => {
    const { playhead } = await open();
    playhead.seek(7, seconds(2));
    playhead.reset(true);
    expect(placeOf(playhead)).toEqual({ step: 7, t: 2 });
    playhead.reset();
    expect(placeOf(playhead)).toEqual({ step: 0, t: 0 });
    expect(playhead.shown).toBeUndefined();
  });
});
