import { describe, expect, test } from 'vitest';
import { gradient, parameterAt } from '#core/account/gradient.ts';
import { delta, slope, upstream } from '#core/account/backward.ts';
import { applied, argument, input, preActivation } from '#core/account/forward.ts';
import { activationIn, isCoupled, unitsIn } from '#core/account/program.ts';
import type { Terms } from '#core/account/quantity.ts';
import { stateAt } from '#core/account/place.ts';
import { elementwise } from '#core/math/activation.ts';
import { at } from '#core/contract/matrix.ts';
import { soaked } from '#test/soak.ts';
import { accountAt } from './account-at.ts';
import { quantitiesOf } from './all-quantities.ts';
import { randomRun } from './random-runs.ts';

const seeds = Array.from({ length: soaked(300) }, (_, i) => i + 1);
const relative = 1e-12;

/** The sum of terms, and the sum of their sizes, by which rounding is measured. */
const added = (terms: Terms): { readonly sum: number; readonly size: number } => {
  let [sum, size] = [0, 0];
  for (let i = 0; i < terms.count; i++) {
    const value = terms.factors(i).reduce((product, factor) => product * factor.value!, 1);
    expect(Object.is(value, terms.value(i)!) || value === terms.value(i)).toBe(true);
    sum += value;
    size += Math.abs(value);
  }
  return { sum, size };
};

describe.each(seeds)('random run %i', (seed) => {
  const { spec, trace, whole, mistake } = randomRun(seed);
  const told = spec.fault === 'none' || mistake !== undefined;
  const account = accountAt(spec, trace, Infinity, { mistake });

  test('the terms of every quantity multiply and add up to it', () => {
    // A mistake that is not told is in the numbers and not in the terms; an outsider has no numbers on the way back.
    const all = quantitiesOf(account).filter(({ symbol }) => told || !(symbol.derivative ?? false));
    for (const { symbol, value, terms, right } of all) {
      const sides = [
        [terms, value],
        [right?.terms, right?.value],
      ] as const;
      for (const [of, by] of sides) {
        if (!of || by === undefined || (symbol.derivative && !account.inBatch)) continue;
        const { sum, size } = added(of);
        if (Number.isFinite(size))
          expect(Math.abs(sum - by), JSON.stringify(symbol)).toBeLessThanOrEqual(relative * Math.max(size, Math.abs(by)));
      }
    }
  });

  test('the samples of the batch, each by its own multiplier, add up to the gradient before the penalty', () => {
    if (!told) return;
    const inWhole = accountAt(spec, whole, Infinity, { mistake });
    whole.layers.forEach((own, l) => {
      const before = l === 0 ? whole.batch.x : whole.layers[l - 1]!.a;
      for (let to = 0; to < own.W.cols; to++)
        for (let part = 0; part <= own.W.rows; part++) {
          const { data, multiplier } = gradient(inWhole, parameterAt(inWhole, l + 1, part, to));
          let [sum, size] = [0, 0];
          for (let row = 0; row < own.dZ.rows; row++) {
            const output = multiplier.kind === 'output' || multiplier.kind === 'mask' ? at(before, row, part) : 0;
            const by = { output, mask: +(output > 0), one: 1, samples: own.dZ.rows, mean: 1 / own.dZ.rows }[multiplier.kind];
            sum += by * at(own.dZ, row, to);
            size += Math.abs(by * at(own.dZ, row, to));
          }
          expect(Math.abs(sum - data!)).toBeLessThanOrEqual(
            1e-11 * Math.max(size, Math.abs(gradient(inWhole, parameterAt(inWhole, l + 1, part, to)).before!)),
          );
        }
    });
  });

  test('what a function gives is the core’s, and its slope where the account says that it is taken', () => {
    for (let layer = 1; layer <= account.depth; layer++) {
      const kind = activationIn(account.program, layer);
      if (isCoupled(kind)) continue;
      for (let unit = 0; unit < unitsIn(account.program, layer); unit++) {
        const u = Float64Array.of(argument(account, layer, unit).value!);
        const [f, own, right] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];
        elementwise[kind].value(u, f, 1);
        const given = applied(account, layer, unit).value;
        if (given !== undefined) expect(given).toBeCloseTo(f[0]!, 10);
        if (!told) continue;
        const taken = slope(account, layer, unit)!;
        elementwise[kind].derivative(u, f, right, 1);
        const again = new Float64Array(1);
        elementwise[kind].value(f, again, 1);
        elementwise[kind].derivative(f, again, own, 1);
        expect(taken.value).toBeCloseTo((taken.atOutput ? own : right)[0]!, 10);
        if (taken.right) expect(taken.right.value).toBeCloseTo(right[0]!, 10);
      }
    }
  });
});

test('a covered quantity has no value: not its own, and not as a term of another', () => {
  const { spec, trace } = randomRun(4);
  const hidden = { letter: 'z', layer: 1, unit: 0 };
  const covers = ({
    letter,
    layer,
    indices,
    derivative,
  }: {
    letter: string;
    layer?: number | undefined;
    indices?: readonly number[];
    derivative?: boolean;
  }) => letter === hidden.letter && layer === hidden.layer && indices?.[0] === hidden.unit && derivative === true;
  const account = accountAt(spec, trace, Infinity, { covers });
  const own = delta(account, 1, 0);
  expect([own.covered, own.value, own.right?.value]).toEqual([true, undefined, undefined]);
  expect(delta(account, 1, 1).value).toBe(trace.layers[0]!.dZ.data[1]);
  expect(preActivation(account, 1, 0).value).toBe(trace.layers[0]!.z.data[0]);
  expect(gradient(account, { layer: 1, from: 0, to: 0 }).share).toBeUndefined();
});

test('a mistake is told from its step on, and marks what it makes wrong', () => {
  const fault = 'sum-for-mean' as const;
  const seed = seeds.length > 0 ? 1 : 0;
  const { spec, whole } = randomRun(seed);
  const made = { ...spec, fault, reduction: 'mean' as const, arithmetic: 'standard' as const };
  const trace = { ...whole, batch: { ...whole.batch, indices: Int32Array.of(0, 1) } };
  const of = (since: number) => accountAt(made, trace, Infinity, { mistake: { fault, since } });
  const output = made.network.layers.length;
  const marks = (account: ReturnType<typeof of>) => [
    upstream(account, output, 0) ?? delta(account, output, 0),
    gradient(account, { layer: 1, to: 0 }),
  ];
  for (const { right, by, value } of marks(of(trace.step))) {
    expect(by).toBe(fault);
    expect(right!.value).toBe(value! / 2);
  }
  for (const { right, by } of marks(of(trace.step + 1))) expect([right, by]).toEqual([undefined, undefined]);
});

test('the order of a step: forward from the first layer, backward from the last, residuals before the loss', () => {
  const at_ = (phase: 'forward' | 'backward' | 'loss', layer: number, unit: number, part: number) =>
    ({ phase, layer, unit, part, operation: 'product' }) as unknown as Parameters<typeof stateAt>[0];
  const span = (phase: 'forward' | 'backward' | 'loss', layer: number, unit: number, first: number) => ({
    phase,
    layer,
    unit,
    first,
    last: first,
  });
  expect(stateAt(at_('forward', 2, 0, 0), span('forward', 1, 5, 3))).toBe('done');
  expect(stateAt(at_('backward', 2, 0, 0), span('backward', 1, 0, 0))).toBe('later');
  expect(stateAt(at_('loss', 2, 0, 1), span('loss', 2, 3, 0))).toBe('done');
  expect(stateAt(at_('loss', 2, 3, 0), span('loss', 2, 0, 1))).toBe('later');
  expect(stateAt(at_('loss', 2, 3, 0), span('loss', 2, 3, 0))).toBe('now');
});

test('an input is given: it is there before its turn, and now in it', () => {
  const { spec, trace } = randomRun(1);
  const states = [0, 1, Infinity].map((index) => input(accountAt(spec, trace, index), 0).state);
  expect(states).toEqual(['done', 'now', 'done']);
  expect(preActivation(accountAt(spec, trace, 0), 1, 0).state).toBe('later');
});
