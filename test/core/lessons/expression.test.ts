import { describe, expect, test } from 'vitest';
import { FailureError, type Failure } from '#core/contract/failure.ts';
import { evaluate, sourcesOf, type Here, type Known } from '#core/lessons/evaluate.ts';
import { readExpression, type Names } from '#core/lessons/expression.ts';
import { prepareRun, initialState } from '#core/net/run.ts';
import { evaluatingAll } from '#core/net/evaluate.ts';
import { followSample, step } from '#core/net/step.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import first from '#assets/examples/first.json';

const read = readRunSpec(first);
if (!read.ok) throw new Error('the example is refused');
const run = prepareRun(read.value);

/** Traces of the first network, by training it from the start. */
const known: Known = {
  trace: ({ step: k, follow }) => {
    let state: Float64Array = initialState(run);
    for (let i = 0; i < k; i++) state = step(run, i, state, [0]).next;
    return follow === 'batch' ? step(run, k, state, [0]).trace : followSample(run, k, state, follow);
  },
  scores: () => {
    const parts = evaluatingAll(run, initialState(run));
    for (;;) {
      const part = parts.next();
      if (part.done) return part.value;
    }
  },
};
const here: Here = { branch: 0, step: 0, follow: 'batch', end: 3 };
const value = (source: string, names?: Names): number => evaluate(readExpression(source, names), here, known);
const refused = (source: string, names?: Names): Failure => {
  try {
    value(source, names);
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error(`${source} was taken`);
};

describe('numbers of the live run', () => {
  /** Worked by hand: x = (1, -0.5), hidden sums 0.25, -0.25, 0.5, output -0.25 + 0.25, target 1, the squared error. */
  test.each([
    ['x[2]', -0.5],
    ['z[1][1]', 0.25],
    ['a[1][2]', 0],
    ['a[0][1]', 1],
    ['a[2][1]', 0],
    ['loss', 1],
    ['delta[2][1]', -2],
    ['blame[1][3]', -1],
    ['delta[1][2]', 0],
    ['dw[2][3,1]', -1],
    ['w.after[2][3,1]', 0.6],
    ['w.change[2][3,1]', 0.1],
    ['b.after[2][1]', 0.2],
    ['rate', 0.1],
    ['units[1]', 3],
    ['parameters', 13],
    ['batch', 1],
    ['loss.train', 1],
    ['active[1][2]', 0],
  ])('%s', (source, wanted) => expect(value(source)).toBeCloseTo(wanted, 12));

  test('the norm of a layer is that of its weights and biases', () => {
    // dW2 = (0.25, 0, 0.5) · -2 and db2 = -2.
    expect(value('norm[2]')).toBeCloseTo(Math.hypot(0.5, 1, 2), 12);
  });

  test('another step, and the last one, by what follows the place', () => {
    expect(value('step@2')).toBe(2);
    expect(value('step@end')).toBe(3);
    expect(value('loss@1')).toBeLessThan(value('loss'));
  });
});

describe('arithmetic', () => {
  test.each([
    ['w[2][3,1] × delta[2][1]', -1],
    ['1 - 2 - 3', -4],
    ['2 + 3 × 4', 14],
    ['(2 + 3) * 4', 20],
    ['-loss', -1],
    ['|delta[2][1]| ÷ 4', 0.5],
    ['max(2, abs(-7)) / sqrt(4)', 3.5],
    ['1 < 2 and 2 ≤ 2', 1],
    ['1 > 2 or 3 != 4', 1],
    ['0.1 + 0.2 = 0.3', 1],
    ['|delta[1][1]| > |delta[1][2]|', 1],
  ])('%s', (source, wanted) => expect(value(source)).toBeCloseTo(wanted, 12));

  test('names stand for expressions, and move in time with them', () => {
    const names = { error: 'delta[2][1]', 'error.twice': '2 × error' };
    expect(value('error.twice', names)).toBe(-4);
    expect(value('error.twice@1', names)).toBeCloseTo(2 * value('delta[2][1]@1'), 12);
  });
});

test('says what has to be known first', () => {
  expect(sourcesOf(readExpression('loss@1:60 + accuracy@end + z[1][1]#2'), here)).toEqual([
    { of: 'trace', at: { branch: 1, step: 60, follow: 'batch' } },
    { of: 'scores', at: { branch: 0, step: 3 } },
    { of: 'trace', at: { branch: 0, step: 0, follow: 1 } },
  ]);
});

describe('refuses, with the place', () => {
  test.each<[string, Partial<Extract<Failure, { code: 'lesson-fault' }>>]>([
    ['delta[3][1]', { problem: 'outside', place: 'delta[3][1]', found: '3', expected: '1…2' }],
    ['w[1][1,4]', { problem: 'outside', place: 'w[1][1,4]', found: '4', expected: '1…3' }],
    ['delta[2]', { problem: 'indices', found: '1' }],
    ['deltas[2][1]', { problem: 'unknown-name', found: 'deltas' }],
    ['mask[1][1]', { problem: 'not-computed', place: 'mask[1][1]' }],
    ['loss +', { problem: 'expression', found: '' }],
    ['loss ¿', { problem: 'expression', found: '¿' }],
    ['(loss', { problem: 'expression', expected: ')' }],
    ['sin(1)', { problem: 'expression', found: 'sin' }],
    ['max(1)', { problem: 'expression', found: '1', expected: '2' }],
    ['x'.repeat(500), { problem: 'expression', found: '500' }],
  ])('%s', (source, wanted) => expect(refused(source)).toMatchObject({ code: 'lesson-fault', ...wanted }));

  test('a loop of names', () => {
    expect(refused('p', { p: 'q + 1', q: 'p' })).toMatchObject({ problem: 'loop', found: 'p → q → p' });
  });
});
