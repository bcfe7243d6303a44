import { describe, expect, test } from 'vitest';
import { seconds } from '#core/contract/units.ts';
import { endsPhase, readingSeconds } from '#renderer/model/time/reading.ts';
import { Reader } from '#renderer/model/time/reader.svelte.ts';
import { toldAt } from '#renderer/model/time/told.ts';
import type { NetworkShape } from '#renderer/picture/shape.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';

const shapeOf = (inputs: number, units: readonly number[]): NetworkShape => ({
  inputs,
  layers: units.map((each, l) => ({ units: each, activation: l === units.length - 1 ? 'linear' : 'relu' })),
  loss: 'mse',
  optimizer: 'sgd',
});
const shapes = {
  '2-3-1': shapeOf(2, [3, 1]),
  '784-10-10': shapeOf(784, [10, 10]),
  '1-1': shapeOf(1, [1]),
  '5-2-6-2': shapeOf(5, [2, 6, 2]),
};
const all = (timeline: ReturnType<typeof stepTimeline>) => {
  const told = [];
  for (let index = 1; index < timeline.count; index = told.at(-1)!.to + 1) told.push(toldAt(timeline, index));
  return told;
};

describe.each(Object.entries(shapes))('the sentences of a step of %s', (_, shape) => {
  const timeline = stepTimeline(shape);

  test('cover it without a gap, each found from any of its parts, within one phase', () => {
    let next = 1;
    for (const told of all(timeline)) {
      expect(told.from).toBe(next);
      expect(told.to).toBeGreaterThanOrEqual(told.from);
      for (const index of new Set([told.from, (told.from + told.to) >> 1, told.to])) expect(toldAt(timeline, index)).toEqual(told);
      expect(timeline.positionOf(told.from).phase).toBe(timeline.positionOf(told.to).phase);
      next = told.to + 1;
    }
    expect(next).toBe(timeline.count);
  });

  test('are few, however large the network, and every phase ends with one', () => {
    const told = all(timeline);
    expect(told.length).toBeLessThanOrEqual(6 + 24 * shape.layers.length);
    expect(told.filter((each) => endsPhase(timeline, each)).map(({ to }) => timeline.positionOf(to).phase)).toEqual([
      'batch',
      'forward',
      'loss',
      'backward',
      'gradient',
      'optimise',
      'update',
    ]);
  });
});

test('the first unit of a layer is told in full, the others together', () => {
  const timeline = stepTimeline(shapes['2-3-1']);
  const forward = all(timeline).filter(({ to }) => timeline.positionOf(to).phase === 'forward');
  expect(forward.map(({ from, how }) => `${timeline.positionOf(from).operation} ${how}`)).toEqual([
    'product one',
    'product one',
    'sum one',
    'bias one',
    'activation one',
    'product units',
    'product one',
    'product one',
    'product one',
    'sum one',
    'bias one',
    'activation one',
  ]);
});

test('of many weights the first two are told, the others together', () => {
  const timeline = stepTimeline(shapes['784-10-10']);
  const products = all(timeline).filter(({ from, how }) => how !== 'units' && timeline.positionOf(from).operation === 'product');
  expect(products.slice(0, 3).map(({ from, to, how }) => [to - from + 1, how])).toEqual([
    [1, 'one'],
    [1, 'one'],
    [782, 'parts'],
  ]);
});

test('a sentence stands as long as reading it takes', () => {
  expect(readingSeconds('')).toBe(0);
  expect(readingSeconds('Corto.')).toBe(1.5);
  expect(readingSeconds('x'.repeat(48))).toBeCloseTo(2.5, 10);
});

describe('play at reading pace', () => {
  const timeline = stepTimeline(shapes['2-3-1']);
  const needed = 2;
  /** Plays a step in frames of 20 ms: when each stretch began to be told, and where it rested. */
  const play = (wishes: { readingPace: boolean; phasePauses: boolean }, speed = 1) => {
    const reader = new Reader(wishes, () => needed);
    const began: number[] = [];
    const rests: string[] = [];
    let [t, time] = [seconds(0), 0];
    let last;
    for (let frame = 0; frame < 100_000; frame++) {
      const { t: to, ended } = reader.advance(timeline, 0, t, 0.02 * speed);
      time += 0.02;
      expect(to).toBeGreaterThanOrEqual(t);
      t = to;
      if (reader.told && reader.told !== last) began.push(time);
      last = reader.told;
      if (ended === 'phase') rests.push(timeline.at(t).phase);
      if (ended === 'step') break;
    }
    return { began, rests, time, reader };
  };

  test('no sentence is followed by another before it can be read', () => {
    const { began } = play({ readingPace: true, phasePauses: false });
    expect(began.length).toBe(all(timeline).length);
    for (const [i, at] of began.slice(1).entries()) expect(at - began[i]!).toBeGreaterThanOrEqual(needed - 0.03);
  });

  test('it rests at the end of each phase, unless that is not wished', () => {
    expect(play({ readingPace: true, phasePauses: true }).rests).toEqual([
      'batch',
      'forward',
      'loss',
      'backward',
      'gradient',
      'optimise',
      'update',
    ]);
    expect(play({ readingPace: true, phasePauses: false }).rests).toEqual([]);
  });

  test('the speed scales all of it', () => {
    const [slow, fast] = [1, 4].map((speed) => play({ readingPace: true, phasePauses: false }, speed).time);
    expect(slow! / fast!).toBeCloseTo(4, 1);
  });

  test('a step lasts as long as the slider says', () => {
    const { time, reader } = play({ readingPace: true, phasePauses: false });
    expect(reader.stepSeconds(timeline)).toBeCloseTo(time, 0);
  });

  test('after a move elsewhere it tells what comes next there', () => {
    const reader = new Reader({ readingPace: true, phasePauses: true }, () => needed);
    reader.advance(timeline, 0, seconds(0), 0.5);
    reader.leave();
    const { start } = timeline.phaseSpans.find(({ phase }) => phase === 'loss')!;
    reader.advance(timeline, 0, start, 0.1);
    expect(timeline.positionOf(reader.told!.from).operation).toBe('residual');
  });
});

describe('a place that was kept', () => {
  const timeline = stepTimeline(shapes['2-3-1']);
  const resumed = (index: number, readingPace = true) => {
    const reader = new Reader({ readingPace, phasePauses: false }, () => 1);
    reader.resume(timeline, timeline.restAt(index));
    return reader.told;
  };

  test('at the end of what is told together has that sentence again', () => {
    const inputs = toldAt(timeline, 2);
    expect(inputs).toEqual({ from: 1, to: 2, how: 'all' });
    expect(resumed(2)).toEqual(inputs);
  });

  test('has its own sentence within such a stretch, where one part is told alone, and where nothing is read', () => {
    expect(resumed(1)).toBeUndefined();
    expect(resumed(3)).toBeUndefined();
    expect(resumed(2, false)).toBeUndefined();
  });
});
