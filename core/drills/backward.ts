import { at } from '#core/contract/matrix.ts';
import { layerIn, outputIn, type Account } from '#core/account/account.ts';
import { delta, slope, upstream } from '#core/account/backward.ts';
import { averaged, classWeights, prediction, target } from '#core/account/loss.ts';
import { activationIn, isCoupled, isFromLogits } from '#core/account/program.ts';
import { activationCurves } from '#core/math/curve.ts';
import { outputGradient } from '#core/math/loss.ts';
import type { Loss } from '#core/spec/methods.ts';
import { madeOf, mostProducts, needOf, type Asking, type Recipe, type Refusal } from './recipe.ts';

/** Why the way back of a program is not asked about; undefined where it is. */
export const refusalBack = ({ program, inBatch }: Account): Refusal | undefined =>
  program.arithmetic === 'article' || (program.fault ?? 'none') !== 'none' ? 'program' : inBatch ? undefined : 'outside';

/** dL/dz of a unit. */
export const askDelta: Asking = (account, place) => {
  const refusal = refusalBack(account);
  if (refusal) return refusal;
  const { mask, normalization } = layerIn(account, place.layer);
  if (mask || normalization) return 'method';
  if (place.layer < account.depth) return askHidden(account, place);
  if (classWeights(account, place.unit)) return 'method';
  return isFromLogits(account.program, place.layer) ? askFromLogits(account, place) : askOutputDelta(account, place);
};

/** How many times too much it is without the mean over the batch. */
const summed = (account: Account, value: number): Recipe['slips'][number] => {
  const { samples } = averaged(account);
  return ['mean-missing', samples > 1 ? value * samples : undefined];
};

/** Prediction minus target, over the batch. */
const askFromLogits: Asking = (account, { layer, unit }) => {
  const told = delta(account, layer, unit);
  const value = told.value!;
  const a = outputIn(account, layer, unit);
  return {
    asked: told.symbol,
    value,
    needs: [needOf(prediction(account, unit)), needOf(target(account, unit))],
    make: ([a = NaN, y = NaN]) => (a - y) * scaleOf(account),
    slips: [['sign-turned', -value], summed(account, value), ['slope-extra', value * a * (1 - a)]],
  };
};

const scaleOf = (account: Account): number => {
  const { inSample, samples } = averaged(account);
  return 1 / (inSample * samples);
};

const lossSlope = (loss: Loss, a: number, y: number, scale: number): number => {
  const [given, dA] = [Float64Array.of(a), new Float64Array(1)];
  outputGradient(loss, { u: given, a: given, y: Float64Array.of(y) }, dA, 1, scale);
  return dA[0]!;
};

/** The slope of the loss by the slope of the function. */
const askOutputDelta: Asking = (account, { layer, unit }) => {
  const own = activationIn(account.program, layer);
  if (isCoupled(own) || layerIn(account, layer).branch) return 'method';
  const told = delta(account, layer, unit);
  const taken = slope(account, layer, unit)!;
  const { loss } = account.program;
  const [value, arrived] = [told.value!, upstream(account, layer, unit)!.value!];
  const scale = scaleOf(account);
  return {
    asked: told.symbol,
    value,
    needs: [needOf(prediction(account, unit)), needOf(target(account, unit)), needOf(taken)],
    make: ([a = NaN, y = NaN, by = NaN]) => lossSlope(loss, a, y, scale) * by,
    slips: [
      ['slope-missing-out', arrived],
      ['sign-turned', -value],
      summed(account, value),
      ['two-missing', loss === 'mse' ? value / 2 : undefined],
      ['slope-at-a', arrived * activationCurves[own]!.slope(outputIn(account, layer, unit))],
    ],
  };
};

/** What comes back over the lines that leave the unit, by its slope. */
const askHidden: Asking = (account, { layer, unit }) => {
  const own = activationIn(account.program, layer);
  const next = layerIn(account, layer + 1);
  const { W, WAfter, dZ } = next;
  if (isCoupled(own) || next.branch || layerIn(account, layer).branch) return 'method';
  if (W.cols > mostProducts) return 'many';
  const told = delta(account, layer, unit);
  const arriving = madeOf(upstream(account, layer, unit)!.terms!);
  const taken = slope(account, layer, unit)!;
  const [value, by] = [told.value!, taken.value!];
  const errors = Array.from({ length: W.cols }, (_, k) => at(dZ, 0, k));
  const back = (weight: (k: number) => number): number => errors.reduce((sum, error, k) => sum + weight(k) * error, 0);
  const arrived = back((k) => at(W, unit, k));
  return {
    asked: told.symbol,
    value,
    needs: [...arriving.needs, needOf(taken)],
    make: (values) => arriving.make(values) * values.at(-1)!,
    slips: [
      ['slope-missing-hidden', arrived],
      ['weights-ignored', back(() => 1) * by],
      ['sign-turned', -value],
      ['weights-backward-transposed', W.cols > 1 && unit < W.cols && W.cols <= W.rows ? back((k) => at(W, k, unit)) * by : undefined],
      ['output-for-weights', back(() => outputIn(account, layer, unit))],
      ['slope-at-a', arrived * activationCurves[own]!.slope(outputIn(account, layer, unit))],
      summed(account, value),
      ['weights-backward-updated', back((k) => at(WAfter, unit, k)) * by],
      ...(W.cols > 1 ? errors.map((error, k) => ['one-line', at(W, unit, k) * error * by] as const) : []),
    ],
  };
};
