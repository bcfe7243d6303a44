import { describe, expect, test } from 'vitest';
import type { DataSummary } from '#core/protocol/trainer.ts';
import { sketchPoints, sketchTop } from '#core/view/views.ts';
import { turnOf } from '#renderer/ui/views/instruments/knobs.ts';
import { emptySketch, nudged, stroked } from '#renderer/ui/views/instruments/sketch.ts';
import {
  curvePoints,
  lossSpan,
  placeOf,
  secantSlope,
  valuesOver,
  widthAt,
  widths,
  windowAround,
} from '#renderer/ui/views/instruments/slope.ts';
import { worstSamples } from '#renderer/ui/views/instruments/worst.ts';
import { missedLines } from '#renderer/ui/plots/plane.ts';

describe('the loss over one weight', () => {
  test('is seen over a whole knob, or closer by around the value, which it always holds', () => {
    expect(windowAround(0.5, 1)).toEqual([-2, 2]);
    for (const zoom of [4, 16, 256])
      for (const value of [-1.9, -0.3, 0, 0.51, 1.99]) {
        const [low, high] = windowAround(value, zoom);
        expect(high - low).toBeCloseTo((2 * turnOf([value]).reach) / zoom, 12);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
      }
  });

  test('a little further it stays where it is', () => {
    expect(windowAround(0.51, 4)).toEqual(windowAround(0.6, 4));
  });

  test('points evenly over the window, both ends among them', () => {
    const values = valuesOver([-2, 2]);
    expect([values.length, values[0], values[(curvePoints - 1) / 2], values.at(-1)]).toEqual([curvePoints, -2, 0, 2]);
  });

  test('the axis stands on 0, holds the point, and is not flattened by walls', () => {
    expect(lossSpan(Float64Array.of(9, 1, 0, 1, 9), 1)).toEqual([0, 6]);
    expect(lossSpan(Float64Array.of(9, 1, 0, 1, 9), 9)).toEqual([0, 10]);
    expect(lossSpan(Float64Array.of(Infinity, 4, 2, NaN), 4)).toEqual([0, 4]);
    expect(lossSpan(Float64Array.of(NaN), NaN)).toEqual([0, 1]);
    const [low, high] = lossSpan(Float64Array.of(0.7134, 0.7135), 0.7134);
    expect(low).toBeGreaterThan(0.7);
    expect(low).toBeLessThan(0.7134);
    expect(high).toBeGreaterThan(0.7134);
  });

  test('the slider’s ends are 1 and a millionth, whole powers of ten to the bit', () => {
    expect([0, 10, 30, widths].map(widthAt)).toEqual([1, 0.1, 0.001, 1e-6]);
    for (let place = 0; place <= widths; place++) expect(placeOf(widthAt(place))).toBe(place);
  });

  test('a secant of w² comes to 2w as its points come together, by h exactly', () => {
    const square = (w: number): number => w * w;
    for (const h of [1, 0.25, 0.0625]) expect(secantSlope(3, 3 + h, square(3), square(3 + h))).toBe(6 + h);
    // What was really gone is divided by, not what was asked for.
    expect(secantSlope(1e6, 1e6 + 1e-6, 5e6, 5 * (1e6 + 1e-6))).toBeCloseTo(5, 3);
  });
});

describe('a sketched curve', () => {
  test('a stroke draws every point that it passes, straight from one place to the other', () => {
    const sketch = stroked(emptySketch, { along: 0, height: 1 }, { along: 0.5, height: 0.4 });
    expect(sketch).toHaveLength(sketchPoints);
    expect(sketch.filter((height) => height !== null)).toHaveLength(13);
    expect([sketch[0], sketch[6], sketch[12], sketch[13]]).toEqual([1, 0.7, 0.4, null]);
  });

  test('from right to left too, over what was there, and never past the paper', () => {
    const first = stroked(emptySketch, { along: 0, height: 1 }, { along: 1, height: 1 });
    const again = stroked(first, { along: 1, height: 9 }, { along: 0.75, height: -3 });
    expect([again[0], again[17], again[18], again[24]]).toEqual([1, 1, 0, sketchTop]);
  });

  test('by the keys a point begins where the one before it is', () => {
    expect(nudged(emptySketch, 3, -0.25)[3]).toBe(0.75);
    expect(nudged(nudged(emptySketch, 3, -0.25), 5, 0.05)[5]).toBe(0.8);
    expect(nudged(nudged(emptySketch, 0, 5), 0, 5)[0]).toBe(sketchTop);
  });
});

describe('what samples are missed by', () => {
  const data = { samples: 4, inputs: 1, outputs: 1, x: Float64Array.of(0, 1, 2, 3), y: Float64Array.of(1, 1, 1, 1) } as DataSummary;

  test('the worst first, those alike in their order, what is no number worst of all', () => {
    expect(worstSamples(data, Float64Array.of(1, 3, -1, 1.5), 3)).toEqual([
      { sample: 1, by: 2 },
      { sample: 2, by: 2 },
      { sample: 3, by: 0.5 },
    ]);
    expect(worstSamples(data, Float64Array.of(1, NaN, 9, 1), 1)).toEqual([{ sample: 1, by: Infinity }]);
  });

  test('over several outputs it is their Euclidean distance', () => {
    const two = { samples: 1, outputs: 2, y: Float64Array.of(0, 1) } as DataSummary;
    expect(worstSamples(two, Float64Array.of(3, 5), 5)).toEqual([{ sample: 0, by: 5 }]);
  });

  test('of one input a line goes from each target to what is said; what is no number has none', () => {
    const placing = { x: (value: number) => 10 * value, y: (value: number) => 100 - 10 * value, width: 30, height: 100 };
    expect(missedLines(data, placing, Float64Array.of(1, 3, NaN, -1), 0)).toBe('M0.0 90.0V90.0M10.0 90.0V70.0M30.0 90.0V110.0');
  });
});
