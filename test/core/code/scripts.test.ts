import { beforeAll, describe, expect, test } from 'vitest';
import { exportRun, type ExportTarget } from '#core/code/export-run.ts';
import { initialState } from '#core/net/run.ts';
import { finalStep, stoppingOf } from '#core/net/watch.ts';
import { compare, hasPackage, hasPython, runAll, sourceOf, statesOf, syntaxErrors, type Case, type Printed } from './python.ts';
import { moons, prepare, randomRuns, runs, scheduledRuns, tanhNet, watchedRuns, wholeRuns } from './runs.ts';

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
  5,
  6,
);
const watched = [...casesOf(watchedRuns, 20), ...casesOf(watchedRuns, 20, 3)];
const scheduled = [...casesOf(scheduledRuns, 8), ...casesOf(scheduledRuns, 5, 2)];
const whole = [...casesOf(wholeRuns, 3), ...casesOf(wholeRuns, 3, 2)];
const library = [
  ...whole,
  ...casesOf(runs, 3),
  ...scheduled,
  ...resumed,
  ...watched,
  ...casesOf(randomRuns, 3),
  ...casesOf(randomRuns, 3, 4),
];

const sayable = (target: ExportTarget) => library.filter(({ run }) => exportRun(run, initialState(run), 0, target).ok);
const exact = (): number => 1e-9;
/** Keras rounds an optimiser's constants to float32, places some epsilons elsewhere, and leaves the 1e-6 out when it clips. */
const kerasTolerance = ({ run: { spec } }: Case): number => {
  if (spec.optimizer.kind === 'sgd') return spec.clipNorm === null ? 1e-9 : 1e-6;
  return spec.optimizer.kind === 'momentum' || spec.optimizer.kind === 'nesterov' ? 1e-6 : 1e-5;
};

const targets = [
  { target: 'numpy', package: 'numpy', cases: library, tolerance: exact },
  { target: 'pytorch', package: 'torch', cases: sayable('pytorch'), tolerance: exact },
  { target: 'keras', package: 'keras', cases: sayable('keras'), tolerance: kerasTolerance },
] as const;

/** A run that the installed library is too old for. */
const torch2 = hasPackage('torch', 'the steps of NAdam in PyTorch', 2);
const tooNew = (target: string, { run }: Case): boolean => target === 'pytorch' && run.spec.optimizer.kind === 'nadam' && !torch2;

describe.each(targets)('the $target script', ({ target, package: name, cases, tolerance }) => {
  const installed = hasPackage(name, `the steps of the ${target} scripts`);
  let printed: Printed[] = [];
  beforeAll(() => {
    if (installed) printed = runAll(cases, target);
  }, 300_000);
  for (const [i, entry] of cases.entries()) {
    test.skipIf(!installed || tooNew(target, entry))(`makes the steps of the core: ${entry.name}`, () => {
      compare(entry, printed[i]!, tolerance(entry));
    });
  }

  test.skipIf(!hasPython())('is Python', () => {
    expect(syntaxErrors(cases.map((entry) => sourceOf(entry, target)))).toEqual([]);
  });
});

test('the Keras script has the layers, the loss and the optimiser of the run', () => {
  const run = prepare({
    ...(runs['penalties and decay'] as object),
    network: { layers: [{ units: 1, activation: 'elu', residual: true }, { units: 1 }] },
  });
  const source = sourceOf({ name: '', run, from: 0, steps: 0 }, 'keras');
  for (const line of [
    'f = layers.Dense(1, name="dense_0", kernel_regularizer=keras.regularizers.L1L2(l1=0.01, l2=0.1 / 2))(x)',
    'f = layers.Activation("elu")(f)',
    'x = layers.Add()([f, x])',
    'optimizer = keras.optimizers.Adam(learning_rate=0.05, beta_1=0.9, beta_2=0.999, epsilon=3.162277660168',
    'optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])',
    'model.compile(optimizer=optimizer, loss=keras.losses.MeanSquaredError())',
  ])
    expect(source).toContain(`\n${line}`);
});

test('a script of a branch counts updates from where its optimiser began', () => {
  const run = { ...prepare({ data: moons, network: tanhNet, optimizer: { kind: 'adam' } }), optimizerFrom: 4 };
  const source = (target: ExportTarget): string => {
    const script = exportRun(run, initialState(run), 6, target);
    return script.ok ? String(script.value) : '';
  };
  expect(source('numpy')).toContain('update(backward(seen, y), rate, k - 3)');
  expect(source('pytorch')).toContain('optimizer.state[value]["step"] = torch.tensor(2.0)');
  expect(source('keras')).toContain('optimizer.iterations.assign(2)');
  expect(source('keras')).toContain(String(1e-8 * Math.sqrt(1 - 0.999 ** 3)).slice(0, 12));
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
  ['pytorch', 'batch', { ...(runs['batch normalisation'] as object), batch: 23 }],
  ['keras', 'arithmetic', runs['article']],
  ['keras', 'augment.noise', randomRuns['noise on the inputs']],
  ['keras', 'network.layers[0].dropout', randomRuns['dropout and held-out samples']],
  ['keras', 'stopping', watchedRuns['early stopping, last step kept']],
  ['keras', 'schedule.kind', watchedRuns['plateau of the training loss, in batches']],
  ['keras', 'optimizer.kind', runs['nadam']],
  ['keras', 'clipValue', { ...(runs['clipped by value'] as object), clipNorm: 1 }],
  ['keras', 'penalty.decay', { ...(runs['adamw'] as object), penalty: { decay: 0.1 } }],
] as const)('%s cannot say %s, and refuses', (target, place, input) => {
  const run = prepare(input);
  expect(exportRun(run, initialState(run), 0, target)).toEqual({ ok: false, failure: { code: 'cannot-export', place, target } });
  expect(exportRun(run, initialState(run), 0, 'numpy').ok).toBe(true);
  expect(exportRun(run, initialState(run), 0, 'safetensors').ok).toBe(true);
});
