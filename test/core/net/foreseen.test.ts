import { expect, test } from 'vitest';
import { foreseen } from '#core/net/foreseen.ts';
import { outputFor, runOf } from './runs.ts';

const normalised = { units: 2, activation: 'tanh', normalization: 'batch' } as const;
const told = (batch: number | 'full', samples: number) =>
  foreseen(runOf('mse', [{ units: 3 }, normalised, { units: 1 }], { batch }, samples)).map(({ since, where, numbers }) => ({
    since,
    where,
    numbers,
  }));
const where = { part: 'layer', layer: 2 };

test('batches of one sample that meet batch normalisation: all, or the remainder of each epoch', () => {
  expect(told(1, 6)).toEqual([{ since: 0, where, numbers: { batches: 6, of: 6 } }]);
  expect(told(5, 6)).toEqual([{ since: 1, where, numbers: { batches: 1, of: 2 } }]);
  expect(told('full', 1)).toEqual([{ since: 0, where, numbers: { batches: 1, of: 1 } }]);
  for (const batch of [2, 4, 'full'] as const) expect(told(batch, 6)).toEqual([]);
  expect(foreseen(runOf('mse', [{ units: 3, normalization: 'layer' }, { units: 1 }], { batch: 1 }))).toEqual([]);
});

test('targets that do not add up to one to the last digit, where they are to', () => {
  const data = { kind: 'inline' as const, x: [[1], [2]], y: [[0.5, 0.5], [0.333333, 0.666666]] }; // prettier-ignore
  const layers = [{ units: 2, activation: outputFor('categorical-cross-entropy') }];
  const [found, ...more] = foreseen(runOf('categorical-cross-entropy', layers, { data }));
  expect(found).toMatchObject({ kind: 'rounded-targets', where: { part: 'run' }, numbers: { row: 1 } });
  expect(found!.kind === 'rounded-targets' && found!.numbers.off).toBeCloseTo(1e-6, 12);
  expect(more).toEqual([]);
  expect(foreseen(runOf('mse', [{ units: 2 }], { data }))).toEqual([]);
  const tenths = { ...data, y: [[0.1, 0.9], [0.7, 0.3]] }; // prettier-ignore
  expect(foreseen(runOf('categorical-cross-entropy', layers, { data: tenths }))).toEqual([]);
});
