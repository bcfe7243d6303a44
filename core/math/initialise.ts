import type { BiasInitializer, Initializer } from '#core/spec/methods.ts';
import { normalAt, streams, uniformAt } from './random.ts';
import { orthonormalRows } from './orthogonal.ts';

type Draw = { readonly draw: 'uniform' | 'normal'; readonly scale: number };

/**
 * Starting weights of a layer with I inputs and O outputs. U is uniform over the symmetric interval, N normal with that standard deviation.
 *
 * | zeros          | 0 |
 * | constant       | one value everywhere: what symmetry does to a layer |
 * | uniform        | U(1), weights and biases alike, whatever the layer's size: the seed article's |
 * | normal         | N(1) |
 * | xavier-uniform | U(√(6/(I+O)))      Glorot and Bengio, 2010 |
 * | xavier-normal  | N(√(2/(I+O))) |
 * | he-uniform     | U(√(6/I))          He et al., 2015 |
 * | he-normal      | N(√(2/I)) |
 * | lecun-uniform  | U(√(3/I))          LeCun et al., 1998 |
 * | lecun-normal   | N(√(1/I)) |
 * | orthogonal     | orthonormal columns, or rows where O > I      Saxe et al., 2014 |
 */
const draws: Readonly<Record<Exclude<Initializer, 'constant' | 'orthogonal'>, (I: number, O: number) => Draw>> = {
  zeros: () => ({ draw: 'uniform', scale: 0 }),
  uniform: () => ({ draw: 'uniform', scale: 1 }),
  normal: () => ({ draw: 'normal', scale: 1 }),
  'xavier-uniform': (I, O) => ({ draw: 'uniform', scale: Math.sqrt(6 / (I + O)) }),
  'xavier-normal': (I, O) => ({ draw: 'normal', scale: Math.sqrt(2 / (I + O)) }),
  'he-uniform': (I) => ({ draw: 'uniform', scale: Math.sqrt(6 / I) }),
  'he-normal': (I) => ({ draw: 'normal', scale: Math.sqrt(2 / I) }),
  'lecun-uniform': (I) => ({ draw: 'uniform', scale: Math.sqrt(3 / I) }),
  'lecun-normal': (I) => ({ draw: 'normal', scale: Math.sqrt(1 / I) }),
};

/**
 * Starting biases. `lecun-uniform` is PyTorch's own: U(1/√I). `usual` is zeros, but U(1) where the weights are `uniform`.
 */
const biasDraws: Readonly<Record<Exclude<BiasInitializer, 'usual' | 'constant'>, (I: number) => Draw>> = {
  zeros: () => ({ draw: 'uniform', scale: 0 }),
  uniform: () => ({ draw: 'uniform', scale: 1 }),
  normal: () => ({ draw: 'normal', scale: 1 }),
  'lecun-uniform': (I) => ({ draw: 'uniform', scale: 1 / Math.sqrt(I) }),
};

/** How a layer of a run starts. */
export interface Start {
  readonly initializer: Initializer;
  readonly constant?: number;
  readonly biasInitializer?: BiasInitializer;
  readonly biasConstant?: number;
}

/** Writes W (I,O) at `w` and b (O) at `b`. What is drawn for a parameter depends on its index alone. */
export const initialise = (
  { initializer, constant = 0, biasInitializer = 'usual', biasConstant = 0 }: Start,
  seed: number,
  parameters: Float64Array,
  inputs: number,
  outputs: number,
  w: number,
  b: number,
): void => {
  const draw = ({ draw, scale }: Draw, from: number, count: number): void => {
    for (let i = from; i < from + count; i++) {
      const value = draw === 'normal' ? normalAt(seed, streams.parameters, i) : 2 * uniformAt(seed, streams.parameters, i) - 1;
      parameters[i] = scale === 0 ? 0 : scale * value;
    }
  };
  if (initializer === 'constant') parameters.fill(constant, w, w + inputs * outputs);
  else if (initializer === 'orthogonal') orthogonal(seed, parameters, inputs, outputs, w);
  else draw(draws[initializer](inputs, outputs), w, inputs * outputs);

  if (biasInitializer === 'constant') parameters.fill(biasConstant, b, b + outputs);
  else
    draw(biasDraws[biasInitializer === 'usual' ? (initializer === 'uniform' ? 'uniform' : 'zeros') : biasInitializer](inputs), b, outputs);
};

/** Normals, made orthonormal along the longer side. */
const orthogonal = (seed: number, parameters: Float64Array, inputs: number, outputs: number, w: number): void => {
  const wide = outputs > inputs;
  const [count, length] = wide ? [inputs, outputs] : [outputs, inputs];
  const vectors = Float64Array.from({ length: count * length }, (_, i) => normalAt(seed, streams.parameters, w + i));
  orthonormalRows(vectors, count, length);
  for (let i = 0; i < inputs; i++)
    for (let o = 0; o < outputs; o++) parameters[w + i * outputs + o] = wide ? vectors[i * length + o]! : vectors[o * length + i]!;
};
