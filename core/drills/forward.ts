import { at } from '#core/contract/matrix.ts';
import { layerIn, outputIn, type Account } from '#core/account/account.ts';
import { activation, applied, operands, preActivation } from '#core/account/forward.ts';
import { activationIn, isCoupled, unitsIn } from '#core/account/program.ts';
import { activationCurves } from '#core/math/curve.ts';
import { exp, sigmoid } from '#core/math/elementary.ts';
import type { Activation } from '#core/spec/methods.ts';
import { madeOf, mostProducts, needOf, type Asking, type Recipe } from './recipe.ts';

/** z: the products of what comes in, and the bias. */
export const askSum: Asking = (account, { layer, unit }) => {
  const own = layerIn(account, layer);
  const { W, b, WAfter, bAfter } = own;
  if (W.rows > mostProducts) return 'many';
  const told = preActivation(account, layer, unit);
  const inputs = Array.from({ length: W.rows }, (_, i) => outputIn(account, layer - 1, i));
  /** Each input by what it is multiplied with, and what is added. */
  const summed = (weight: (i: number) => number, taken: readonly number[] = inputs, bias = at(b, 0, unit)): number =>
    taken.reduce((sum, a, i) => sum + weight(i) * a, bias);
  const weight = (i: number): number => at(W, i, unit);
  const before = layer > 1 ? layerIn(account, layer - 1) : undefined;
  const curve = activationCurves[activationIn(account.program, layer)];
  return {
    asked: told.symbol,
    value: told.value!,
    ...madeOf(told.terms!),
    slips: [
      ['bias-missing', summed(weight, inputs, 0)],
      ['f-applied', own.normalization ? undefined : applied(account, layer, unit).value],
      ['sums-for-outputs', before && summed(weight, rowOf(before.z, W.rows))],
      ['inputs-through-f', layer === 1 && curve ? summed(weight, inputs.map(curve.value)) : undefined],
      ['weights-transposed', W.rows > 1 && unit < W.rows && W.rows <= W.cols ? summed((i) => at(W, unit, i)) : undefined],
      ['weights-unused', summed(() => 1)],
      ['weights-updated', summed((i) => at(WAfter, i, unit), inputs, at(bAfter, 0, unit))],
      ...othersOf(W.cols, unit).map((other) => ['weights-of-another', summed((i) => at(W, i, other))] as const),
    ],
  };
};

const rowOf = (matrix: { readonly data: Float64Array }, count: number): number[] => [...matrix.data.subarray(0, count)];

/** The units of a layer that are not this one; of a wide one the first few. */
export const othersOf = (units: number, own: number): number[] =>
  Array.from({ length: Math.min(units, mostProducts + 1) }, (_, i) => i).filter((i) => i !== own);

/** Whose values a pocket calculator has no key for. */
const beyondPaper: readonly Activation[] = ['gelu', 'gelu-tanh'];

/** a: what the function makes of z, or of the z of the whole layer. */
export const askOutput: Asking = (account, { layer, unit }) => {
  const { mask, branch, normalization } = layerIn(account, layer);
  const own = activationIn(account.program, layer);
  if (mask || branch || normalization || own === 'linear' || beyondPaper.includes(own)) return 'method';
  const told = activation(account, layer, unit);
  const needs = operands(account, layer, unit).map(needOf);
  if (needs.length > mostProducts) return 'many';
  const common = { asked: told.symbol, value: told.value!, needs };
  return isCoupled(own) ? { ...common, ...sharing(account, layer, unit) } : { ...common, ...bending(own, needs[0]!.value) };
};

/** A function of one number. */
const bending = (own: Activation, z: number): Pick<Recipe, 'make' | 'slips'> => {
  const { value, slope } = activationCurves[own]!;
  return {
    make: ([z = NaN]) => value(z),
    slips: [
      ['f-missing', z],
      ['slope-for-f', slope(z)],
      ['sign-inside', value(-z)],
    ],
  };
};

/** Softmax: a share of all. */
const sharing = (account: Account, layer: number, unit: number): Pick<Recipe, 'make' | 'slips'> => {
  const z = operands(account, layer, unit).map((one) => one.value!);
  return {
    make: (values) => {
      const top = Math.max(...values);
      return exp(values[unit]! - top) / values.reduce((sum, one) => sum + exp(one - top), 0);
    },
    slips: [
      ['f-missing', z[unit]],
      ['softmax-unshared', exp(z[unit]!)],
      ['softmax-as-sigmoid', sigmoid(z[unit]!)],
      ...othersOf(unitsIn(account.program, layer), unit).map((other) => ['output-of-another', outputIn(account, layer, other)] as const),
    ],
  };
};
