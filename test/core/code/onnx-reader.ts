/** Reads and runs the ONNX files that this project writes, written apart from the writer: from the field numbers of onnx.proto alone. */

type Wire = number | bigint | Uint8Array;

/** The fields of a message by number. */
const fieldsOf = (bytes: Uint8Array): Map<number, Wire[]> => {
  const fields = new Map<number, Wire[]>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = Number(varint());
    const type = key & 7;
    let value: Wire;
    if (type === 0) value = varint();
    else if (type === 5) {
      value = view.getFloat32(at, true);
      at += 4;
    } else if (type === 2) {
      const length = Number(varint());
      value = bytes.subarray(at, (at += length));
    } else throw new Error(`wire type ${type}`);
    fields.set(key >> 3, [...(fields.get(key >> 3) ?? []), value]);
  }
  if (at !== bytes.length) throw new Error('the message ends too late');
  return fields;
};

const messages = (fields: Map<number, Wire[]>, number: number) => (fields.get(number) ?? []).map((value) => fieldsOf(value as Uint8Array));
const texts = (fields: Map<number, Wire[]>, number: number) =>
  (fields.get(number) ?? []).map((value) => new TextDecoder().decode(value as Uint8Array));
const integers = (fields: Map<number, Wire[]>, number: number) =>
  (fields.get(number) ?? []).map((value) => Number(BigInt.asIntN(64, value as bigint)));

/** Rows of numbers; a vector has one row. */
interface Rows {
  readonly rows: number;
  readonly cols: number;
  readonly data: readonly number[];
}

export interface OnnxModel {
  readonly ir: number;
  readonly opset: number;
  /** Name and dimensions, a name where a dimension is open. */
  readonly inputs: readonly (readonly [string, readonly (string | number)[]])[];
  readonly outputs: readonly (readonly [string, readonly (string | number)[]])[];
  readonly operations: readonly {
    readonly op: string;
    readonly inputs: string[];
    readonly output: string;
    readonly attributes: Record<string, number>;
  }[];
  readonly constants: ReadonlyMap<string, Rows>;
  /** Kind of number of the input: 1 is float32, 11 float64. */
  readonly inputKind: number;
  readonly metadata: Readonly<Record<string, string>>;
}

export const readOnnx = (bytes: Uint8Array): OnnxModel => {
  const model = fieldsOf(bytes);
  const graph = messages(model, 7)[0]!;
  const valueOf = (value: Map<number, Wire[]>) => {
    const shape = messages(messages(messages(value, 2)[0]!, 1)[0]!, 2)[0]!;
    return [texts(value, 1)[0]!, messages(shape, 1).map((dim) => texts(dim, 2)[0] ?? integers(dim, 1)[0]!)] as const;
  };
  return {
    inputKind: integers(messages(messages(messages(graph, 11)[0]!, 2)[0]!, 1)[0]!, 1)[0]!,
    metadata: Object.fromEntries(messages(model, 14).map((entry) => [texts(entry, 1)[0]!, texts(entry, 2)[0]!])),
    ir: integers(model, 1)[0]!,
    opset: integers(messages(model, 8)[0]!, 2)[0]!,
    inputs: messages(graph, 11).map(valueOf),
    outputs: messages(graph, 12).map(valueOf),
    operations: messages(graph, 1).map((node) => ({
      op: texts(node, 4)[0]!,
      inputs: texts(node, 1),
      output: texts(node, 2)[0]!,
      attributes: Object.fromEntries(
        messages(node, 5).map((a) => [texts(a, 1)[0]!, (a.get(2)?.[0] as number | undefined) ?? integers(a, 3)[0]!]),
      ),
    })),
    constants: new Map(
      messages(graph, 5).map((tensor) => {
        const shape = integers(tensor, 1);
        const raw = (tensor.get(9)![0] as Uint8Array).slice();
        const data = Array.from(integers(tensor, 2)[0] === 11 ? new Float64Array(raw.buffer) : new Float32Array(raw.buffer));
        const cols = shape.at(-1) ?? 1;
        return [texts(tensor, 8)[0]!, { rows: data.length / cols, cols, data }];
      }),
    ),
  };
};

const each = (x: Rows, f: (value: number) => number): Rows => ({ ...x, data: x.data.map(f) });
/** Two arrays, the smaller one repeated over rows and columns. */
const pair = (a: Rows, b: Rows, f: (a: number, b: number) => number): Rows => {
  const [rows, cols] = [Math.max(a.rows, b.rows), Math.max(a.cols, b.cols)];
  const of = (x: Rows, r: number, c: number) => x.data[(r % x.rows) * x.cols + (c % x.cols)]!;
  return {
    rows,
    cols,
    data: Array.from({ length: rows * cols }, (_, i) => f(of(a, Math.floor(i / cols), i % cols), of(b, Math.floor(i / cols), i % cols))),
  };
};
const perRow = (x: Rows, f: (row: number[]) => number[]): Rows => ({
  ...x,
  data: Array.from({ length: x.rows }, (_, r) => f(x.data.slice(r * x.cols, (r + 1) * x.cols))).flat(),
});
const sum = (row: readonly number[]): number => row.reduce((total, value) => total + value, 0);
/** Abramowitz and Stegun 7.1.6, a series that is enough for the numbers of a test. */
const erf = (x: number): number => {
  let term = x;
  let total = x;
  for (let n = 1; n < 200; n++) total += term *= (2 * x * x) / (2 * n + 1);
  return Math.abs(x) > 5 ? Math.sign(x) : (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
};

type Kernel = (inputs: readonly Rows[], attributes: Record<string, number>) => Rows;
const kernels: Readonly<Record<string, Kernel>> = {
  Identity: ([x]) => x!,
  Cast: ([x], { to }) => {
    if (to !== 1) throw new Error('to');
    return each(x!, Math.fround);
  },
  Gemm: ([x, w, b]) => ({
    rows: x!.rows,
    cols: w!.cols,
    data: Array.from({ length: x!.rows * w!.cols }, (_, i) => {
      const [r, c] = [Math.floor(i / w!.cols), i % w!.cols];
      return b!.data[c]! + sum(Array.from({ length: x!.cols }, (_, k) => x!.data[r * x!.cols + k]! * w!.data[k * w!.cols + c]!));
    }),
  }),
  Add: ([a, b]) => pair(a!, b!, (x, y) => x + y),
  Sub: ([a, b]) => pair(a!, b!, (x, y) => x - y),
  Mul: ([a, b]) => pair(a!, b!, (x, y) => x * y),
  Div: ([a, b]) => pair(a!, b!, (x, y) => x / y),
  IsNaN: ([x]) => each(x!, (value) => Number(Number.isNaN(value))),
  Where: ([where, a, b]) =>
    pair(
      pair(where!, a!, (yes, value) => (yes ? value : NaN)),
      b!,
      (x, y) => (Number.isNaN(x) ? y : x),
    ),
  BatchNormalization: ([x, scale, shift, mean, variance], { epsilon }) => {
    const hat = pair(
      pair(x!, mean!, (value, m) => value - m),
      variance!,
      (value, v) => value / Math.sqrt(v + epsilon!),
    );
    return pair(
      pair(hat, scale!, (value, s) => value * s),
      shift!,
      (value, s) => value + s,
    );
  },
  LayerNormalization: ([x, scale, shift], { epsilon, axis }) => {
    if (axis !== -1) throw new Error('axis');
    const hat = perRow(x!, (row) => {
      const mean = sum(row) / row.length;
      const variance = sum(row.map((value) => (value - mean) ** 2)) / row.length;
      return row.map((value) => (value - mean) / Math.sqrt(variance + epsilon!));
    });
    return pair(
      pair(hat, scale!, (value, s) => value * s),
      shift!,
      (value, s) => value + s,
    );
  },
  Relu: ([x]) => each(x!, (value) => Math.max(0, value)),
  LeakyRelu: ([x], { alpha }) => each(x!, (value) => (value > 0 ? value : alpha! * value)),
  Elu: ([x], { alpha }) => each(x!, (value) => (value > 0 ? value : alpha! * (Math.exp(value) - 1))),
  Selu: ([x], { alpha, gamma }) => each(x!, (value) => gamma! * (value > 0 ? value : alpha! * (Math.exp(value) - 1))),
  Softplus: ([x]) => each(x!, (value) => Math.log1p(Math.exp(value))),
  Sigmoid: ([x]) => each(x!, (value) => 1 / (1 + Math.exp(-value))),
  Tanh: ([x]) => each(x!, Math.tanh),
  Erf: ([x]) => each(x!, erf),
  Softmax: ([x], { axis }) => {
    if (axis !== -1) throw new Error('axis');
    return perRow(x!, (row) => {
      const powers = row.map((value) => Math.exp(value - Math.max(...row)));
      return powers.map((value) => value / sum(powers));
    });
  },
};

/** The output of a model for rows of inputs. */
export const runOnnx = (model: OnnxModel, x: Float64Array, rows: number): readonly number[] => {
  const known = new Map<string, Rows>(model.constants);
  known.set(model.inputs[0]![0], { rows, cols: x.length / rows, data: Array.from(x) });
  for (const { op, inputs, output, attributes } of model.operations) {
    if (known.has(output)) throw new Error(`${output} is made twice`);
    known.set(
      output,
      kernels[op]!(
        inputs.map((name) => known.get(name)!),
        attributes,
      ),
    );
  }
  return known.get(model.outputs[0]![0])!.data;
};
