import { describe, expect, test } from 'vitest';
import { batchAt, createBatcher } from '#core/data/batches.ts';
import { specOf } from './spec.ts';

const epochOf = (spec: Parameters<typeof createBatcher>[0], n: number, epoch: number): number[] => {
  const batcher = createBatcher(spec, n);
  return Array.from({ length: batcher.batchesPerEpoch }, (_, k) => [...batcher.at(epoch * batcher.batchesPerEpoch + k).indices]).flat();
};
const sorted = (list: number[]) => [...list].sort((a, b) => a - b);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('batches', () => {
  test('a full batch takes every sample as it stands, one step an epoch', () => {
    const batch = batchAt(specOf({ batch: 'full' }), 5, 12);
    expect(batch).toEqual({ indices: Int32Array.of(0, 1, 2, 3, 4), epoch: 12, positionInEpoch: 0, batchesPerEpoch: 1 });
    expect(batchAt(specOf({ batch: 9 }), 5, 12)).toEqual(batch);
  });

  test('an epoch visits every sample once, the last batch taking what is left', () => {
    const spec = specOf({ batch: 4 });
    const batcher = createBatcher(spec, 10);
    expect(batcher.batchesPerEpoch).toBe(3);
    expect([0, 1, 2].map((k) => batcher.at(k).indices.length)).toEqual([4, 4, 2]);
    expect(sorted(epochOf(spec, 10, 0))).toEqual(upTo(10));
    expect(sorted(epochOf(spec, 10, 7))).toEqual(upTo(10));
    expect(batcher.at(7)).toMatchObject({ epoch: 2, positionInEpoch: 1 });
  });

  test('each epoch has an order of its own, from the seed', () => {
    const spec = specOf({ batch: 4 });
    expect(epochOf(spec, 10, 0)).not.toEqual(epochOf(spec, 10, 1));
    expect(epochOf(spec, 10, 0)).not.toEqual(epochOf(specOf({ batch: 4, seed: 99 }), 10, 0));
  });

  test('without shuffling the samples come in their order', () => {
    expect(epochOf(specOf({ batch: 3, shuffle: false }), 10, 5)).toEqual(upTo(10));
  });

  test('any order of asking gives the same batches, and an earlier answer stays as it was', () => {
    const spec = specOf({ batch: 3 });
    const batcher = createBatcher(spec, 10);
    const first = batcher.at(0);
    const copy = [...first.indices];
    const asked = [9, 2, 41, 0, 9, 5].map((step) => [...batcher.at(step).indices]);
    expect(asked).toEqual([9, 2, 41, 0, 9, 5].map((step) => [...batchAt(spec, 10, step).indices]));
    expect([...first.indices]).toEqual(copy);
  });
});
