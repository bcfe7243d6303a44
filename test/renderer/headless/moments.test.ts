import { describe, expect, test } from 'vitest';
import { granularities } from '#core/contract/position.ts';
import { placesOf } from '#renderer/headless/moments.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { scenes } from '#test/renderer/picture/scene-stage.ts';

const timeline = stepTimeline(scenes.article.shape);
const training = { timeline, here: undefined, marks: [] };
const one = (step: number, spot?: object) =>
  placesOf([{ from: step, to: step, every: 1, ...(spot && { spot: spot as never }) }], undefined, training)[0]!;

test('a step alone is the step done; a run that nobody looked at, its first one', () => {
  expect(one(7)).toEqual({ step: 7, t: timeline.duration });
  expect(placesOf('here', undefined, training)).toEqual([{ step: 0, t: timeline.duration }]);
  expect(placesOf('here', undefined, { ...training, here: { step: 3, t: timeline.restAt(2) } })).toEqual([
    { step: 3, t: timeline.restAt(2) },
  ]);
});

describe('a part of a step stands for its end', () => {
  test('of a phase, of a layer of it, of a unit', () => {
    for (const { phase, end, layers } of timeline.phaseSpans) {
      expect(one(0, { phase }).t).toBe(end);
      for (const { layer, end: layerEnd } of layers) {
        const last = layers.findLast((span) => span.layer === layer)!;
        expect(one(0, { phase, layer }).t, `${phase} ${layer} ${layerEnd}`).toBe(last.end);
      }
    }
    expect(one(0, { phase: 'forward', layer: 1, unit: 0 }).t).toBe(timeline.unitEnd('forward', 1, 0));
    expect(one(0, { phase: 'start' }).t).toBe(0);
  });
});

test('all moments of a size rise, and end with the step', () => {
  let before = 0;
  for (const each of granularities.toReversed()) {
    const places = placesOf([{ from: 4, to: 5, every: 1 }], each, training);
    for (const step of [4, 5]) {
      const own = places.filter((place) => place.step === step).map(({ t }) => t);
      expect(own.at(-1)).toBe(timeline.duration);
      expect(own).toEqual([...new Set(own)].sort((a, b) => a - b));
    }
    expect(places.length).toBeGreaterThanOrEqual(before);
    before = places.length;
  }
});
