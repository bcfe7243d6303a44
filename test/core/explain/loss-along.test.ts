import { describe, expect, test } from 'vitest';
import type { ParameterRef } from '#core/contract/explanation.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { lossAlong } from '#core/explain/loss-along.ts';
import { losses, movedState, outputFor, runOf } from '#test/core/net/runs.ts';
import { finished } from '#core/net/finished.ts';

const weight: ParameterRef = { layer: 1, kind: 'W', row: 1, col: 2 };

describe('the loss over one parameter', () => {
  test.each(losses)('%s: its slope at the own value is the gradient, by central differences', (loss) => {
    const run = runOf(loss, [
      { units: 4, activation: 'tanh' },
      { units: 3, activation: outputFor(loss) },
    ]);
    for (const place of [weight, { ...weight, kind: 'b', row: 0 } as const]) {
      const state = movedState(run);
      const { value } = finished(lossAlong(run, 3, state, place, new Float64Array(1)));
      const h = 1e-5;
      const before = state.slice();
      const along = finished(lossAlong(run, 3, state, place, Float64Array.of(value - h, value, value + h)));
      expect(state).toEqual(before);
      expect(along.losses[1]).toBe(along.loss);
      expect((along.losses[2]! - along.losses[0]!) / (2 * h)).toBeCloseTo(along.gradient, 7);
      expect(along.gradient).not.toBe(0);
    }
  });

  test('of a straight unit under a squared error it is a parabola: all of its second differences are alike', () => {
    const spec: Partial<RunSpecInput> = { penalty: { l2: 0.3 } };
    const run = runOf('mse', [{ units: 3, activation: 'linear' }], spec);
    const values = Float64Array.from({ length: 41 }, (_, i) => -2 + i / 10);
    const { losses: on } = finished(lossAlong(run, 0, movedState(run), weight, values));
    const bends = Array.from({ length: 39 }, (_, i) => on[i]! - 2 * on[i + 1]! + on[i + 2]!);
    expect(bends[0]).toBeGreaterThan(0);
    for (const bend of bends) expect(bend).toBeCloseTo(bends[0]!, 10);
  });

  test('with the dropout masks of the step: the loss at the own value is the step’s', () => {
    const run = runOf('mse', [
      { units: 8, activation: 'relu', dropout: 0.5 },
      { units: 3, activation: 'linear' },
    ]);
    const state = movedState(run);
    const at = (k: number) => finished(lossAlong(run, k, state, weight, Float64Array.of(0))).loss;
    expect(at(2)).toBe(at(2));
    expect(at(2)).not.toBe(at(3));
  });
});
