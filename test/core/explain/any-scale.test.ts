import { expect, test } from 'vitest';
import { activations, losses } from '#core/spec/methods.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { checkTolerance } from '#core/protocol/gradient-check.ts';
import { checkGradients } from '#core/explain/gradient-check.ts';
import { uniformAt } from '#core/math/random.ts';
import { prepareRun, type Run } from '#core/net/run.ts';
import { movedState, outputFor } from '#test/core/net/runs.ts';
import { soaked } from '#test/soak.ts';

/** A run of any methods that fit each other, its inputs scaled by 1e-6 to 1e6: all alike, or each column by itself. */
const scaledRun = (seed: number): Run => {
  let drawn = 0;
  const chance = (): number => uniformAt(seed, 7, drawn++);
  const one = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)]!;
  for (;;) {
    const samples = one([4, 6, 12]);
    const alike = chance() < 0.6;
    const exponent = (): number => Math.floor(chance() * 13) - 6;
    const whole = exponent();
    const scales = Array.from({ length: one([1, 2, 4]) }, () => Number(`1e${alike ? whole : exponent()}`));
    const outputs = one([1, 1, 3]);
    const loss = one(losses);
    const x = Array.from({ length: samples }, () => scales.map((scale) => scale * (chance() * 4 - 2)));
    const classes = loss.includes('cross-entropy');
    const y = x.map((_, n) =>
      Array.from({ length: outputs }, (_, o) => (classes ? +(outputs === 1 ? n % 2 : n % outputs === o) : chance())),
    );
    const hidden = Array.from({ length: one([0, 1, 1, 2]) }, () => ({
      units: one([2, 3, 5]),
      activation: one(activations),
      normalization: one(['none', 'none', 'none', 'batch', 'layer'] as const),
      dropout: one([0, 0, 0.3]),
      residual: chance() < 0.2,
    }));
    const read = readRunSpec({
      seed,
      data: { kind: 'inline', x, y },
      network: { layers: [...hidden, { units: outputs, activation: classes ? outputFor(loss) : one(activations) }] },
      loss,
      reduction: one(['mean', 'mean', 'sum'] as const),
      batch: one(['full', 'full', 3] as const),
      penalty: one([{}, {}, { l2: 0.1 }, { l1: 0.02 }]),
    });
    if (read.ok) return prepareRun(read.value);
  }
};

/** The same run by a program that has every gradient of the data too large by this share. */
const planted = (run: Run, share: number): Run => ({
  ...run,
  rules: { ...run.rules, lossFactor: 1 + share },
});

test('inputs of any size: no right gradient is accused, and one that is wrong by 1e-4 is found wherever it counts', () => {
  let [found, kinks, all] = [0, 0, 0];
  for (let seed = 0; seed < soaked(200); seed++) {
    const run = scaledRun(seed);
    const state = movedState(run);
    const right = checkGradients(run, 0, state);
    const accused = right.parameters.filter(({ kink, relativeError }) => !kink && !(relativeError <= checkTolerance));
    expect(accused, `run ${seed}`).toEqual([]);
    expect(right.passed).toBe(true);
    const wrong = checkGradients(planted(run, 1e-4), 0, state).parameters;
    const largest = Math.max(...right.parameters.map(({ analytic }) => Math.abs(analytic)));
    right.parameters.forEach(({ analytic, kink }, i) => {
      all++;
      kinks += +kink;
      if (kink || analytic === 0 || Math.abs(analytic) < 1e-3 * largest) return;
      // Where the penalty is most of the gradient, little was planted.
      if (Math.abs(wrong[i]!.analytic - analytic) < 1e-5 * Math.abs(analytic)) return;
      found++;
      expect(wrong[i]!.relativeError, `run ${seed}: ${JSON.stringify(wrong[i])}`).toBeGreaterThan(checkTolerance);
    });
  }
  expect(kinks / all).toBeLessThan(0.05);
  expect(found / all).toBeGreaterThan(0.3);
});
