import { message, type Field } from './protobuf.ts';

/** The messages of an ONNX file, numbered as in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. */

export type Attributes = Readonly<Record<string, number | bigint>>;
/** Kinds of numbers, as the file names them. */
export const float32 = 1n;
export const float64 = 11n;
export type Kind = typeof float32 | typeof float64;

/** An operation: its inputs and its one output by name. */
export const node = (op: string, inputs: readonly string[], output: string, attributes: Attributes = {}): Uint8Array =>
  message(
    ...inputs.map((name): Field => [1, name]),
    [2, output],
    [3, output],
    [4, op],
    ...Object.entries(attributes).map(([name, value]): Field => [
      5,
      typeof value === 'bigint' ? message([1, name], [3, value], [20, 2n]) : message([1, name], [2, value], [20, 1n]),
    ]),
  );

/** A constant array, row-major; a number by itself has no dimensions. */
export const initializer = (name: string, shape: readonly number[], data: ArrayLike<number>, kind: Kind = float32): Uint8Array => {
  const size = kind === float32 ? 4 : 8;
  const raw = new Uint8Array(data.length * size);
  const view = new DataView(raw.buffer);
  for (let i = 0; i < data.length; i++) {
    if (kind === float32) view.setFloat32(i * size, data[i]!, true);
    else view.setFloat64(i * size, data[i]!, true);
  }
  return message(...shape.map((length): Field => [1, BigInt(length)]), [2, kind], [8, name], [9, raw]);
};

/** What goes in or comes out: rows of so many numbers, as many rows as one likes. */
export const value = (name: string, columns: number, about: string, kind: Kind = float32): Uint8Array => {
  const shape = message([1, message([2, 'batch'])], [1, message([1, BigInt(columns)])]);
  return message([1, name], [2, message([1, message([1, kind], [2, shape])])], [3, about]);
};

export interface Graph {
  readonly nodes: readonly Uint8Array[];
  readonly initializers: readonly Uint8Array[];
  readonly input: Uint8Array;
  readonly output: Uint8Array;
}

/** A whole file: operator set 17, which the intermediate representation 8 came with. `metadata` are texts by their names. */
export const modelFile = (
  { nodes, initializers, input, output }: Graph,
  about: string,
  metadata: Readonly<Record<string, string>>,
): Uint8Array => {
  const graph = message(
    ...nodes.map((bytes): Field => [1, bytes]),
    [2, 'network'],
    ...initializers.map((bytes): Field => [5, bytes]),
    [11, input],
    [12, output],
  );
  const texts = Object.entries(metadata).map(([name, text]): Field => [14, message([1, name], [2, text])]);
  return message([1, 8n], [2, 'Retrograd'], [6, about], [7, graph], [8, message([1, ''], [2, 17n])], ...texts);
};
