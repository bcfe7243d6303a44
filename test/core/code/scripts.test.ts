import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportRun, type ExportTarget } from '#core/code/export-run.ts';
import { tensorsOf } from '#core/code/tensors.ts';
import { initialState } from '#core/net/run.ts';
import { finalStep, stoppingOf } from '#core/net/watch.ts';
import { predict } from '#core/net/evaluate.ts';
import {
  compare,
  hasPackage,
  hasPython,
  python,
  runAll,
  runSources,
  sourceOf,
  statesOf,
  syntaxErrors,
  type Case,
  type Printed,
} from './python.ts';
import { moons, prepare, prepareTable, randomRuns, runs, scheduledRuns, tanhNet, watchedRuns, wholeRuns } from './runs.ts';

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
/** Keras places some epsilons elsewhere, leaves the 1e-6 out when it clips, and computes some layers with constants of float32. */
const kerasTolerance = ({ run: { spec } }: Case): number => {
  const { kind } = spec.optimizer;
  if (kind === 'rmsprop' || spec.clipNorm !== null) return 5e-6;
  return ['adagrad', 'adam', 'adamw', 'adamax'].includes(kind) ? 1e-6 : 1e-8;
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
    'f = layers.Dense(1, name="dense_0", kernel_regularizer=lambda w: 0.01 * ops.sum(ops.abs(w)) + 0.1 / 2 * ops.sum(ops.square(w)))(x)',
    'f = layers.Activation("elu")(f)',
    'x = layers.Add()([f, x])',
    'optimizer = keras.optimizers.Adam(learning_rate=0.05, beta_1=np.float64(0.9), beta_2=np.float64(0.999), epsilon=np.float64(3.162277660168',
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
  ['pytorch', 'arithmetic', 'no-derivative', runs['article']],
  ['pytorch', 'batch', 'lone-sample', { ...(runs['batch normalisation'] as object), batch: 23 }],
  ['keras', 'arithmetic', 'no-derivative', runs['article']],
  ['keras', 'optimizer.kind', 'other-nadam', runs['nadam']],
  ['keras', 'clipValue', 'one-clipping', { ...(runs['clipped by value'] as object), clipNorm: 1 }],
  ['keras', 'penalty.decay', 'one-decay', { ...(runs['adamw'] as object), penalty: { decay: 0.1 } }],
  ['pytorch-teach', 'stopping', 'not-short', watchedRuns['early stopping, last step kept']],
  ['keras-teach', 'schedule.kind', 'not-short', watchedRuns['plateau of the training loss, in batches']],
  ['keras-teach', 'penalty.decay', 'not-short', runs['decay beside momentum']],
] as const)('%s cannot say %s, and says why: %s', (target, place, reason, input) => {
  const run = prepare(input);
  const found = exportRun(run, initialState(run), 0, target);
  expect(found).toMatchObject({ ok: false, failure: { code: 'cannot-export', place, target, reason } });
  expect(exportRun(run, initialState(run), 0, 'numpy').ok).toBe(true);
  expect(exportRun(run, initialState(run), 0, 'safetensors').ok).toBe(true);
});

/** A table with names, a missing value and columns of different sizes. */
const table = 'height,"wei""ght",kind\n1.5,5e4,a\n1.8,,b\n1.7,7e4,c\n1.6,6e4,b\n1.9,9e4,a\n2,8e4,c\n';
const named = await prepareTable(
  {
    data: { kind: 'csv', file: 'own.csv', target: ['kind'], missing: 'mean' },
    preprocess: 'standardize',
    network: {
      layers: [
        { units: 4, activation: 'tanh', normalization: 'batch' },
        { units: 3, activation: 'softmax' },
      ],
    },
    loss: 'categorical-cross-entropy',
  },
  table,
);

describe.each(targets)('the $target script predicts on new data', ({ target, package: name }) => {
  const installed = hasPackage(name, `the predictions of the ${target} scripts`);
  test.skipIf(!installed)('in the units of the data, by the names of its classes', { timeout: 300_000 }, () => {
    const source = sourceOf({ name: '', run: named, from: 5, steps: 0 }, target);
    const asked = [
      [1.75, 65000],
      [1.6, NaN],
    ];
    const printed = runSources(asked.map((numbers) => [source, ['--steps', '0', '--predict', ...numbers.map(String)]]));
    const { offset, scale, fill } = named.scaling;
    const state = statesOf(named, 5).at(-1)!;
    printed.forEach(([stdout, stderr], n) => {
      expect(stdout, stderr).not.toBe('');
      const found = JSON.parse(stdout) as { prediction: number[]; class: string };
      const x = asked[n]!.map((value, i) => ((Number.isNaN(value) ? fill[i]! : value) - offset[i]!) / scale[i]!);
      const wanted = predict(named, state, Float64Array.from(x), 1);
      wanted.forEach((value, i) => expect(found.prediction[i]).toBeCloseTo(value, 9));
      expect(found.class).toBe(['a', 'b', 'c'][wanted.indexOf(Math.max(...wanted))]);
    });
    const [few] = runSources([[source, ['--predict', '1']]]);
    expect(few![1]).toContain('SystemExit');
  });

  test('and says so in the language that is asked for', () => {
    const script = exportRun(named, statesOf(named, 5).at(-1)!, 5, target, 'es');
    if (!script.ok) throw new Error(script.failure.code);
    for (const text of ['Escrito por Retrograd', 'COLUMNS = ["height","wei\\"ght"]', 'CLASSES = ["a","b","c"]', 'pérdida de entrenamiento'])
      expect(script.value).toContain(text);
    expect(String(script.value)).not.toMatch(/# (The|What|Parameters)|"""(The|One|What)/);
  });
});

describe('Keras on its other backends', () => {
  const weighted = sourceOf({ name: '', run: prepare(runs['class weights']), from: 0, steps: 2 }, 'keras');
  test.each([
    ['torch', 'torch'],
    ['jax', 'jax'],
  ])('%s takes class weights', { timeout: 300_000 }, (backend, name) => {
    if (!hasPackage('keras', 'Keras') || !hasPackage(name, `Keras on ${backend}`)) return;
    const [printed] = runSources([[weighted, ['--steps', '2']]], { KERAS_BACKEND: backend });
    expect(printed![0], printed![1]).toContain('layers.0.W');
  });

  test.skipIf(!hasPython())('a library that is missing is one sentence', () => {
    const { status, stderr } = python(['-c', weighted], '', { KERAS_BACKEND: 'torch', PYTHONPATH: 'test/core/code/no-keras' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^keras is missing: install it with pip install keras tensorflow, or run with KERAS_BACKEND=torch .*\.\n$/);
  });
});

describe.each([
  ['pytorch-teach', 'torch'],
  ['keras-teach', 'keras'],
] as const)('the script to teach with, %s', (target, name) => {
  const installed = hasPackage(name, `the ${target} scripts`);
  const taught = casesOf({ ...runs, ...scheduledRuns, ...randomRuns }, 4, 0).filter(
    ({ run }) => exportRun(run, initialState(run), 4, target).ok,
  );
  const source = (run: Case['run'], step = 4) => String((exportRun(run, initialState(run), step, target) as { value: string }).value);

  test.skipIf(!installed)('runs, and evaluates at its end', { timeout: 600_000 }, () => {
    const printed = runSources(taught.map(({ run }) => [source(run), []]));
    printed.forEach(([stdout, stderr], i) => expect(stdout, `${taught[i]!.name}: ${stderr}`).toMatch(/^training:? .*loss/m));
  });

  test.skipIf(!installed)('learns', { timeout: 300_000 }, () => {
    const run = prepare({ ...(runs['mini-batches, shuffled'] as object), data: { ...moons, samples: 100 } });
    const [[stdout]] = runSources([[source(run, 2000), []]]) as [Printed];
    const accuracy = target === 'keras-teach' ? /training .*'accuracy': ([\d.]+)/ : /training: .*accuracy ([\d.]+)%/;
    expect(Number(accuracy.exec(stdout)![1]) / (target === 'keras-teach' ? 1 : 100)).toBeGreaterThan(0.85);
  });

  test('is short, and holds no random numbers of its own', () => {
    for (const { run } of taught) {
      // Without the lists of data, which are as long as there are samples.
      const text = source(run).replace(/^(X|Y).* = [^]*?^\].*$/gm, '');
      expect(text.split('\n').length).toBeLessThanOrEqual(100);
      expect(text).not.toContain('Philox');
    }
  });
  test.skipIf(!hasPython())('is Python', () => {
    expect(syntaxErrors(taught.map(({ run }) => source(run)))).toEqual([]);
  });
});

test('the PyTorch script takes the weights of another step', { timeout: 300_000 }, async () => {
  if (!hasPackage('torch', 'PyTorch') || !hasPackage('safetensors', 'weights in PyTorch')) return;
  const folder = await mkdtemp(join(tmpdir(), 'retrograd-'));
  const run = prepare(runs['batch normalisation']);
  const state = statesOf(run, 6).at(-1)!;
  const weights = exportRun(run, state, 6, 'pytorch-weights');
  if (!weights.ok) throw new Error(weights.failure.code);
  await writeFile(join(folder, 'w.safetensors'), weights.value);
  const source = sourceOf({ name: '', run, from: 0, steps: 0 }, 'pytorch');
  const [[stdout, stderr]] = runSources([[source, ['--steps', '0', '--weights', join(folder, 'w.safetensors')]]]) as [Printed];
  await rm(folder, { recursive: true });
  expect(stdout, stderr).not.toBe('');
  const found = JSON.parse(stdout) as Record<string, number[] | number[][]>;
  for (const { name, data } of tensorsOf(run, state)) expect(found[name]!.flat()).toEqual([...data]);
});
