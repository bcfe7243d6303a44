import { describe, expect, test } from 'vitest';
import { makeDataset } from '#core/data/dataset.ts';
import { splitDataset } from '#core/data/split.ts';
import { specOf } from './spec.ts';

describe('splitDataset', () => {
  test('train: 1 leaves the data as they are', () => {
    const spec = specOf();
    const data = makeDataset(spec);
    const { train, validation, test: held } = splitDataset(spec, data);
    expect(train.x).toBe(data.x);
    expect(train.y).toBe(data.y);
    expect(train.indices).toEqual(Int32Array.from({ length: 200 }, (_, n) => n));
    expect([validation.samples, held.samples]).toEqual([0, 0]);
  });

  test('every sample goes to one part, each class in proportion', () => {
    const spec = specOf({
      split: { train: 0.6, validation: 0.2, test: 0.2 },
      data: { kind: 'generator', name: 'blobs', samples: 300 },
      network: { inputs: 2, layers: [{ units: 3 }] },
    });
    const data = makeDataset(spec);
    const parts = Object.values(splitDataset(spec, data));
    expect(parts.map((part) => part.samples)).toEqual([180, 60, 60]);
    expect(parts.flatMap((part) => [...part.indices]).sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, n) => n));
    for (const part of parts)
      for (let c = 0; c < 3; c++) {
        let members = 0;
        for (let n = 0; n < part.samples; n++) members += part.y[n * 3 + c]!;
        expect(members).toBe(part.samples / 3);
      }
  });

  test('rows travel with their targets', () => {
    const spec = specOf({ split: { train: 0.5, validation: 0.5 }, data: { kind: 'generator', name: 'plane' } });
    const data = makeDataset(spec);
    const { train, validation } = splitDataset(spec, data);
    for (const part of [train, validation])
      part.indices.forEach((from, to) => {
        expect(part.y[to]).toBe(data.y[from]);
        expect(part.x[2 * to + 1]).toBe(data.x[2 * from + 1]);
      });
  });

  test('is a function of the seed, and the seed matters', () => {
    const indices = (seed: number) => {
      const spec = specOf({ seed, split: { train: 0.5, validation: 0.5 } });
      return splitDataset(spec, makeDataset(spec)).train.indices;
    };
    expect(indices(3)).toEqual(indices(3));
    expect(indices(3)).not.toEqual(indices(4));
  });

  test('fractions that leave samples over leave them out', () => {
    const spec = specOf({ split: { train: 0.5 } });
    const { train, validation, test: held } = splitDataset(spec, makeDataset(spec));
    expect([train.samples, validation.samples, held.samples]).toEqual([100, 0, 0]);
  });
});
