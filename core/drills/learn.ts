import { at } from '#core/contract/matrix.ts';
import { layerIn, outputIn, type Account } from '#core/account/account.ts';
import { upstream } from '#core/account/backward.ts';
import { preActivation } from '#core/account/forward.ts';
import { gradient, parameterAt, type Parameter } from '#core/account/gradient.ts';
import { decayOf, isFrozen, isPlainDescent, optimiserState, parameterBefore, rate, update } from '#core/account/learn.ts';
import { averaged } from '#core/account/loss.ts';
import { isFromLogits, unitsIn } from '#core/account/program.ts';
import { refusalBack } from './backward.ts';
import type { DrillPlace } from './drill.ts';
import { othersOf } from './forward.ts';
import { needOf, type Asking, type Recipe } from './recipe.ts';

const parameterOf = ({ layer, unit, from }: DrillPlace): Parameter => ({ layer, to: unit, ...(from !== undefined && { from }) });

/** The followed sample's share of a gradient; where there is nothing else in it, the gradient. */
const shareOf = (account: Account, place: DrillPlace) => {
  const told = gradient(account, parameterOf(place));
  const value = told.share!;
  return { told, value, share: told.value !== value };
};

/** What both gradients are mistaken for. */
const slipsOf = (account: Account, value: number): Recipe['slips'] => {
  const { samples } = averaged(account);
  return [
    ['sign-turned', -value],
    ['mean-missing', samples > 1 ? value * samples : undefined],
    ['rate-extra', account.trace.lr * value],
    ['rate-extra', -account.trace.lr * value],
  ];
};

/** dL/dw: what came in, by the error. */
export const askWeightGradient: Asking = (account, place) => {
  const refusal = refusalBack(account);
  if (refusal) return refusal;
  const { layer, unit, from = 0 } = place;
  const { told, value, share } = shareOf(account, place);
  const { W, dZ, slope, mask, normalization } = layerIn(account, layer);
  const [error, input] = [told.delta.value!, told.multiplier.value!];
  // Where the slope is all that stands between the two.
  const isPlain = slope && !mask && !normalization && !isFromLogits(account.program, layer);
  const arrived = isPlain ? upstream(account, layer, unit)?.value : undefined;
  return {
    asked: told.symbol,
    value,
    share,
    needs: [needOf(told.multiplier), needOf(told.delta)],
    make: ([input = NaN, error = NaN]) => input * error,
    slips: [
      ['input-missing', error],
      ['weight-for-input', at(W, from, unit) * error],
      ['sums-for-outputs', layer > 1 ? preActivation(account, layer - 1, from).value! * error : undefined],
      [layer === account.depth ? 'slope-missing-out' : 'slope-missing-hidden', arrived === undefined ? undefined : arrived * input],
      ['input-divides', error / input],
      ...slipsOf(account, value),
      ...othersOf(W.rows, from).map((other) => ['input-of-another', outputIn(account, layer - 1, other) * error] as const),
      ...othersOf(W.cols, unit).map((other) => ['error-of-another', at(dZ, 0, other) * input] as const),
    ],
  };
};

/** dL/db: the error as it is. */
export const askBiasGradient: Asking = (account, place) => {
  const refusal = refusalBack(account);
  if (refusal) return refusal;
  const { layer, unit } = place;
  const { told, value, share } = shareOf(account, place);
  const { W, dZ } = layerIn(account, layer);
  return {
    asked: told.symbol,
    value,
    share,
    needs: [needOf(told.delta)],
    make: ([error = NaN]) => error,
    slips: [
      ...slipsOf(account, value),
      ['bias-still', 0],
      ...othersOf(W.rows, -1).map((input) => ['input-extra', outputIn(account, layer - 1, input) * value] as const),
      ...othersOf(W.cols, unit).map((other) => ['error-of-another', at(dZ, 0, other)] as const),
    ],
  };
};

/** w' = w - eta·dL/dw; with momentum w' = w - eta·(mu·v + dL/dw). All else takes more than one works out on paper. */
export const askUpdate: Asking = (account, place) => {
  const own = parameterOf(place);
  const { momentum } = account.program;
  if (isFrozen(account, own) || decayOf(account, own) !== 0) return 'optimiser';
  if (momentum === undefined && !isPlainDescent(account)) return 'optimiser';
  const [told, before] = [update(account, own), parameterBefore(account, own)];
  const [eta, slope] = [rate(account, place.layer), gradient(account, own)];
  const memory =
    momentum === undefined ? [] : [{ symbol: { letter: 'mu' }, value: momentum }, optimiserState(account, own, 'velocity', 'before')];
  const needs = [before, eta, slope, ...memory].map(needOf);
  const make = ([w = NaN, eta = NaN, slope = NaN, mu = 0, v = 0]: readonly number[]): number => w - eta * (mu * v + slope);
  const [w, , g, mu = 0, v = 0] = needs.map(({ value }) => value) as [number, number, number, number?, number?];
  const by = eta.value!;
  const pace = mu * v + g;
  const { layer, unit, from } = place;
  const inputs = unitsIn(account.program, layer - 1);
  return {
    asked: told.symbol,
    value: told.value!,
    before: w,
    needs,
    make,
    slips: [
      ['rate-missing', w - pace],
      ['gradient-added', w + by * pace],
      ['change-alone', -by * pace],
      ['change-alone', by * pace],
      ['memory-missing', memory.length > 0 ? w - by * g : undefined],
      ['memory-whole', memory.length > 0 ? w - by * (v + g) : undefined],
      ['memory-alone', memory.length > 0 ? w - by * mu * v : undefined],
      ...othersOf(inputs + 1, from ?? inputs).map((part) => {
        const other = gradient(account, parameterAt(account, layer, part, unit)).value!;
        return ['gradient-of-another', w - by * (mu * v + other)] as const;
      }),
    ],
  };
};
