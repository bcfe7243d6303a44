import { describe, expect, test } from 'vitest';
import { exportRun } from '#core/code/export-run.ts';
import { tensorsOf } from '#core/code/tensors.ts';
import { retrograd, textbookRun } from '#test/core/cli/terminal.ts';
import { statesOf } from './python.ts';
import { moons, prepare, runs } from './runs.ts';

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
    [['--to', 'tensorflow'], '--to must be numpy, pytorch, keras, onnx, or safetensors'],
    [[], '--to must be numpy, pytorch, keras, onnx, or safetensors'],
    [['--to', 'safetensors'], '--out is missing'],
    [['--to', 'onnx'], '--out is missing'],
    [['--to', 'numpy', '--out', 'locked/r.py'], 'cannot be written'],
    [['--to', 'numpy', '--every', '2'], '--every'],
  ])('%j is refused', async (options, sentence) => {
    const { code, out, err } = await retrograd(['export', 'r.json', ...options, '--lang', 'en'], files);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });

  test('says what cannot be exported', async () => {
    const run = { data: moons, network: { layers: [{ units: 3, dropout: 0.5 }, { units: 1 }] } };
    const { code, err } = await retrograd(['export', 'r', '--to', 'keras', '--lang', 'en'], { r: run });
    expect([code, err.includes('network.layers[0].dropout')]).toEqual([2, true]);
  });
});
