import { describe, expect, it } from 'vitest';
import { CompiledRun, emitRun } from '#core/compile/compiled-run.ts';
import { dataLossOf } from '#core/compile/data-loss.ts';
import { compileNow } from '#core/compile/instantiate.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { initialState, prepareRun, type Run } from '#core/net/run.ts';
import { soaked } from '#test/soak.ts';
import { randomRun } from './random-run.ts';

/** The bits of numbers, every NaN alike. */
const bitsOf = (numbers: ArrayLike<number>): bigint[] => [
  ...new BigUint64Array(Float64Array.from(numbers, (x) => (x === x ? x : NaN)).buffer),
];

const compiled = (run: Run): CompiledRun => {
  const emitted = emitRun(run)!;
  return new CompiledRun(run, emitted, compileNow(emitted.bytes), undefined, dataLossOf(run, run.validation, { compile: 'now' }));
};

/** Both cores over `steps` steps, the compiled one in stretches; answers what first differs. */
const firstDifference = (run: Run, steps: number, stretch: number): string | undefined => {
  const core = compiled(run);
  const ws = createWorkspace(run);
  const own = initialState(run);
  let state: Float64Array = initialState(run);
  let next: Float64Array = new Float64Array(state.length);
  for (let k = 0; k < steps;) {
    const told: number[][] = [];
    const asked = Math.min(stretch, steps - k);
    const { made, failure, stopped } = core.make(k, asked, own, (rows, count, at, stride) => {
      for (let i = 0; i < count; i++) told.push([...rows.subarray(at + i * stride, at + i * stride + 1 + run.layout.layers.length)]);
    });
    for (let i = 0; i < asked; i++) {
      const result = advance(run, k + i, state, next, ws);
      if (result.failure) {
        if (i !== made || JSON.stringify(failure) !== JSON.stringify(result.failure))
          return `step ${k + i}: failure ${JSON.stringify(failure)}`;
        return undefined;
      }
      if (i >= made) return `step ${k + i}: was not made (${JSON.stringify(failure)})`;
      if (String(bitsOf([told[i]![0]!])) !== String(bitsOf([result.loss]))) return `step ${k + i}: loss ${told[i]![0]}, not ${result.loss}`;
      if (String(bitsOf(told[i]!.slice(1))) !== String(bitsOf(result.gradientNorms))) return `step ${k + i}: norms`;
      [state, next] = [next, state];
      if (result.stopped) return stopped && made === i + 1 ? undefined : `step ${k + i}: did not stop`;
    }
    const [found, wanted] = [bitsOf(own), bitsOf(state)];
    const at = wanted.findIndex((bits, i) => bits !== found[i]);
    if (at >= 0) return `after step ${k + asked}: number ${at} of the state is ${own[at]}, not ${state[at]}`;
    k += asked;
  }
  return undefined;
};

describe('the compiled core', () => {
  it('has the bits of the readable one, for runs of all methods', () => {
    const faults: string[] = [];
    for (let seed = 1; seed <= soaked(2000); seed++) {
      const spec = randomRun(seed);
      const difference = firstDifference(prepareRun(spec), 12, 5);
      if (difference) faults.push(`${seed}: ${difference} ${JSON.stringify({ ...spec, data: 0 })}`);
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });
});
