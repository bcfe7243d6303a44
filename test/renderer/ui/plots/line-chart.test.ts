import { describe, expect, test } from 'vitest';
import { chartScales, extentOf, labelPlaces } from '#renderer/ui/plots/line-chart.ts';

describe('extent of an axis', () => {
  test('leaves out what the axis cannot show', () => {
    const values = Float64Array.of(NaN, 3, 0, -1, Infinity, 0.5);
    expect(extentOf([values], false)).toEqual([-1, 3]);
    expect(extentOf([values], true)).toEqual([0.5, 3]);
  });
  test('a constant, or nothing at all, still spans an axis', () => {
    expect(extentOf([Float64Array.of(2, 2)], false)).toEqual([1.5, 2.5]);
    expect(extentOf([Float64Array.of(2, 2)], true)).toEqual([1, 4]);
    expect(extentOf([Float64Array.of(NaN)], false)).toEqual([0, 1]);
    expect(extentOf([], true)).toEqual([0.1, 1]);
  });
});

describe('scales', () => {
  test('a linear loss axis stands on zero', () => {
    const { y } = chartScales([0.5, 2], false, 100, 200, 100);
    expect(y(0)).toBe(100);
    expect(y(2)).toBe(0);
    expect(y(1)).toBe(50);
  });
  test('decades are the ticks of a logarithmic axis, no more than fit', () => {
    expect(chartScales([2e-4, 3], true, 100, 200, 200).yTicks).toEqual([1e-3, 1e-2, 1e-1, 1].map((v) => expect.closeTo(v, 12)));
    expect(chartScales([1e-9, 1], true, 100, 200, 72).yTicks.length).toBeLessThanOrEqual(4);
    expect(chartScales([0.2, 0.7], true, 100, 200, 100).yTicks.length).toBeGreaterThanOrEqual(2);
  });
  test('steps are whole', () => {
    expect(chartScales([0, 1], false, 3, 400, 100).xTicks).toEqual([0, 1, 2, 3]);
  });
});

describe('names at the ends of lines', () => {
  test('never touch and never leave the chart', () => {
    const places = labelPlaces([50, 50, 51, undefined, 99], (value) => value, 100);
    expect(places.map(({ index }) => index)).toEqual([0, 1, 2, 4]);
    places.slice(1).forEach(({ y }, i) => expect(y - places[i]!.y).toBeGreaterThanOrEqual(11));
    expect(Math.max(...places.map(({ y }) => y))).toBeLessThanOrEqual(100);
  });
  test('a pile at the bottom moves up', () => {
    expect(labelPlaces([98, 99, 100], (value) => value, 100).map(({ y }) => y)).toEqual([78, 89, 100]);
  });
  test('as many as there is room for', () => {
    expect(
      labelPlaces(
        Array.from({ length: 20 }, () => 5),
        (value) => value,
        55,
      ),
    ).toHaveLength(5);
  });
});
