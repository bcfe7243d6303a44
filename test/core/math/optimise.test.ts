import { describe, expect, test } from 'vitest';
import { optimizers, type OptimizerKind } from '#core/spec/methods.ts';
import type { OptimizerSpec } from '#core/spec/run-spec.ts';
import { hold, moveScalars, optimise, optimizerScalars } from '#core/math/optimise.ts';
import { uniformAt } from '#core/math/random.ts';

const kinds = Object.keys(optimizers) as OptimizerKind[];
const specOf = (kind: OptimizerKind): OptimizerSpec =>
  ({ kind, ...Object.fromEntries(Object.entries(optimizers[kind].settings).map(([name, s]) => [name, s.default])) }) as OptimizerSpec;

const P = 5;
const arrays = (kind: OptimizerKind) => {
  const length = P * (1 + optimizers[kind].state.length) + optimizerScalars(kind).length;
  const random = (n: number, stream: number): Float64Array => Float64Array.from({ length: n }, (_, i) => uniformAt(1, stream, i));
  return { state: random(length, 1), next: new Float64Array(length).fill(77), gradient: random(P, 2), delta: new Float64Array(P).fill(77) };
};

// Numbers are held against PyTorch in test/golden; here is what every optimiser owes to its caller.
describe.each(kinds)('%s', (kind) => {
  const slots = optimizers[kind].state.length;

  test('writes all of its range, nothing else, and next is state + delta to the bit', () => {
    const update = arrays(kind);
    const before = update.state.slice();
    optimise(specOf(kind), update, 1, 4, 3, P * (1 + slots));
    expect(update.state).toEqual(before);
    for (let i = 0; i < P; i++) {
      const inside = i >= 1 && i < 4;
      for (let s = 0; s <= slots; s++) expect(update.next[s * P + i] !== 77).toBe(inside);
      expect(update.delta[i] !== 77).toBe(inside);
      if (inside) expect(update.next[i]).toBe(update.state[i]! + update.delta[i]!);
    }
  });

  test('goes downhill', () => {
    const update = arrays(kind);
    update.state.fill(0);
    if (kind === 'nadam') update.state[P * (1 + slots)] = 1;
    optimise(specOf(kind), update, 0, P, 1, P * (1 + slots));
    for (let i = 0; i < P; i++) expect(update.delta[i]! * update.gradient[i]!).toBeLessThan(0);
  });

  test('a gradient that is not a number shows in the parameter', () => {
    const update = arrays(kind);
    update.gradient[2] = NaN;
    optimise(specOf(kind), update, 0, P, 2, P * (1 + slots));
    expect(update.next[2]).toBeNaN();
    for (let s = 1; s <= slots; s++) expect(update.next[s * P + 2]).toBeNaN();
    expect(update.next[1]).not.toBeNaN();
  });

  test('held parameters and their state stay', () => {
    const update = arrays(kind);
    hold(update, slots, 1, 3);
    for (let i = 1; i < 3; i++) {
      expect(update.delta[i]).toBe(0);
      for (let s = 0; s <= slots; s++) expect(update.next[s * P + i]).toBe(update.state[s * P + i]);
    }
    expect(update.next[0]).toBe(77);
  });
});

test("nadam's product of momenta shrinks from 1", () => {
  const state = Float64Array.of(1);
  const next = new Float64Array(1);
  moveScalars(specOf('nadam'), { state, next, gradient: state, delta: state }, 1, 0);
  expect(next[0]).toBeCloseTo(0.9 * (1 - 0.5 * Math.exp(0.004 * Math.log(0.96))), 14);
});
