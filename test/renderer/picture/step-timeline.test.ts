import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phases } from '#core/contract/position.ts';
import { stepTimeline, type StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { anyShape, shapeOf } from './shapes.ts';

const within = ['part', 'unit', 'layer', 'phase'] as const;

const boundaries = (timeline: StepTimeline, granularity: (typeof within)[number]): number[] => {
  const found = [0];
  for (let index = timeline.next(0, granularity); index !== undefined; index = timeline.next(index, granularity)) found.push(index);
  return found;
};

describe('the timeline of a step', () => {
  test('S1 parts follow each other without gap, in order of phases, and end with the step', () => {
    fc.assert(
      fc.property(anyShape(12), (shape) => {
        const timeline = stepTimeline(shape);
        let last = 0;
        let phase = 0;
        for (let index = 1; index < timeline.count; index++) {
          expect(timeline.restAt(index)).toBeGreaterThan(last);
          last = timeline.restAt(index);
          const now = phases.indexOf(timeline.positionOf(index).phase);
          expect(now).toBeGreaterThanOrEqual(phase);
          phase = now;
        }
        expect(last).toBe(timeline.duration);
        expect(phase).toBe(phases.length - 1);
      }),
      { numRuns: 60 },
    );
  });

  test('S2 a moment finds its part, and the rest of a part is that part complete', () => {
    fc.assert(
      fc.property(anyShape(), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (shape, share, pick) => {
        const timeline = stepTimeline(shape);
        const { index, progress } = timeline.at(share * timeline.duration);
        expect(progress).toBeGreaterThanOrEqual(0);
        expect(progress).toBeLessThanOrEqual(1);
        if (index > 0) expect(timeline.restAt(index - 1)).toBeLessThan(share * timeline.duration);
        expect(timeline.restAt(index)).toBeGreaterThanOrEqual(share * timeline.duration);
        const chosen = pick % timeline.count;
        const rest = timeline.at(timeline.restAt(chosen));
        expect(rest.index).toBe(chosen);
        expect(rest.progress).toBe(1);
      }),
    );
  });

  test('S3 going forward and then back lands where it began, and the other way round', () => {
    fc.assert(
      fc.property(anyShape(10), fc.constantFrom(...within), (shape, granularity) => {
        const timeline = stepTimeline(shape);
        const stops = boundaries(timeline, granularity);
        expect(stops.at(-1)).toBe(timeline.count - 1);
        for (let i = 1; i < stops.length; i++) expect(timeline.previous(stops[i]!, granularity)).toBe(stops[i - 1]);
        expect(timeline.previous(0, granularity)).toBeUndefined();
        expect(timeline.next(timeline.count - 1, granularity)).toBeUndefined();
        expect(timeline.previous(timeline.count, granularity)).toBe(timeline.count - 1);
      }),
      { numRuns: 80 },
    );
  });

  test('S4 from between two boundaries, back goes to the one before and forward to the one after', () => {
    fc.assert(
      fc.property(anyShape(10), fc.constantFrom(...within), fc.nat(), (shape, granularity, pick) => {
        const timeline = stepTimeline(shape);
        const stops = boundaries(timeline, granularity);
        const index = pick % timeline.count;
        expect(timeline.next(index, granularity)).toBe(stops.find((stop) => stop > index));
        expect(timeline.previous(index, granularity)).toBe(stops.findLast((stop) => stop < index));
      }),
      { numRuns: 80 },
    );
  });

  test('S5 a coarser boundary is a boundary of everything finer', () => {
    const timeline = stepTimeline(shapeOf(2, 4, 8, 1));
    for (let g = 1; g < within.length; g++) {
      const finer = new Set(boundaries(timeline, within[g - 1]!));
      for (const stop of boundaries(timeline, within[g]!)) expect(finer.has(stop)).toBe(true);
    }
    expect(boundaries(timeline, 'phase')).toHaveLength(8);
  });

  test('S6 steps and epochs leave the step at once', () => {
    const timeline = stepTimeline(shapeOf(2, 3, 1));
    for (const granularity of ['step', 'epoch'] as const) {
      expect(timeline.next(5, granularity)).toBeUndefined();
      expect(timeline.previous(5, granularity)).toBeUndefined();
    }
  });

  test('S7 a step lasts about as long in every network', () => {
    fc.assert(
      fc.property(anyShape(), (shape) => {
        const { duration } = stepTimeline(shape);
        expect(duration).toBeGreaterThanOrEqual(14);
        expect(duration).toBeLessThanOrEqual(24.5);
      }),
    );
    expect(stepTimeline(shapeOf(784, ...Array.from({ length: 63 }, () => 100), 10)).duration).toBeLessThanOrEqual(24.5);
  });

  test('S8 every product of the article network has its place, and each unit ends with its activation', () => {
    const timeline = stepTimeline(shapeOf(2, 4, 8, 1));
    const places = Array.from({ length: timeline.count }, (_, index) => timeline.positionOf(index));
    const of = (phase: string, operation: string) => places.filter((p) => p.phase === phase && p.operation === operation);
    expect(of('forward', 'product')).toHaveLength(2 * 4 + 4 * 8 + 8);
    expect(of('forward', 'activation')).toHaveLength(13);
    expect(of('backward', 'upstream')).toHaveLength(1 + 8 + 4 * 8);
    expect(of('backward', 'gate')).toHaveLength(13);
    expect(of('gradient', 'gradient')).toHaveLength(48);
    expect(of('update', 'weight-update')).toHaveLength(48);
    expect(places[timeline.at(timeline.unitEnd('forward', 2, 3)).index]).toMatchObject({ layer: 2, unit: 3, operation: 'activation' });
    expect(places[timeline.at(timeline.partEnd('forward', 2, 3, 1)).index]).toMatchObject({ part: 1, operation: 'product' });
    expect(timeline.unitEnd('forward', 2, 8)).toBe(Infinity);
  });

  test('S9 softmax under cross-entropy has no gate of its own', () => {
    const shape = { ...shapeOf(2, 3, 3), loss: 'categorical-cross-entropy' as const };
    const softmax = { ...shape, layers: [shape.layers[0]!, { units: 3, activation: 'softmax' as const }] };
    const gates = (s: typeof shape) => {
      const timeline = stepTimeline(s);
      return Array.from({ length: timeline.count }, (_, i) => timeline.positionOf(i)).filter((p) => p.operation === 'gate').length;
    };
    expect(gates(softmax)).toBe(3);
    expect(gates({ ...softmax, loss: 'mse' as never })).toBe(6);
  });

  test('S10 the spans of the timeline tile the step', () => {
    const { phaseSpans, duration } = stepTimeline(shapeOf(3, 5, 2));
    expect(phaseSpans.map(({ phase }) => phase)).toEqual([...phases]);
    let end = 0;
    for (const span of phaseSpans) {
      expect(span.start).toBe(end);
      for (const layer of span.layers) {
        expect(layer.start).toBe(end);
        end = layer.end;
      }
      expect(span.end).toBe(end);
    }
    expect(end).toBe(duration);
  });
});
