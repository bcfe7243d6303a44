import { describe, expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { layerBatch } from '#core/explain/layer-batch.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import type { DataSummary } from '#core/protocol/trainer.ts';
import { fallen, gathered, microscopeOf } from '#renderer/ui/views/microscope.ts';
import { groupsOf, momentsOf } from '#renderer/ui/views/normalisation.ts';

const batchOf = (normalization: 'none' | 'batch' | 'layer') => {
  const read = readRunSpec({
    data: { kind: 'generator', name: 'moons', samples: 30 },
    network: {
      layers: [
        { units: 4, normalization },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    batch: 12,
  });
  if (!read.ok) throw new Error(read.failure.code);
  const run = prepareRun(read.value);
  return layerBatch(run, 0, initialState(run), 1);
};

describe('before and after normalisation', () => {
  test.each([
    ['batch', 4, 12],
    ['layer', 12, 4],
  ] as const)('%s: %i groups of %i, with the mean and variance that the layer used', (kind, groups, size) => {
    const found = groupsOf(batchOf(kind))!;
    expect(found).toHaveLength(groups);
    for (const { before, after, mean, variance } of found) {
      expect(before).toHaveLength(size);
      expect(momentsOf(before).mean).toBeCloseTo(mean, 12);
      expect(momentsOf(before).variance).toBeCloseTo(variance, 12);
      // gamma is 1 and beta 0 at first.
      expect(momentsOf(after).mean).toBeCloseTo(0, 9);
      expect(momentsOf(after).variance).toBeCloseTo(variance / (variance + 1e-5), 9);
    }
  });

  test('a layer that is not normalised has none', () => {
    expect(groupsOf(batchOf('none'))).toBeUndefined();
  });
});

describe('the batch under the microscope', () => {
  const place = { layer: 1, kind: 'W', row: 0, col: 0 } as const;
  const data = { task: 'classes', outputs: 1, y: Float64Array.of(0, 1, 1, 0) } as unknown as DataSummary;
  const samples = { place, samples: Int32Array.of(3, 1, 0, 2), values: Float64Array.of(2, -1, 1, -0.5), sum: 1.5 };

  test('what pushes either way, what is left and how much cancels', () => {
    const { positive, negative, net, gross, cancelled, reach, sumReach } = microscopeOf(samples, data, undefined);
    expect([positive, negative]).toEqual([
      { count: 2, sum: 3 },
      { count: 2, sum: -1.5 },
    ]);
    expect([net, gross, cancelled]).toEqual([1.5, 4.5, 1 - 1.5 / 4.5]);
    expect([reach, sumReach]).toEqual([2, 2]);
  });

  test('one class alone', () => {
    const { shares, net } = microscopeOf(samples, data, 1);
    expect(shares.map(({ sample }) => sample)).toEqual([1, 2]);
    expect(net).toBe(-1.5);
  });

  test('dots fall one after the other, and what has fallen is what has gathered', () => {
    const microscope = microscopeOf(samples, data, undefined);
    expect([0, 1, 2, 3].map((i) => fallen(i, 4, 0))).toEqual([0, 0, 0, 0]);
    expect([0, 1, 2, 3].map((i) => fallen(i, 4, 1))).toEqual([1, 1, 1, 1]);
    expect(fallen(0, 4, 0.5)).toBeGreaterThan(fallen(3, 4, 0.5));
    expect([0, 0.3, 0.6, 1].map((p) => gathered(microscope, p))).toEqual([0, 2, 1, 1.5]);
  });

  test('nothing at all cancels nothing', () => {
    expect(microscopeOf({ ...samples, values: new Float64Array(4), sum: 0 }, data, undefined).cancelled).toBe(0);
  });
});
