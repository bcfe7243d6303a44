import { expect, test } from 'vitest';
import type { LayerTrace } from '#core/contract/step-trace.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { expectClose, golden, specOf, type Numbers } from './golden.ts';

interface ReferenceStep {
  readonly loss: Readonly<Record<'data' | 'penalty' | 'total', number>>;
  readonly layers: readonly Readonly<Record<string, Numbers>>[];
  readonly gradientNorm?: number;
}
interface Case {
  readonly name: string;
  readonly run: unknown;
  readonly steps: readonly ReferenceStep[];
}

/** Where a trace has what PyTorch computed. */
const quantities: Readonly<Record<string, (layer: LayerTrace) => Float64Array | undefined>> = {
  z: ({ z }) => z.data,
  a: ({ a }) => a.data,
  dZ: ({ dZ }) => dZ.data,
  dA: ({ dA }) => dA?.data,
  dW: ({ dW }) => dW.data,
  db: ({ db }) => db.data,
  dGamma: ({ normalization }) => normalization?.dGamma.data,
  dBeta: ({ normalization }) => normalization?.dBeta.data,
  WAfter: ({ WAfter }) => WAfter.data,
  bAfter: ({ bAfter }) => bAfter.data,
};

const { cases } = golden<{ cases: readonly Case[] }>('pytorch.json');

test('the file holds the 34 cases that it was made with', () => {
  expect(cases).toHaveLength(34);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(34);
});

test.each(cases)('PyTorch: $name', ({ run: input, steps }) => {
  const run = prepareRun(specOf(input));
  let state = initialState(run);
  expect(steps.length).toBeGreaterThan(0);
  steps.forEach((reference, k) => {
    const { next, trace } = step(run, k, state, 'all');
    for (const part of ['data', 'penalty', 'total'] as const) expectClose([trace.loss[part]], reference.loss[part], 1e-9, `${part} loss`);
    if (reference.gradientNorm !== undefined) expectClose([trace.gradientNorm], reference.gradientNorm, 1e-9, 'gradientNorm');
    expect(trace.layers).toHaveLength(reference.layers.length);
    reference.layers.forEach((layer, l) => {
      for (const [name, numbers] of Object.entries(layer)) {
        const found = quantities[name]?.(trace.layers[l]!);
        if (!found) expect.fail(`step ${k}, layer ${l + 1}: the trace has no ${name}`);
        expectClose(found, numbers, 1e-9, `step ${k}, layer ${l + 1}, ${name}`);
      }
    });
    state = next;
  });
});
