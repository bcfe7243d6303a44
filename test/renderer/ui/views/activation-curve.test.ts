import { describe, expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { activations } from '#core/spec/methods.ts';
import { layerBatch } from '#core/explain/layer-batch.ts';
import { activationFacts } from '#core/math/activation.ts';
import { activationCurves } from '#core/math/curve.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { openRun } from '#core/worker/open-run.ts';
import { dotsOf, flatRegions, reachOf } from '#renderer/ui/views/activation-curve.ts';
import { layerInView } from '#renderer/ui/views/view-target.svelte.ts';

const spec = {
  data: { kind: 'generator', name: 'moons', samples: 30 },
  network: {
    layers: [
      { units: 4, activation: 'relu' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  batch: 20,
} as const;
const read = readRunSpec(spec);
if (!read.ok) throw new Error(read.failure.code);
const run = prepareRun(read.value);
const batch = layerBatch(run, 0, initialState(run), 1);
const { data } = openRun(spec).summary();

describe('the curve of an activation', () => {
  const curved = activations.filter((name) => name !== 'softmax');

  test.each(curved)('%s: it is shaded where the core says that it saturates', (name) => {
    const { below, above } = activationFacts[name].saturates;
    const regions = flatRegions(activationCurves[name]!.slope, 10);
    if (below !== undefined) expect(regions[0]![0]).toBe(-10);
    if (below !== undefined) expect(Math.abs(regions.filter(([from]) => from < below).at(-1)![1] - below)).toBeLessThan(0.5);
    if (above !== undefined) expect(Math.abs(regions.at(-1)![0] - above)).toBeLessThan(0.2);
    if (below === undefined && above === undefined) expect(regions).toEqual([]);
  });

  test('the axis holds every argument, and the bend around zero to where a sigmoid is flat', () => {
    const of = (...values: number[]) => reachOf({ rows: 1, cols: values.length, data: Float64Array.from(values) });
    expect(of(0.1, -0.2)).toBe(5);
    expect(flatRegions(activationCurves.sigmoid!.slope, of(0.1, -0.2))).toHaveLength(2);
    expect(of(-7.2, 3)).toBe(8);
    expect(of(NaN, Infinity, 1)).toBe(5);
  });
});

describe('the batch on the curve', () => {
  test('a dot for every sample and unit, with the core’s numbers; the flat ones are counted', () => {
    const { dots, all, flat } = dotsOf(batch, data, undefined, undefined);
    expect([dots.length, all]).toEqual([80, 80]);
    expect(dots.map(({ z }) => z)).toEqual([...batch.layer.z.data]);
    expect(flat).toBe(batch.layer.z.data.filter((z) => z <= 0).length);
    expect(flat).toBeGreaterThan(0);
  });

  test('one unit has its own column', () => {
    const { dots } = dotsOf(batch, data, 2, undefined);
    expect(dots.map(({ z }) => z)).toEqual([...batch.layer.z.data.filter((_, i) => i % 4 === 2)]);
    expect(dots.map(({ sample }) => sample)).toEqual([...batch.samples]);
  });
});

describe('the layer that a view is about', () => {
  const unit = { kind: 'unit', layer: 2, unit: 0 } as const;
  test.each([
    [3, unit, 1, 3],
    [undefined, unit, 1, 2],
    [undefined, { ...unit, layer: 0 }, 3, 3],
    [undefined, { kind: 'loss' } as const, 2, 2],
    [undefined, undefined, 0, 1],
    [undefined, undefined, undefined, 1],
  ])('chosen %o, selected %o, at work %o: layer %i', (chosen, selected, atWork, wanted) => {
    expect(layerInView(chosen, selected, atWork, 3)).toBe(wanted);
  });
});
