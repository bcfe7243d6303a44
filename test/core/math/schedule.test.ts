import { describe, expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpecInput, ScheduleSpec } from '#core/spec/run-spec.ts';
import { schedules, type ScheduleKind } from '#core/spec/methods.ts';
import { learningRate, movePlateau, restingPlateau } from '#core/math/schedule.ts';

const specOf = (schedule: NonNullable<RunSpecInput['schedule']>): ScheduleSpec => {
  const read = readRunSpec({ network: { layers: [{ units: 1 }] }, schedule });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value.schedule;
};
const rates = (schedule: NonNullable<RunSpecInput['schedule']>, steps: readonly number[], base = 0.5): number[] =>
  steps.map((step) => learningRate(specOf(schedule), base, step));
const expectRates = (found: readonly number[], wanted: readonly number[]): void => {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((want, i) =>
    expect(Math.abs(found[i]! - want), `rate ${i}: ${found[i]} for ${want}`).toBeLessThanOrEqual(1e-15 + 1e-13 * want),
  );
};

// Worked out by hand from the formulas that PyTorch documents for the class named.
describe('tables', () => {
  test('constant', () => expect(rates({ kind: 'constant' }, [0, 1, 1e9])).toEqual([0.5, 0.5, 0.5]));

  test('step: StepLR(step_size=3, gamma=0.1)', () =>
    expectRates(rates({ kind: 'step', every: 3, gamma: 0.1 }, [0, 2, 3, 5, 6, 9]), [0.5, 0.5, 0.05, 0.05, 0.005, 0.0005]));

  test('exponential: ExponentialLR(gamma=0.9)', () =>
    expectRates(rates({ kind: 'exponential', gamma: 0.9 }, [0, 1, 2, 5]), [0.5, 0.45, 0.405, 0.295245]));

  test('cosine: CosineAnnealingLR(T_max=6, eta_min=0.1), then its minimum', () =>
    expectRates(rates({ kind: 'cosine', steps: 6, lowest: 0.1 }, [0, 1, 2, 3, 4, 6, 7, 1000]), [
      0.5,
      0.1 + 0.2 * (1 + Math.sqrt(3) / 2),
      0.4,
      0.3,
      0.2,
      0.1,
      0.1,
      0.1,
    ]));

  test('cosine with restarts: CosineAnnealingWarmRestarts(T_0=2, T_mult=2)', () =>
    expectRates(
      rates({ kind: 'cosine-restarts', steps: 2, growth: 2 }, [0, 1, 2, 3, 4, 5, 6, 10, 13, 14]),
      // Periods [0, 2), [2, 6), [6, 14).
      [
        0.5,
        0.25,
        0.5,
        0.25 * (1 + Math.SQRT1_2),
        0.25,
        0.25 * (1 - Math.SQRT1_2),
        0.5,
        0.25,
        0.25 * (1 + Math.cos((7 * Math.PI) / 8)),
        0.5,
      ],
    ));

  test('cosine with equal periods', () =>
    expectRates(rates({ kind: 'cosine-restarts', steps: 2, growth: 1 }, [0, 1, 2, 3, 1_000_001]), [0.5, 0.25, 0.5, 0.25, 0.25]));

  test('one-cycle: OneCycleLR(max_lr=0.5, total_steps=10, pct_start=0.3, div_factor=25, final_div_factor=1e4)', () => {
    // Up from 0.02 at 0 to 0.5 at 2, down to 0.02/1e4 at 9.
    const found = rates({ kind: 'one-cycle', steps: 10 }, [0, 1, 2, 9, 10, 500]);
    expectRates(found, [0.02, 0.26, 0.5, 2e-6, 2e-6, 2e-6]);
    const half = 2e-6 + ((0.5 - 2e-6) / 2) * (1 + Math.cos((Math.PI * 3) / 7));
    expectRates(rates({ kind: 'one-cycle', steps: 10 }, [5]), [half]);
  });

  test('inverse square root', () =>
    expectRates(rates({ kind: 'inverse-square-root', timescale: 4 }, [0, 5, 12, 60]), [0.5, 1 / 3, 0.25, 0.125]));

  test('warm-up: LinearLR(start_factor=1/5, total_iters=4), then the schedule from its own beginning', () =>
    expectRates(
      rates({ kind: 'step', every: 2, gamma: 0.5, warmup: 4 }, [0, 1, 2, 3, 4, 5, 6, 8]),
      [0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.25, 0.125],
    ));
});

describe.each(Object.keys(schedules) as ScheduleKind[])('%s', (kind) => {
  const spec = specOf({ kind, warmup: 7 });

  test('is never negative, never above the base rate, and finite for good', () => {
    for (const step of [...Array(400).keys(), 1e4, 1e6, 999_999_999]) {
      const rate = learningRate(spec, 0.5, step);
      expect(rate).toBeGreaterThanOrEqual(0);
      expect(rate).toBeLessThanOrEqual(0.5);
    }
  });

  test('rises by equal steps while it warms up', () => {
    for (let t = 0; t < 7; t++) expect(learningRate(spec, 0.5, t)).toBeCloseTo((0.5 * (t + 1)) / 8, 15);
  });
});

describe('the shortest schedules', () => {
  test('one step, no rise, and no rise to speak of', () => {
    expect(rates({ kind: 'cosine', steps: 1 }, [0, 1])).toEqual([0.5, 0]);
    for (const rise of [0, 0.1, 0.5, 0.99])
      for (const steps of [1, 2, 3, 100])
        for (let s = 0; s < steps + 2; s++) {
          const rate = rates({ kind: 'one-cycle', steps, rise }, [s])[0]!;
          expect(rate).toBeGreaterThan(0);
          expect(rate).toBeLessThanOrEqual(0.5);
        }
  });
});

describe('reduce on plateau', () => {
  const spec = specOf({ kind: 'plateau', gamma: 0.1, patience: 2, threshold: 0.1, lowest: 0.004 }) as Extract<
    ScheduleSpec,
    { kind: 'plateau' }
  >;
  const ratesOver = (losses: readonly number[]): number[] => {
    let state = restingPlateau;
    return losses.map((loss) => {
      state = movePlateau(spec, state, loss);
      return learningRate(spec, 0.5, 0, state.factor);
    });
  };

  test('ReduceLROnPlateau(factor=0.1, patience=2, threshold=0.1): a third epoch without a tenth of gain', () => {
    // 0.95 is no gain of a tenth over 1; 0.8 is. The count begins anew after a gain and after a reduction.
    expectRates(ratesOver([1, 0.95, 0.95, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8]), [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.05, 0.05, 0.05, 0.005]);
  });

  test('never falls below its lowest', () => {
    expect(ratesOver(Array(13).fill(1)).at(-1)).toBe(0.004);
  });

  test('a loss that is not a number is no gain', () => {
    expectRates(ratesOver([1, NaN, NaN, NaN]), [0.5, 0.5, 0.5, 0.05]);
  });
});
