import { beforeAll, describe, expect, test } from 'vitest';
import { exportRun } from '#core/code/export-run.ts';
import { initialState } from '#core/net/run.ts';
import { finalStep, stoppingOf } from '#core/net/watch.ts';
import { compare, hasPackage, hasPython, runAll, runScript, sourceOf, statesOf, syntaxErrors, type Case, type Printed } from './python.ts';
import { moons, prepare, randomRuns, runs, tanhNet, watchedRuns } from './runs.ts';

const casesOf = (table: Record<string, unknown>, steps: number, from = 0): Case[] =>
  Object.entries(table).map(([name, input]) => ({
    name: from > 0 ? `${name}, from step ${from} on` : name,
    run: prepare(input),
    from,
    steps,
  }));

/** Optimisers that remember, in the midst of their training. */
const resumed = casesOf(
  Object.fromEntries(
    ['momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'adamw', 'nadam', 'adamax'].map((kind) => [
      kind,
      { data: moons, batch: 5, network: tanhNet, optimizer: { kind, learningRate: 0.05 } },
    ]),
  ),
  3,
  6,
);
const watched = [...casesOf(watchedRuns, 20), ...casesOf(watchedRuns, 20, 3)];
const library = [...casesOf(runs, 3), ...resumed, ...watched];

const targets = [
  { target: 'numpy', package: 'numpy', cases: [...library, ...casesOf(randomRuns, 3), ...casesOf(randomRuns, 3, 4)] },
  { target: 'pytorch', package: 'torch', cases: library.filter(({ run }) => run.spec.arithmetic === 'standard') },
] as const;

/** A run that the installed library is too old for. */
const torch2 = hasPackage('torch', 'the steps of NAdam in PyTorch', 2);
const tooNew = (target: string, { run }: Case): boolean => target === 'pytorch' && run.spec.optimizer.kind === 'nadam' && !torch2;

describe.each(targets)('the $target script', ({ target, package: name, cases }) => {
  const installed = hasPackage(name, `the steps of the ${target} scripts`);
  let printed: Printed[] = [];
  beforeAll(() => {
    if (installed) printed = runAll(cases, target);
  }, 300_000);
  for (const [i, entry] of cases.entries()) {
    test.skipIf(!installed || tooNew(target, entry))(`makes the steps of the core: ${entry.name}`, () => {
      compare(entry, printed[i]!, 1e-9);
    });
  }

  test.skipIf(!hasPython())('is Python', () => {
    expect(syntaxErrors(cases.map((entry) => sourceOf(entry, target)))).toEqual([]);
  });

  test.skipIf(!installed)('refuses more steps than its plan holds', () => {
    const run = prepare(runs['mini-batches, shuffled']);
    const { status, stderr } = runScript(sourceOf({ name: '', run, from: 0, steps: 0 }, target), '--steps', '101');
    expect([status, stderr.includes('from 0 to 100')]).toEqual([2, true]);
  });
});

test('the watched runs come to their decisions', () => {
  for (const [name, input] of Object.entries(watchedRuns)) {
    const run = prepare(input);
    const states = statesOf(run, 20);
    const last = states.at(-1)!;
    if (run.spec.stopping) {
      expect(stoppingOf(run, last)?.stopped, name).toBe(true);
      if (run.spec.stopping.restore) expect(finalStep(run, states.length - 1, last)).toBeLessThan(states.length - 1);
    } else expect(last[run.layout.plateau + 2], name).toBeLessThan(1);
  }
});

test.each([
  ['pytorch', 'arithmetic', runs['article']],
  ['pytorch', 'network.layers[1].dropout', randomRuns['dropout after a residual layer']],
  ['pytorch', 'augment.noise', randomRuns['noise on the inputs']],
  ['pytorch', 'batch', { ...(runs['batch normalisation'] as object), batch: 23 }],
] as const)('%s cannot say %s, and refuses', (target, place, input) => {
  const run = prepare(input);
  expect(exportRun(run, initialState(run), 0, target)).toEqual({ ok: false, failure: { code: 'cannot-export', place, target } });
  expect(exportRun(run, initialState(run), 0, 'numpy').ok).toBe(true);
  expect(exportRun(run, initialState(run), 0, 'safetensors').ok).toBe(true);
});
