import { describe, expect, test } from 'vitest';
import { step } from '#core/contract/units.ts';
import { contrast, palettes } from '#renderer/picture/palette.ts';
import { beginPicture } from '#renderer/model/landscape/landscape-picture.ts';
import { sceneOf } from '#renderer/ui/landscape/landscape-scene.ts';
import { fractionOf, type Subject } from '#renderer/ui/landscape/landscape-subject.ts';
import { axisNames, parametersOf, tell } from '#renderer/ui/landscape/landscape-telling.ts';
import { bandOf, colourAt, ramps, scaleOf } from '#renderer/ui/landscape/loss-scale.ts';
import { coordinatesAt, splitAt } from '#renderer/ui/landscape/paths.ts';
import { catalogue } from '#core/words/catalogue.ts';

const path = {
  steps: Float64Array.of(0, 10, 20),
  x: Float64Array.of(-1, 0, 1),
  y: Float64Array.of(0, 0.5, 0),
  off: Float64Array.of(0.1, 0, 0),
};

describe('the scale of losses', () => {
  test('is linear within one decade or so and logarithmic beyond, unless the person decides', () => {
    const near = Float64Array.of(1, 2, 3);
    const far = Float64Array.of(1e-4, 1, 100);
    expect([scaleOf(near, undefined).log, scaleOf(far, undefined).log]).toEqual([false, true]);
    expect([scaleOf(near, true).log, scaleOf(far, false).log]).toEqual([true, false]);
    expect(scaleOf(near, undefined).height(2)).toBe(0.5);
    expect(scaleOf(far, undefined).height(0.1)).toBeCloseTo(0.5, 12);
  });

  test.each([undefined, true, false])('heights and losses are each other’s inverse, ends included (log: %s)', (log) => {
    const scale = scaleOf(Float64Array.of(0.01, 4, 50), log);
    for (const height of [0, 0.3, 1]) expect(scale.height(scale.loss(height))).toBeCloseTo(height, 12);
    expect([scale.height(0.01), scale.height(50)]).toEqual([0, 1]);
  });

  test('what is not finite has no height and stretches nothing; a loss of 0 is the lowest', () => {
    const scale = scaleOf(Float64Array.of(NaN, 0, 2, Infinity, -Infinity), undefined);
    expect([scale.low, scale.high, scale.height(0), scale.height(2)]).toEqual([0, 2, 0, 1]);
    expect([NaN, Infinity].map(scale.height)).toEqual([NaN, NaN]);
    expect(Number.isFinite(scaleOf(Float64Array.of(NaN), undefined).height(0.5))).toBe(true);
    expect(Number.isFinite(scaleOf(Float64Array.of(3, 3), undefined).height(3))).toBe(true);
  });

  test.each(['light', 'dark'] as const)('colours go one way in lightness and begin beside the ground: %s', (theme) => {
    const palette = palettes[theme];
    const steps = [0, 0.25, 0.5, 0.75, 1].map((height) => contrast(colourAt(palette, height), ramps[theme][0]));
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    expect(steps.at(-1)).toBeGreaterThan(7);
    expect([bandOf(0), bandOf(1)]).toEqual([1 / 24, 23 / 24]);
  });
});

describe('paths', () => {
  test('between sampled steps they are straight; beyond the end they stay', () => {
    expect([coordinatesAt(path, 0), coordinatesAt(path, 5), coordinatesAt(path, 99)]).toEqual([
      [-1, 0],
      [-0.5, 0.25],
      [1, 0],
    ]);
  });

  test('are split where we are, which both parts have', () => {
    expect(splitAt(path, 5)).toEqual([[[-1, 0], [-0.5, 0.25]], [[-0.5, 0.25], [0, 0.5], [1, 0]]]); // prettier-ignore
    expect(splitAt(path, 10, [7, 7])).toEqual([[[-1, 0], [7, 7]], [[7, 7], [1, 0]]]); // prettier-ignore
  });
});

const subjectOf = (change: Partial<Subject> = {}): Subject => {
  const plane = {
    step: step(10),
    kind: 'path' as const,
    x: [-2, 2] as const,
    y: [-2, 2] as const,
    lengths: [1, 1] as const,
    path,
    variance: [0.7, 0.2] as const,
    levels: [{ grid: 3, samples: 5, rows: 3 }],
  };
  const picture = beginPicture({ run: 1, plane: { step: step(10), axes: { kind: 'path' }, to: step(20) }, zoom: 1 }, plane);
  const values = Float64Array.of(1, 2, 3, 2, 3, 4, 3, 4, 5);
  const scale = scaleOf(values, false);
  return {
    picture: { ...picture, values, level: 1 },
    plane,
    scale,
    heights: values.map(scale.height),
    point: { step: step(10), x: 0, y: 0, off: 0.25, loss: 2.5, planeLoss: 3, slope: [0.5, 0.5], descent: [-0.5, -0.5] },
    rivals: [],
    step: 10,
    palette: palettes.light,
    ...change,
  };
};

describe('the relief', () => {
  test('the path lies on the surface, the tangent plane touches it and has its slope', () => {
    const subject = subjectOf();
    const { ribbons, heights } = sceneOf(subject, 0xabcdef);
    expect(heights).toBe(subject.heights);
    const tangent = ribbons.filter(({ colour }) => colour === 0xabcdef);
    expect(tangent).toHaveLength(10);
    // The field is a plane of its own, so its tangent plane is the field.
    for (const { points } of tangent) for (const [x, y, z] of points) expect(z).toBeCloseTo((x + y) / 2, 9);
    const line = ribbons.find(({ colour, points }) => colour === palettes.light.ink && points.length > 1)!;
    for (const [x, y, z] of line.points) expect(z).toBeCloseTo((x + y) / 2, 9);
  });

  test('what is outside the picture or has no height is left out', () => {
    const heights = new Float64Array(9).fill(NaN);
    // All that is left is the edge of the ground.
    expect(sceneOf(subjectOf({ heights }), 0).ribbons).toMatchObject([{ colour: palettes.light.rule }]);
    const away = { ...subjectOf().point!, x: 9 };
    expect(sceneOf(subjectOf({ point: away }), 0xabcdef).ribbons.some(({ colour }) => colour === 0xabcdef)).toBe(false);
  });
});

describe('in words', () => {
  const writers = { number: String, count: String, percent: (value: number) => `${Math.round(100 * value)} %` };
  const words = catalogue.en.words.landscape;
  const told = (change?: Partial<Subject>, samples = 5) => tell(subjectOf(change), { samples, parameters: 9 }, words, writers);

  test('what the axes are, where we are and what the plane leaves out', () => {
    expect(axisNames(subjectOf(), words, writers)).toEqual(['1st component: 70 %', '2nd component: 20 %']);
    expect(told()).toEqual([words.told.path('90 %'), words.told.centre('10'), words.told.colour, words.told.here('10', '2.5'), words.told.off('0.25', '3')]); // prettier-ignore
  });

  test('a plane that we are on; one that we are out of; losses over fewer samples; losses that are not finite', () => {
    const point = subjectOf().point!;
    expect(told({ point: { ...point, off: 0 } })).toContain(words.told.on);
    expect(told({ point: { ...point, x: 3 } })).toContain(words.told.outside);
    expect(told({}, 50)).toContain(words.told.onlySome('5', '50'));
    expect(told({ heights: Float64Array.of(NaN, 1) })).toContain(words.told.notFinite);
  });

  test('every parameter of a network can be put on an axis', () => {
    const layer = { activation: 'linear', units: 2 };
    const parameters = parametersOf({ inputs: 3, layers: [layer, { ...layer, units: 1 }] as never });
    expect(parameters).toHaveLength(3 * 2 + 2 + 2 + 1);
    expect(parameters[5]).toEqual({ layer: 1, kind: 'W', row: 2, col: 1 });
    expect(parameters.at(-1)).toEqual({ layer: 2, kind: 'b', row: 0, col: 0 });
  });

  test('fractions of the picture grow to the right and upwards', () => {
    expect(fractionOf(subjectOf().picture, [1, -1])).toEqual([0.75, 0.25]);
  });
});
