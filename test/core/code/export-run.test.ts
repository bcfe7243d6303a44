import { describe, expect, test } from 'vitest';
import { exportRun } from '#core/code/export-run.ts';
import { tensorsOf } from '#core/code/tensors.ts';
import { retrograd, textbookRun } from '#test/core/cli/terminal.ts';
import { statesOf } from './python.ts';
import { moons, prepare, runs } from './runs.ts';

type Header = Record<string, { readonly dtype: string; readonly shape: number[]; readonly data_offsets: [number, number] }>;
const headerOf = (bytes: Uint8Array): Header => {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  return JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Header;
};

test('safetensors: every tensor is read back bit for bit', () => {
  const run = prepare(runs['batch normalisation']);
  const state = statesOf(run, 4).at(-1)!;
  const file = exportRun(run, state, 4, 'safetensors');
  if (!file.ok || typeof file.value === 'string') throw new Error('no bytes');
  const bytes = file.value;
  const view = new DataView(bytes.buffer);
  const length = Number(view.getBigUint64(0, true));
  expect(length % 8).toBe(0);
  const { __metadata__: metadata, ...entries } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as {
    __metadata__: unknown;
  } & Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
  expect(metadata).toEqual({ format: 'retrograd', step: '4', columns: '["x1","x2"]', classes: '["0","1","2"]' });
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
    const printed = await retrograd(['export', 'r.json', '--as', 'numpy'], files);
    expect([printed.code, printed.err]).toEqual([0, '']);
    expect(printed.out).toContain('p["layers.0.b"] = np.array([0.35,0.35], dtype=float)');
    const { code, out, saved } = await retrograd(['export', 'r.json', '--as', 'numpy', '--out', 'r.py'], files);
    expect([code, out, saved.get('r.py')]).toEqual([0, '', printed.out]);
  });

  test('--step takes the parameters of that step', async () => {
    const at = async (step: string) =>
      (await retrograd(['export', 'r.json', '--as', 'safetensors', '--step', step, '--out', 'f'], files)).saved.get('f');
    expect(await at('0')).toBeInstanceOf(Uint8Array);
    expect(await at('2')).not.toEqual(await at('0'));
  });

  test.each([
    [
      ['--as', 'tensorflow'],
      '--as must be numpy, pytorch, pytorch-teach, keras, keras-teach, onnx, safetensors, pytorch-weights, parameters, or metrics',
    ],
    [[], '--as must be numpy, pytorch,'],
    [['--as', 'safetensors'], '--out is missing'],
    [['--as', 'onnx'], '--out is missing'],
    [['--as', 'numpy', '--out', 'locked/r.py'], 'cannot be written'],
    [['--as', 'numpy', '--every', '2'], '--every'],
  ])('%j is refused', async (options, sentence) => {
    const { code, out, err } = await retrograd(['export', 'r.json', ...options, '--lang', 'en'], files);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });

  test('says what cannot be exported', async () => {
    const run = { data: moons, network: { layers: [{ units: 1 }] }, optimizer: { kind: 'nadam' } };
    const { code, err } = await retrograd(['export', 'r', '--as', 'keras', '--lang', 'en'], { r: run });
    expect(code).toBe(2);
    expect(err).toBe(
      'r: “optimizer.kind” is nadam and cannot be exported to keras: Keras defines NAdam with other momenta; change that value or choose another form.\n',
    );
  });

  test('numbers that a form cannot hold are refused', async () => {
    const run = {
      data: { kind: 'inline', x: [[1]], y: [[0]] },
      network: { layers: [{ units: 1 }] },
      parameters: [{ W: [[1e60]], b: [0] }],
    };
    const to = (target: string) => retrograd(['export', 'r', '--as', target, '--out', 'f', '--lang', 'en'], { r: run });
    const { code, err, saved } = await to('onnx');
    expect([code, saved.size]).toEqual([2, 0]);
    expect(err).toContain('“layers[0]” is Infinity and cannot be exported to onnx: the numbers are too large for that form');
    expect((await to('safetensors')).code).toBe(0);
  });

  test('the weights for PyTorch have its names and its orientation', async () => {
    const run = prepare(runs['batch normalisation']);
    const made = exportRun(run, statesOf(run, 4).at(-1)!, 4, 'pytorch-weights');
    if (!made.ok || typeof made.value === 'string') throw new Error('no bytes');
    const entries = Object.entries(headerOf(made.value)).filter(([name]) => name !== '__metadata__');
    expect(Object.fromEntries(entries.map(([name, { dtype, shape }]) => [name, [dtype, ...shape]]))).toEqual({
      '0.linear.weight': ['F64', 4, 2],
      '0.linear.bias': ['F64', 4],
      '0.norm.weight': ['F64', 4],
      '0.norm.bias': ['F64', 4],
      '0.norm.running_mean': ['F64', 4],
      '0.norm.running_var': ['F64', 4],
      '1.linear.weight': ['F64', 3, 4],
      '1.linear.bias': ['F64', 3],
      '0.norm.num_batches_tracked': ['I64'],
    });
    const view = new DataView(made.value.buffer);
    const begin = 8 + Number(view.getBigUint64(0, true));
    const [W] = tensorsOf(run, statesOf(run, 4).at(-1)!);
    // The second number of a row of (O,I) is the first unit's weight from the second input.
    expect(view.getFloat64(begin + 8, true)).toBe(W!.data[4]);
    expect(view.getBigInt64(made.value.length - 8, true)).toBe(4n);
  });
});
