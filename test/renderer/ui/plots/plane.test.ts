import { describe, expect, test } from 'vitest';
import type { DataSummary, Surface } from '#core/protocol/trainer.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { levelLine } from '#renderer/ui/plots/boundary.ts';
import { domainOf } from '#renderer/ui/plots/domain.ts';
import { fieldPixels } from '#renderer/ui/plots/field.ts';
import { marksOf } from '#renderer/ui/plots/marks.ts';
import { classOf, drawnPoints, nearestSample, readingOf } from '#renderer/ui/plots/plane.ts';

const data = (of: Partial<DataSummary> & Pick<DataSummary, 'x' | 'y'>): DataSummary => ({
  samples: of.x.length / (of.inputs ?? 2),
  inputs: 2,
  outputs: 1,
  task: 'classes',
  columns: ['x1', 'x2'],
  targets: ['0', '1'],
  ...of,
});

describe('domain', () => {
  test('holds every point, with one scale for similar spans', () => {
    const { x, y } = domainOf(data({ x: Float64Array.of(-1, 0, 3, 2), y: Float64Array.of(0, 1) }));
    expect(x[0]).toBeLessThan(-1);
    expect(x[1]).toBeGreaterThan(3);
    expect(y[1] - y[0]).toBeCloseTo(x[1] - x[0], 12);
    expect((y[0] + y[1]) / 2).toBeCloseTo(1, 12);
  });
  test('very different spans keep their own', () => {
    const { x, y } = domainOf(data({ x: Float64Array.of(0, 0, 1000, 1), y: Float64Array.of(0, 1) }));
    expect(x[1] - x[0]).toBeGreaterThan(1000);
    expect(y[1] - y[0]).toBeLessThan(2);
  });
  test('a single sample has a plane around it', () => {
    const { x, y } = domainOf(data({ x: Float64Array.of(0.05, 0.1), y: Float64Array.of(1) }));
    expect(x[0]).toBeLessThan(0.05);
    expect(x[1]).toBeGreaterThan(0.05);
    expect(y[0]).toBeLessThan(0.1);
    expect(y[1]).toBeGreaterThan(0.1);
  });
  test('of one input the targets are the height', () => {
    const { x, y } = domainOf(data({ inputs: 1, task: 'regression', x: Float64Array.of(0, 10), y: Float64Array.of(-2, 2) }));
    expect([x[0] < 0, x[1] > 10, y[0] < -2, y[1] > 2, y[1] < 3]).toEqual([true, true, true, true, true]);
  });
});

describe('boundary', () => {
  test('a slope is crossed in one straight line at its level', () => {
    const grid = 5;
    const values = Float64Array.from({ length: 25 }, (_, i) => (i % grid) / (grid - 1));
    const segments = levelLine(values, grid, 1, 0.4);
    expect(segments).toHaveLength(4 * (grid - 1));
    segments.forEach((value, i) => i % 2 === 0 && expect(value).toBeCloseTo(1.6, 12));
  });
  test('a peak is closed around', () => {
    const values = new Float64Array(25);
    values[12] = 1;
    const segments = levelLine(values, 5, 1, 0.5);
    expect(segments).toHaveLength(16);
    // Every corner of the line belongs to two of its segments.
    const corners = new Map<string, number>();
    for (let i = 0; i < segments.length; i += 2) {
      const key = `${segments[i]},${segments[i + 1]}`;
      corners.set(key, (corners.get(key) ?? 0) + 1);
    }
    expect([...corners.values()]).toEqual([2, 2, 2, 2]);
  });
  test('a level that is not met draws nothing', () => {
    expect(levelLine(new Float64Array(9).fill(0.2), 3, 1, 0.5)).toEqual([]);
  });
});

describe('field', () => {
  const surface: Surface = { grid: 2, outputs: 1, values: Float64Array.of(0, 0, 1, 1) };
  test('the lowest row of the surface is at the bottom of the picture', () => {
    const pixels = fieldPixels(surface, { kind: 'binary', beyond: { low: false, high: false } }, palettes.light);
    const [top, bottom] = [pixels.slice(0, 3), pixels.slice(8, 11)];
    // Blue towards 1, orange towards 0.
    expect(top[2]).toBeGreaterThan(top[0]!);
    expect(bottom[0]).toBeGreaterThan(bottom[2]!);
    expect(pixels.filter((_, i) => i % 4 === 3)).toEqual(new Uint8ClampedArray(4).fill(255));
  });
  test('undecided places mix the colours of their classes', () => {
    const marks = marksOf(palettes.light, 3);
    const of = (...values: number[]) => [
      ...fieldPixels({ grid: 1, outputs: 3, values: Float64Array.from(values) }, { kind: 'classes', marks }, palettes.light).slice(0, 3),
    ];
    const [one, two, both] = [of(1, 0, 0), of(0, 1, 0), of(0.5, 0.5, 0)];
    both.forEach((channel, c) => expect(Math.abs(channel - (one[c]! + two[c]!) / 2)).toBeLessThanOrEqual(1));
  });
});

describe('reading', () => {
  test('a value’s scale holds targets and predictions', () => {
    const of = data({ task: 'regression', x: Float64Array.of(0, 0, 1, 1), y: Float64Array.of(0.1, -0.3) });
    expect(readingOf(of, palettes.light, 0, undefined)).toMatchObject({ kind: 'value', most: expect.closeTo(0.3, 12) });
    expect(readingOf(of, palettes.light, 0, { grid: 1, outputs: 1, values: Float64Array.of(-4) })).toMatchObject({ most: 4 });
  });
  test('a classifier that goes beyond its targets says so', () => {
    const of = data({ x: Float64Array.of(0, 0, 1, 1), y: Float64Array.of(0, 1) });
    expect(readingOf(of, palettes.light, 0, { grid: 1, outputs: 1, values: Float64Array.of(1.2, 0.3) })).toEqual({
      kind: 'binary',
      beyond: { low: false, high: true },
    });
  });
});

describe('points', () => {
  const of = data({ outputs: 3, x: Float64Array.of(0, 0, 1, 0, 1, 1), y: Float64Array.of(1, 0, 0, 0, 0, 1, 0, 1, 0) });
  const placing = { x: (v: number) => v * 100, y: (v: number) => (1 - v) * 100, width: 100, height: 100 };
  test('classes', () => expect([0, 1, 2].map((sample) => classOf(of, sample))).toEqual([0, 2, 1]));
  test('the nearest within reach', () => {
    expect(nearestSample(of, placing, { x: 95, y: 98 }, 0, 14)).toBe(1);
    expect(nearestSample(of, placing, { x: 95, y: 5 }, 0, 14)).toBe(2);
    expect(nearestSample(of, placing, { x: 50, y: 50 }, 0, 14)).toBeUndefined();
  });
  test('a very large set is thinned evenly', () => {
    expect(drawnPoints(1000)).toEqual({ every: 1, count: 1000 });
    const { every, count } = drawnPoints(1_000_000);
    expect(count).toBeLessThanOrEqual(4000);
    expect(every * count).toBeGreaterThanOrEqual(1_000_000);
  });
});
