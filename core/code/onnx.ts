import type { WrittenActivation } from '#core/spec/methods.ts';
import type { Run } from '#core/net/run.ts';
import { float32, float64, initializer, modelFile, node, value, type Attributes } from './onnx-graph.ts';
import { tensorsOf } from './tensors.ts';
import { written } from './written.ts';

/**
 * The network of a state as an ONNX model in float32, as it is used after training: `x` (batch, inputs) in the units of the data, `y` (batch,
 * outputs). Batch normalisation takes its running statistics and dropout drops nothing. Where float32 would lose what the data differ by, such
 * as seconds since 1970, `x` is float64 until it is scaled. The metadata say so, and the names of columns and classes.
 */
export const onnxModel = (run: Run, state: Float64Array, step: number): Uint8Array => {
  const { spec, scaling, layout } = run;
  const nodes: Uint8Array[] = [];
  const initializers = tensorsOf(run, state).map(({ name, shape, data }) => initializer(name, shape, data));
  /** Adds an operation and answers the name of what it gives. */
  const add: Add = (op, inputs, output, attributes) => {
    nodes.push(node(op, inputs, output, attributes));
    return output;
  };
  const constant: Constant = (name, ...numbers) => {
    initializers.push(initializer(name, numbers.length === 1 ? [] : [numbers.length], numbers));
    return name;
  };
  const kind = isFine(run) ? float64 : float32;
  let x = 'x';
  if (spec.data.kind === 'csv' && spec.data.missing === 'mean') {
    initializers.push(initializer('fill', [scaling.fill.length], scaling.fill, kind));
    x = add('Where', [add('IsNaN', [x], 'missing'), 'fill', x], 'filled');
  }
  if (scaling.kind !== 'none') {
    const inputs = [scaling.offset.length];
    initializers.push(initializer('offset', inputs, scaling.offset, kind), initializer('scale', inputs, scaling.scale, kind));
    x = add('Div', [add('Sub', [x, 'offset'], 'moved'), 'scale'], 'scaled');
  }
  if (kind === float64) x = add('Cast', [x], 'narrow', { to: float32 });
  spec.network.layers.forEach(({ activation, normalization, residual }, l) => {
    const at = (name: string): string => `layers.${l}.${name}`;
    const scale = [at('gamma'), at('beta')];
    let u = add('Gemm', [x, at('W'), at('b')], at('z'));
    if (normalization === 'batch')
      u = add('BatchNormalization', [u, ...scale, at('runningMean'), at('runningVariance')], at('u'), { epsilon: 1e-5 });
    else if (normalization === 'layer') u = add('LayerNormalization', [u, ...scale], at('u'), { axis: -1n, epsilon: 1e-5 });
    const f = activate(written(activation), u, at, add, constant);
    x = residual ? add('Add', [f, x], at('a')) : f;
  });
  add('Identity', [x], 'y');
  const logits = spec.loss === 'binary-cross-entropy-logits';
  const graph = {
    nodes,
    initializers,
    input: value(
      'x',
      layout.layers[0]!.inputs,
      'A sample per row, in the units of the data: the model fills in and scales as the run does',
      kind,
    ),
    output: value('y', layout.layers.at(-1)!.units, logits ? 'Logits: the loss holds their sigmoid' : 'A prediction per row'),
  };
  const { task, columns, targets } = run.train;
  return modelFile(graph, `A network after ${step} steps of training. Written by Retrograd.`, {
    step: String(step),
    input: kind === float64 ? 'float64' : 'float32',
    columns: JSON.stringify(columns),
    [task === 'classes' ? 'classes' : 'targets']: JSON.stringify(targets),
    ...(task === 'classes' && { boundary: logits ? '0' : '0.5' }),
    preprocess: scaling.kind,
    ...(scaling.kind !== 'none' && { offset: JSON.stringify([...scaling.offset]), scale: JSON.stringify([...scaling.scale]) }),
  });
};

/** Whether float32, of 24 bits, would lose more of a scaled input than a millionth of its unit. */
const isFine = ({ scaling }: Run): boolean =>
  scaling.kind !== 'none' && scaling.offset.some((offset, i) => Math.abs(offset) / scaling.scale[i]! > 1e-6 * 2 ** 24);

type Add = (op: string, inputs: readonly string[], output: string, attributes?: Attributes) => string;
type Constant = (name: string, ...numbers: readonly number[]) => string;

/** Activations that are operations of their own. */
const operations: Readonly<
  Record<Exclude<WrittenActivation, 'linear' | 'gelu' | 'gelu-tanh' | 'silu'>, readonly [op: string, attributes: Attributes]>
> = {
  relu: ['Relu', {}],
  'leaky-relu': ['LeakyRelu', { alpha: 0.01 }],
  elu: ['Elu', { alpha: 1 }],
  selu: ['Selu', { alpha: 1.6732632423543772, gamma: 1.0507009873554805 }],
  softplus: ['Softplus', {}],
  sigmoid: ['Sigmoid', {}],
  tanh: ['Tanh', {}],
  softmax: ['Softmax', { axis: -1n }],
};

/** f(u), from operations of the set 17: gelu came as one of its own with the set 20. */
const activate = (activation: WrittenActivation, u: string, at: (name: string) => string, add: Add, constant: Constant): string => {
  /** u/2 · (1 + inner) */
  const halved = (inner: string): string =>
    add(
      'Mul',
      [add('Mul', [u, constant(at('half'), 0.5)], at('halved')), add('Add', [inner, constant(at('one'), 1)], at('share'))],
      at('f'),
    );
  switch (activation) {
    case 'linear':
      return u;
    case 'silu':
      return add('Mul', [u, add('Sigmoid', [u], at('share'))], at('f'));
    case 'gelu':
      return halved(add('Erf', [add('Mul', [u, constant(at('rootHalf'), Math.SQRT1_2)], at('turned'))], at('erf')));
    case 'gelu-tanh': {
      const cube = add('Mul', [add('Mul', [u, u], at('square')), u], at('cube'));
      const bent = add('Add', [u, add('Mul', [cube, constant(at('cubic'), 0.044715)], at('bend'))], at('bent'));
      return halved(add('Tanh', [add('Mul', [bent, constant(at('root'), Math.sqrt(2 / Math.PI))], at('turned'))], at('curve')));
    }
    default: {
      const [op, attributes] = operations[activation];
      return add(op, [u], at('f'), attributes);
    }
  }
};
