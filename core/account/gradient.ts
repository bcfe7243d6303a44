import { at, type Matrix } from '#core/contract/matrix.ts';
import type { LayerTrace, WeightsAndBiases } from '#core/contract/step-trace.ts';
import { factor, known, layerIn, outputIn, quantity, type Account } from './account.ts';
import { deltaFactor, timesOf } from './backward.ts';
import { unitSymbol, weightSymbol } from './forward.ts';
import { unitsIn } from './program.ts';
import type { Factor, Quantity, QuantitySymbol, Right, Value } from './quantity.ts';
import type { Span } from './place.ts';

/** A weight from unit i to unit j of layer l; the bias of unit j has no `from`. */
export interface Parameter {
  readonly layer: number;
  readonly from?: number | undefined;
  readonly to: number;
}

/** The parameter that a part of a unit's turn is about: one part for each incoming weight, then the bias. */
export const parameterAt = ({ program }: Account, layer: number, part: number, to: number): Parameter =>
  part < unitsIn(program, layer - 1) ? { layer, from: part, to } : { layer, to };

/** When a parameter has its turn in the gradient or the update phase. */
export const parameterTurn = ({ program }: Account, { layer, from, to }: Parameter, phase: 'gradient' | 'update'): Span => {
  const part = from ?? unitsIn(program, layer - 1);
  return { phase, layer, unit: to, first: part, last: part };
};

export const parameterSymbol = ({ layer, from, to }: Parameter): QuantitySymbol =>
  from === undefined ? unitSymbol('b', layer, to) : weightSymbol(layer, from, to);

/** The entry of a parameter in matrices for weights and for biases. */
export const entryOf = ({ from, to }: Parameter, weights: Matrix, biases: Matrix): number =>
  from === undefined ? at(biases, 0, to) : at(weights, from, to);
const entryIn = (parameter: Parameter, { W, b }: WeightsAndBiases): number => entryOf(parameter, W, b);

/** What dL/dz is multiplied by for the gradient of a parameter. */
export interface Multiplier extends Factor {
  /** What the weight multiplied, whether that was over 0, one for a bias, as many as there are samples, or their part of a mean. */
  readonly kind: 'output' | 'mask' | 'one' | 'samples' | 'mean';
}

/** This sample's share of a gradient, what else is in it, and what clipping leaves of it. Its value is what the optimiser is given. */
export interface Gradient extends Quantity {
  readonly delta: Factor;
  readonly multiplier: Multiplier;
  /** What is right in the place of a multiplier that is not. */
  readonly rightMultiplier: Multiplier;
  /** The followed sample's own share; 0 for one that is not in the batch. */
  readonly share: Value;
  /** What the penalty adds. */
  readonly penalty: Value;
  /** What earlier steps left in it; undefined where it is cleared. */
  readonly carried: Value;
  /** Before it is clipped, and whether that changed it. */
  readonly before: Value;
  readonly isClipped: boolean;
  /** Whether more was done to it than to scale the whole gradient. */
  readonly isCut: boolean;
  /** What the samples of the batch add up to: all but the penalty and what was left in it. */
  readonly data: Value;
  /** How many times what is right the program's own sum is; undefined where it is as it should be, or wrong otherwise. */
  readonly times: number | undefined;
}

export const gradient = (account: Account, parameter: Parameter): Gradient => {
  const own = layerIn(account, parameter.layer);
  const symbol: QuantitySymbol = { ...parameterSymbol(parameter), derivative: true };
  const value = entryOf(parameter, own.dW, own.db);
  const before = own.unclipped ? entryIn(parameter, own.unclipped) : value;
  const penalty = penaltyOf(account, parameter, own);
  const touch = touchOf(account, parameter, own, before, penalty);
  const arrived = deltaFactor(account, parameter.layer, parameter.to);
  const multiplier = multiplierOf(account, parameter, own);
  const told = quantity(account, symbol, value, parameterTurn(account, parameter, 'gradient'), touch);
  const hidden = told.covered;
  const share = arrived.value === undefined || multiplier.value === undefined ? undefined : arrived.value * multiplier.value;
  return {
    ...told,
    delta: arrived,
    multiplier,
    rightMultiplier: rightMultiplierOf(account, parameter),
    share: hidden ? undefined : account.inBatch ? share : 0,
    penalty: hidden ? undefined : penalty,
    carried: hidden ? undefined : touch.carried,
    before: hidden ? undefined : before,
    data: hidden ? undefined : before - penalty - (touch.carried ?? 0),
    isClipped: own.unclipped !== undefined && before !== value,
    isCut: value !== before * (account.trace.clipFactor ?? 1),
    times: touch.times,
  };
};

/** Biases are not penalised. */
const penaltyOf = ({ program }: Account, parameter: Parameter, { W, b }: LayerTrace): number => {
  const { l1 = 0, l2 = 0 } = program.penalty ?? {};
  if (parameter.from === undefined || (l1 === 0 && l2 === 0)) return 0;
  const w = entryOf(parameter, W, b);
  return l1 * Math.sign(w) + l2 * w;
};

const rightMultiplierOf = (account: Account, { layer, from }: Parameter): Multiplier =>
  from === undefined
    ? { kind: 'one', symbol: { letter: 'number' }, value: 1 }
    : { kind: 'output', ...factor(account, unitSymbol('a', layer - 1, from), outputIn(account, layer - 1, from)) };

const multiplierOf = (account: Account, parameter: Parameter, own: LayerTrace): Multiplier => {
  const { rules, samples } = account;
  const right = rightMultiplierOf(account, parameter);
  if (parameter.from === undefined) {
    if (samples > 1 && rules.countsBias) return { kind: 'samples', symbol: { letter: 'n' }, value: samples };
    if (samples > 1 && rules.averagesBias) return { kind: 'mean', symbol: { letter: '1/n' }, value: 1 / samples };
    return right;
  }
  if (!takesMask(account, own)) return right;
  return { kind: 'mask', symbol: right.symbol, value: right.value === undefined ? undefined : Number(right.value > 0) };
};

const takesMask = ({ rules }: Account, { fault }: LayerTrace): boolean => rules.takesMask && fault?.dW !== undefined;

interface Touch {
  readonly by?: Account['exception'];
  readonly right?: Right;
  readonly carried?: number;
  readonly times?: number;
}

/** What the program's exception does to one gradient. */
const touchOf = (account: Account, parameter: Parameter, own: LayerTrace, before: number, penalty: number): Touch => {
  const { rules, samples, exception: by } = account;
  const isBias = parameter.from === undefined;
  const times = timesOf(account);
  // A penalty is added as it is, whatever is done to the rest.
  if (times !== undefined) return { by, times, right: { value: (before - penalty) / times + penalty } };
  if (samples > 1) {
    if (rules.countsBias && isBias) return { by, times: samples, right: { value: before / samples } };
    if (rules.averagesBias && isBias) return { by };
  }
  if (rules.carries && own.fault?.carried) {
    const carried = entryIn(parameter, own.fault.carried);
    return { by, carried, right: { value: before - carried } };
  }
  if (takesMask(account, own) && !isBias) return { by, right: { value: entryOf(parameter, own.fault!.dW!, own.fault!.dW!) } };
  return {};
};

/** What a gradient is the sum of, in this order; only what this run has. */
export type Contribution = 'thisSample' | 'otherSamples' | 'carried' | 'penalty' | 'clipping';

export const contributions = (account: Account, told: Gradient): readonly { readonly name: Contribution; readonly value: Value }[] => {
  const { share, penalty, carried, data, before, value, symbol } = told;
  const { l1 = 0, l2 = 0 } = account.program.penalty ?? {};
  if (share === undefined || penalty === undefined || data === undefined || before === undefined || value === undefined) return [];
  const part = (name: Contribution, number: number) => [{ name, value: known(account, { ...symbol, letter: name }, number) }];
  return [
    ...(account.inBatch ? part('thisSample', share) : []),
    ...part('otherSamples', data - share),
    ...(carried === undefined ? [] : part('carried', carried)),
    ...(symbol.letter === 'w' && (l1 > 0 || l2 > 0) ? part('penalty', penalty) : []),
    ...(value === before ? [] : part('clipping', value - before)),
  ];
};
