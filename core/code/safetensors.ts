import type { Run } from '#core/net/run.ts';
import { tensorsOf, type Tensor } from './tensors.ts';

/** Numbers of a file: float64, or a whole one of 64 bits. */
interface Entry extends Tensor {
  readonly dtype?: 'F64' | 'I64';
}

/** The parameters and running statistics of a state, named and shaped as everywhere here: layers.0.W (I,O), layers.0.b (O), ... */
export const safetensors = (run: Run, state: Float64Array, step: number): Uint8Array =>
  safetensorsOf(tensorsOf(run, state), { format: 'retrograd', step: String(step), ...namesOf(run) });

/**
 * The same with the names and the orientation of the network in the PyTorch script, for its `load_state_dict`: 0.linear.weight (O,I),
 * 0.linear.bias (O), and of a normalised layer 0.norm.weight, 0.norm.bias, 0.norm.running_mean, ...
 */
export const pytorchWeights = (run: Run, state: Float64Array, step: number): Uint8Array => {
  const entries = tensorsOf(run, state).map(({ name, shape, data }): Entry => {
    const [, layer, kind] = name.split('.') as [string, string, keyof typeof pytorchNames];
    const own = `${layer}.${pytorchNames[kind]}`;
    return shape.length === 2
      ? { name: own, shape: [shape[1]!, shape[0]!], data: transposed(data, shape[1]!) }
      : { name: own, shape, data };
  });
  // PyTorch counts the batches that the running statistics have seen.
  const counts = run.layout.layers.flatMap(({ runningMean }, l): Entry[] =>
    runningMean < 0 ? [] : [{ name: `${l}.norm.num_batches_tracked`, shape: [], data: Float64Array.of(step), dtype: 'I64' }],
  );
  return safetensorsOf([...entries, ...counts], { format: 'pt', step: String(step), ...namesOf(run) });
};

const pytorchNames = {
  W: 'linear.weight',
  b: 'linear.bias',
  gamma: 'norm.weight',
  beta: 'norm.bias',
  runningMean: 'norm.running_mean',
  runningVariance: 'norm.running_var',
} as const;

const transposed = (data: Float64Array, columns: number): Float64Array => {
  const rows = data.length / columns;
  return data.map((_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!);
};

/** What a program that has the weights alone must know of the data. */
const namesOf = ({ train }: Run): Record<string, string> => ({
  columns: JSON.stringify(train.columns),
  [train.task === 'classes' ? 'classes' : 'targets']: JSON.stringify(train.targets),
});

/**
 * A file in the safetensors format: the header's length (8 bytes), the header as JSON, filled up with spaces to a multiple of 8 bytes, then
 * the tensors, little-endian, 8 bytes a number.
 */
export const safetensorsOf = (entries: readonly Entry[], metadata: Readonly<Record<string, string>>): Uint8Array => {
  let size = 0;
  const places = entries.map(
    ({ name, shape, data, dtype = 'F64' }) => [name, { dtype, shape, data_offsets: [size, (size += data.length * 8)] }] as const,
  );
  const text = new TextEncoder().encode(JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(places) }));
  const header = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + header + size).fill(32, 8, 8 + header);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header), true);
  bytes.set(text, 8);
  let at = 8 + header;
  for (const { data, dtype } of entries)
    for (const value of data) {
      if (dtype === 'I64') view.setBigInt64(at, BigInt(value), true);
      else view.setFloat64(at, value, true);
      at += 8;
    }
  return bytes;
};
