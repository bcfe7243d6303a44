import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportRun } from '#core/code/export-run.ts';
import { tensorsOf, parametersOf } from '#core/code/tensors.ts';
import { activations, losses, optimizers } from '#core/contract/methods.ts';
import { readRunSpec } from '#core/contract/read-run-spec.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { initialState, prepareRun, type Run } from '#core/net/run.ts';
import { exampleRuns } from '#test/core/contract/example-runs.ts';
import { retrograd, textbookRun } from '#test/core/cli/terminal.ts';

const prepare = (input: unknown): Run => {
  const spec = readRunSpec(input);
  if (!spec.ok) throw new Error(JSON.stringify(spec.failure));
  return prepareRun(spec.value);
};

/** theta_to from theta_from. */
const trained = (run: Run, from: number, to: number, start: Float64Array): Float64Array => {
  const workspace = createWorkspace(run);
  let state = start;
  for (let k = from; k < to; k++) {
    const next = new Float64Array(state.length);
    expect(advance(run, k, state, next, workspace).failure).toBeUndefined();
    state = next;
  }
  return state;
};

const moons = { kind: 'generator', name: 'moons', samples: 23 };
const blobs = { kind: 'generator', name: 'blobs', samples: 24, classes: 3 };
const sine = { kind: 'generator', name: 'sine', samples: 20 };
const tanhNet = { layers: [{ units: 5, activation: 'tanh' }, { units: 1 }] };
const probabilityNet = {
  layers: [
    { units: 5, activation: 'tanh' },
    { units: 1, activation: 'sigmoid' },
  ],
};
const classNet = {
  layers: [
    { units: 6, activation: 'relu' },
    { units: 3, activation: 'softmax' },
  ],
};
const rate = (kind: string) => ({ kind, learningRate: 0.05 });

const outputOf = (loss: string): object => {
  if (loss === 'categorical-cross-entropy') return { data: blobs, network: classNet };
  if (loss === 'binary-cross-entropy') return { data: moons, network: probabilityNet };
  return { data: loss === 'binary-cross-entropy-logits' ? moons : sine, network: tanhNet };
};

const runs: Record<string, unknown> = {
  article: exampleRuns.article,
  'textbook, biases frozen': textbookRun,
  'mini-batches, shuffled': { data: moons, batch: 5, network: probabilityNet, loss: 'binary-cross-entropy', optimizer: rate('adam') },
  'mini-batches in order, sum': { data: sine, batch: 6, shuffle: false, reduction: 'sum', network: tanhNet },
  'softmax under mse': { data: blobs, network: classNet, loss: 'mse', optimizer: rate('momentum') },
  'binary class weights': { data: moons, network: probabilityNet, loss: 'binary-cross-entropy', classWeights: [0.5, 3] },
  'logit class weights': { data: moons, network: tanhNet, loss: 'binary-cross-entropy-logits', classWeights: [0.5, 3] },
  'class weights': { data: blobs, network: classNet, loss: 'categorical-cross-entropy', classWeights: [1, 2, 0.3] },
  'penalties and decay': { data: sine, network: tanhNet, penalty: { l1: 0.01, l2: 0.1, decay: 0.2 }, optimizer: rate('adam') },
  'clipped by norm, biases frozen': { data: sine, network: tanhNet, clipNorm: 0.05, train: { biases: false } },
  'clipped by value': { data: sine, network: tanhNet, clipValue: 0.01 },
  'batch normalisation': {
    data: blobs,
    batch: 7,
    loss: 'categorical-cross-entropy',
    network: {
      layers: [
        { units: 4, activation: 'relu', normalization: 'batch' },
        { units: 3, activation: 'softmax' },
      ],
    },
  },
  'layer normalisation': { data: sine, network: { layers: [{ units: 4, activation: 'tanh', normalization: 'layer' }, { units: 1 }] } },
  residual: {
    data: moons,
    network: { layers: [{ units: 4, activation: 'tanh' }, { units: 4, activation: 'silu', residual: true }, { units: 1 }] },
  },
  'cosine with warm-up': { data: sine, network: tanhNet, schedule: { kind: 'cosine', steps: 5, warmup: 2 } },
  'step schedule': { data: sine, network: tanhNet, schedule: { kind: 'step', every: 1, gamma: 0.5 } },
  ...Object.fromEntries(
    losses.flatMap((loss) => ['mean', 'sum'].map((reduction) => [`${loss}, ${reduction}`, { ...outputOf(loss), loss, reduction }])),
  ),
  ...Object.fromEntries(Object.keys(optimizers).map((kind) => [kind, { data: moons, network: tanhNet, optimizer: rate(kind) }])),
  ...Object.fromEntries(
    activations.map((activation) => [
      `hidden ${activation}`,
      { data: moons, network: { layers: [{ units: 4, activation }, { units: 1 }] } },
    ]),
  ),
};

const numpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;
if (!numpy) console.warn('Skipped: the NumPy scripts, for python3 with numpy is not installed.');

/** Runs scripts one after the other in one Python, which takes longer to start than they do. */
const driver = `
import contextlib, io, json, sys
results = []
for source in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["script", "--steps", "3"]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        exec(compile(source, "script", "exec"), {"__name__": "__main__"})
    results.append([out.getvalue(), err.getvalue()])
print(json.dumps(results))
`;

interface Case {
  readonly name: string;
  readonly run: Run;
  readonly from: number;
}
const cases: readonly Case[] = [
  ...Object.entries(runs).map(([name, input]) => ({ name, run: prepare(input), from: 0 })),
  ...['adam', 'nadam', 'momentum', 'adamax'].map((kind) => ({
    name: `${kind}, from step 6 on, in mini-batches`,
    run: prepare({ data: moons, batch: 5, network: tanhNet, optimizer: rate(kind) }),
    from: 6,
  })),
];

const printed: [string, string][] = [];
const runAll = (): void => {
  const sources = cases.map(({ run, from }) => {
    const script = exportRun(run, trained(run, 0, from, initialState(run)), from, 'numpy');
    if (!script.ok) throw new Error(script.failure.code);
    return script.value;
  });
  const { status, stdout, stderr } = spawnSync('python3', ['-c', driver], { input: JSON.stringify(sources), encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  printed.push(...(JSON.parse(stdout) as [string, string][]));
};

/** Compares what a script printed with the core's own three steps. */
const compare = ({ run, from }: Case, [stdout, stderr]: [string, string]): void => {
  const start = trained(run, 0, from, initialState(run));
  expect(stderr.match(/^step \d+: loss -?[\d.e-]+$/gm)).toHaveLength(3);
  const found = JSON.parse(stdout) as Record<string, number[] | number[][]>;
  const wanted = parametersOf(run, trained(run, from, from + 3, start));
  expect(Object.keys(found).sort()).toEqual(wanted.map(({ name }) => name).sort());
  let moved = 0;
  for (const [t, { name, data }] of wanted.entries()) {
    const values = found[name]!.flat();
    expect(values).toHaveLength(data.length);
    values.forEach((value, i) => expect(Math.abs(value - data[i]!), `${name}[${i}]`).toBeLessThan(1e-9 * Math.max(1, Math.abs(data[i]!))));
    const before = parametersOf(run, start)[t]!.data;
    if (data.some((value, i) => value !== before[i])) moved++;
  }
  expect(moved).toBeGreaterThan(0);
};

describe.skipIf(!numpy)('the NumPy script makes the same three steps as the core', () => {
  beforeAll(runAll, 60_000);
  test.each(cases.map((entry, i) => [entry.name, i] as const))('%s', (_name, i) => compare(cases[i]!, printed[i]!));

  test('more steps than its plan holds are refused', () => {
    const run = prepare(runs['mini-batches, shuffled']);
    const script = exportRun(run, initialState(run), 0, 'numpy');
    const { status, stderr } = spawnSync('python3', ['-', '--steps', '101'], { input: script.ok ? script.value : '', encoding: 'utf8' });
    expect([status, stderr.includes('from 0 to 100')]).toEqual([2, true]);
  }, 30_000);
});

test.each([
  ['network.layers[0].dropout', { network: { layers: [{ units: 3, dropout: 0.5 }, { units: 1 }] } }],
  ['augment.noise', { augment: { noise: 0.1 }, network: tanhNet }],
  ['stopping', { stopping: {}, split: { train: 0.5, validation: 0.5 }, network: tanhNet }],
  ['schedule.kind', { schedule: { kind: 'plateau' }, network: tanhNet }],
])('a script that cannot say %s is refused', (place, rest) => {
  const run = prepare({ data: moons, ...rest });
  expect(exportRun(run, initialState(run), 0, 'numpy')).toEqual({ ok: false, failure: { code: 'cannot-export', place, target: 'numpy' } });
  expect(exportRun(run, initialState(run), 0, 'safetensors').ok).toBe(true);
});

test('safetensors: every tensor is read back bit for bit', () => {
  const run = prepare(runs['batch normalisation']);
  const state = trained(run, 0, 4, initialState(run));
  const file = exportRun(run, state, 4, 'safetensors');
  if (!file.ok || typeof file.value === 'string') throw new Error('no bytes');
  const bytes = file.value;
  const view = new DataView(bytes.buffer);
  const length = Number(view.getBigUint64(0, true));
  expect(length % 8).toBe(0);
  const { __metadata__: metadata, ...entries } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as {
    __metadata__: unknown;
  } & Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
  expect(metadata).toEqual({ format: 'retrograd', step: '4' });
  const wanted = tensorsOf(run, state);
  expect(Object.keys(entries)).toEqual(wanted.map(({ name }) => name));
  expect(Object.keys(entries)).toEqual(expect.arrayContaining(['layers.0.W', 'layers.0.gamma', 'layers.0.runningVariance', 'layers.1.b']));
  let end = 0;
  for (const { name, shape, data } of wanted) {
    const { dtype, shape: read, data_offsets } = entries[name]!;
    expect([dtype, read, data_offsets]).toEqual(['F64', shape, [end, end + data.length * 8]]);
    data.forEach((value, i) => expect(Object.is(view.getFloat64(8 + length + end + i * 8, true), value)).toBe(true));
    end = data_offsets[1];
  }
  expect(bytes.length).toBe(8 + length + end);
  expect([...wanted[0]!.data]).toEqual([...state.subarray(0, wanted[0]!.data.length)]);
});

describe('retrograd export', () => {
  const files = { 'r.json': textbookRun };
  test('writes a script to standard output, or to the file of --out', async () => {
    const printed = await retrograd(['export', 'r.json', '--to', 'numpy'], files);
    expect([printed.code, printed.err]).toEqual([0, '']);
    expect(printed.out).toContain('p["layers.0.b"] = np.array([0.35,0.35], dtype=float)');
    const { code, out, saved } = await retrograd(['export', 'r.json', '--to', 'numpy', '--out', 'r.py'], files);
    expect([code, out, saved.get('r.py')]).toEqual([0, '', printed.out]);
  });

  test('--step takes the parameters of that step', async () => {
    const at = async (step: string) =>
      (await retrograd(['export', 'r.json', '--to', 'safetensors', '--step', step, '--out', 'f'], files)).saved.get('f');
    expect(await at('0')).toBeInstanceOf(Uint8Array);
    expect(await at('2')).not.toEqual(await at('0'));
  });

  test.each([
    [['--to', 'tensorflow'], '--to must be numpy or safetensors'],
    [[], '--to must be numpy or safetensors'],
    [['--to', 'safetensors'], '--out is missing'],
    [['--to', 'numpy', '--out', 'locked/r.py'], 'cannot be written'],
    [['--to', 'numpy', '--every', '2'], '--every'],
  ])('%j is refused', async (options, sentence) => {
    const { code, out, err } = await retrograd(['export', 'r.json', ...options, '--lang', 'en'], files);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });

  test('says what cannot be exported', async () => {
    const run = { data: moons, network: { layers: [{ units: 3, dropout: 0.5 }, { units: 1 }] } };
    const { code, err } = await retrograd(['export', 'r', '--to', 'numpy', '--lang', 'en'], { r: run });
    expect([code, err.includes('network.layers[0].dropout')]).toEqual([2, true]);
  });
});
