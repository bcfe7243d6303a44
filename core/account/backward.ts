import { at, type Matrix } from '#core/contract/matrix.ts';
import { factor, layerIn, outputIn, quantity, type Account } from './account.ts';
import { mask, unitSymbol, weightSymbol } from './forward.ts';
import { averaged, classWeights, prediction, target } from './loss.ts';
import { gatePart, stateAt, upstreamPart, type Span } from './place.ts';
import { activationIn, hasGate, isCoupled, isFromLogits, unitsIn } from './program.ts';
import { constant, fewTerms, product, type Factor, type Quantity, type QuantitySymbol, type Right, type Terms } from './quantity.ts';

/** The way back: what arrives at a unit, the slope that lets it through, and what is left of it before the unit. */

const turn = (layer: number, unit: number, first: number, last = first): Span => ({ phase: 'backward', layer, unit, first, last });

/** When dL/da comes to be, and when dL/dz: at once where there is no gate. */
export const upstreamTurn = ({ program }: Account, layer: number, unit: number): Span => turn(layer, unit, 0, upstreamPart(program, layer));
export const deltaTurn = (account: Account, layer: number, unit: number): Span => {
  const gate = gatePart(account.program, layer);
  return gate === undefined ? upstreamTurn(account, layer, unit) : turn(layer, unit, gate);
};

/** How many times too much everything is that comes from the loss. */
export const timesOf = ({ rules, samples }: Account): number | undefined => {
  const times = (rules.forgetsMean ? samples : 1) * rules.lossTimes;
  return times === 1 ? undefined : times;
};

const derivativeOf = (account: Account, letter: string, layer: number, unit: number): QuantitySymbol => ({
  ...unitSymbol(letter, layer, unit),
  derivative: true,
  times: timesOf(account),
});

/** What is wrong with all that comes from the loss is wrong there first. */
const forgotten = (account: Account, value: number): { readonly by?: Account['exception']; readonly right?: Right } =>
  timesOf(account) === undefined ? {} : { by: account.exception, right: { value: value / timesOf(account)! } };

/** The weights of layer l (I,O) through which its error passes on the way back, and whether this step has updated them by then. */
export const passedWeights = (account: Account, layer: number): { readonly W: Matrix; readonly updated: boolean } => {
  const { W, WAfter } = layerIn(account, layer);
  return account.rules.passesUpdated ? { W: WAfter, updated: true } : { W, updated: false };
};

/** dL/da of a unit; undefined where dL/dz is taken from the loss at once. */
export const upstream = (account: Account, layer: number, unit: number): Quantity | undefined => {
  const { dA } = layerIn(account, layer);
  if (!dA) return undefined;
  const value = at(dA, 0, unit);
  const symbol = derivativeOf(account, 'a', layer, unit);
  const span = upstreamTurn(account, layer, unit);
  if (layer === account.depth) {
    const plain = account.rules.plainError
      ? { by: account.exception, terms: fewTerms('done', () => [[prediction(account, unit)], [constant(-1), target(account, unit)]]) }
      : {};
    return quantity(account, symbol, value, span, { ...plain, ...forgotten(account, value) });
  }
  const { W, updated } = passedWeights(account, layer + 1);
  const terms = upstreamTerms(account, layer, unit, W, updated);
  if (!updated) return quantity(account, symbol, value, span, { terms });
  const rightTerms = upstreamTerms(account, layer, unit, layerIn(account, layer + 1).W, false);
  return quantity(account, symbol, value, span, {
    terms,
    by: account.exception,
    right: {
      get value() {
        return total(rightTerms);
      },
      terms: rightTerms,
    },
  });
};

const total = (terms: Terms): number | undefined => {
  let sum = 0;
  for (let i = 0; i < terms.count; i++) {
    const value = terms.value(i);
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
};

/** Over every outgoing weight comes w times dL/dz of its target; a residual connection hands on its own dL/da. */
const upstreamTerms = (account: Account, layer: number, unit: number, W: Matrix, updated: boolean): Terms => {
  const { dZ, dA, branch } = layerIn(account, layer + 1);
  const count = W.cols;
  const factors = (i: number): readonly Factor[] =>
    i === count
      ? [factor(account, derivativeOf(account, 'a', layer + 1, unit), at(dA!, 0, unit))]
      : [
          factor(account, { ...weightSymbol(layer + 1, unit, i), updated }, at(W, unit, i)),
          factor(account, derivativeOf(account, 'z', layer + 1, i), at(dZ, 0, i)),
        ];
  return {
    count: branch ? count + 1 : count,
    factors,
    value: (i) => product(factors(i)),
    state: (i) => stateAt(account.place, turn(layer, unit, i)),
  };
};

/** f' of a unit, and where it is taken. */
export interface Slope extends Quantity {
  /** What the function took: z, or n after a normalisation. */
  readonly of: 'z' | 'n';
  /** Taken at what the function gave. */
  readonly atOutput: boolean;
  /** Left out: its number is 1. */
  readonly missing: boolean;
  /** What the function gave is all that the unit puts out: its a. */
  readonly givesOutput: boolean;
}

/** Undefined where f' is no number: of softmax it is a matrix. */
export const slope = (account: Account, layer: number, unit: number): Slope | undefined => {
  const own = layerIn(account, layer);
  if (!own.slope) return undefined;
  const { rules, exception } = account;
  const missing = rules.forgetsSlope && layer === account.depth && own.fault?.slope !== undefined;
  const tell = (value: number, atOutput: boolean, more: Pick<Quantity, 'by' | 'right'> = {}): Slope => ({
    ...quantity(account, unitSymbol('slope', layer, unit), value, deltaTurn(account, layer, unit), more),
    of: own.normalization ? 'n' : 'z',
    atOutput,
    missing,
    givesOutput: !own.mask && !own.branch,
  });
  const taken = at(own.slope, 0, unit);
  if (rules.slopeAtOutput === 'last' && layer === account.depth) return tell(taken, true, { by: exception });
  if (missing) return tell(taken, false, { by: exception, right: { value: at(own.fault!.slope!, 0, unit) } });
  const right = rules.slopeAtOutput === 'all' && own.fault?.slope ? at(own.fault.slope, 0, unit) : undefined;
  if (right === undefined) return tell(taken, false);
  // Under a cross-entropy dL/dz is reached without the slope, wherever the program would have taken it.
  if (isFromLogits(account.program, layer)) return tell(right, false);
  return tell(taken, true, { by: exception, right: { value: right } });
};

/** dL/d of what the function gave: what dropout lets through of dL/da; undefined where there is no dL/da. */
export const throughDropout = (account: Account, layer: number, unit: number): Quantity | undefined => {
  const arrived = upstream(account, layer, unit);
  const dropout = mask(account, layer, unit);
  if (!arrived || !dropout) return arrived;
  const { dA, mask: kept } = layerIn(account, layer);
  const span = upstreamTurn(account, layer, unit);
  return quantity(account, derivativeOf(account, 'f', layer, unit), at(dA!, 0, unit) * at(kept!, 0, unit), span, {
    terms: fewTerms('done', () => [[arrived, dropout]]),
  });
};

/** The derivative of a unit's output by what its function took: slope and dropout together; undefined where it is no number. */
export const opening = (account: Account, layer: number, unit: number): Quantity | undefined => {
  const taken = slope(account, layer, unit);
  const dropout = mask(account, layer, unit);
  if (!taken || !dropout) return taken;
  const span = deltaTurn(account, layer, unit);
  return quantity(account, unitSymbol('opening', layer, unit), product([taken, dropout]) ?? NaN, span, {
    terms: fewTerms('done', () => [[taken, dropout]]),
  });
};

/** What is left of dL/da behind the gate: dL/dn in a layer with normalisation, else dL/dz. */
export const gated = (account: Account, layer: number, unit: number): Quantity => {
  const { dZ, normalization } = layerIn(account, layer);
  const value = at(normalization?.dNormalized ?? dZ, 0, unit);
  const symbol = derivativeOf(account, normalization ? 'n' : 'z', layer, unit);
  const span = deltaTurn(account, layer, unit);
  const make = (more: Pick<Quantity, 'terms' | 'by' | 'right'>): Quantity => quantity(account, symbol, value, span, more);
  if (isFromLogits(account.program, layer))
    return make(
      hasGate(account.program, layer)
        ? { terms: logitTerms(account, layer, unit) }
        : (alone(account, aloneLogitTerms, logitTerms, layer, unit) ?? {
            terms: logitTerms(account, layer, unit),
            ...forgotten(account, value),
          }),
    );
  const arrived = upstream(account, layer, unit);
  if (!arrived) return make({});
  if (isCoupled(activationIn(account.program, layer)))
    return make(alone(account, aloneTerms, coupledTerms, layer, unit) ?? { terms: coupledTerms(account, layer, unit) });
  const through = slope(account, layer, unit)!;
  const dropout = mask(account, layer, unit);
  const factors = (by: Factor): readonly Factor[] => (dropout ? [arrived, dropout, by] : [arrived, by]);
  const terms = fewTerms('done', () => [factors(through)]);
  if (!through.by) return make({ terms });
  if (!through.right) return make({ terms, by: through.by });
  const rightFactors = factors({ symbol: through.symbol, value: through.right.value });
  return make({ terms, by: through.by, right: { value: product(rightFactors), terms: fewTerms('done', () => [rightFactors]) } });
};

/** Prediction minus target, each by what its class weighs, over as many as the program averages. */
const logitTerms = (account: Account, layer: number, unit: number): Terms | undefined => {
  if (layerIn(account, layer).mask) return undefined;
  const { inSample, samplesOfProgram, timesOfProgram } = averaged(account);
  const scale = timesOfProgram / (inSample * samplesOfProgram);
  const y = target(account, unit);
  const own = classWeights(account, unit);
  const one = own?.one ?? constant(1);
  const outputs = unitsIn(account.program, layer);
  // Of classes the weight of the true one, of a yes or no that of the answer.
  let share = 0;
  if (hasGate(account.program, layer)) share = own ? one.value! * (y.value ?? 0) + own.zero!.value! * (1 - (y.value ?? 0)) : 1;
  else for (let o = 0; o < outputs; o++) share += (classWeights(account, o)?.one.value ?? 1) * at(account.trace.batch.y, 0, o);
  return fewTerms('done', () => [
    [constant(scale), constant(share), prediction(account, unit)],
    [constant(-scale), one, y],
  ]);
};

/** The outputs of a softmax depend on each other: what arrives at each counts relative to what arrives at all. */
const coupledTerms = (account: Account, layer: number, unit: number): Terms | undefined => {
  const { mask, branch, a, dA } = layerIn(account, layer);
  if (mask) return undefined;
  const given = (k: number): Factor => factor(account, unitSymbol(branch ? 'h' : 'a', layer, k), at(branch ?? a, 0, k));
  const arrived = (k: number): Factor => factor(account, derivativeOf(account, 'a', layer, k), at(dA!, 0, k));
  const count = unitsIn(account.program, layer);
  return fewTerms('done', () => [
    [given(unit), arrived(unit)],
    ...Array.from({ length: count }, (_, k) => [constant(-1), given(unit), given(k), arrived(k)]),
  ]);
};

type MakeTerms = (account: Account, layer: number, unit: number) => Terms | undefined;

/** What a program makes that takes each output of a softmax by itself, and what is right; undefined for any other program. */
const alone = (
  account: Account,
  own: MakeTerms,
  right: MakeTerms,
  layer: number,
  unit: number,
): Pick<Quantity, 'terms' | 'by' | 'right'> | undefined => {
  if (!account.rules.softmaxAlone) return undefined;
  const terms = right(account, layer, unit);
  return {
    terms: own(account, layer, unit),
    by: account.exception,
    ...(terms && account.inBatch && { right: { value: total(terms), terms } }),
  };
};

/** dL/da·a·(1 - a) */
const aloneTerms: MakeTerms = (account, layer, unit) => {
  const first = coupledTerms(account, layer, unit)?.factors(0);
  return first && fewTerms('done', () => [first, [constant(-1), first[0]!, ...first]]);
};

/** The same behind dL/da = -y/a: -y·(1 - a), by what the class weighs. */
const aloneLogitTerms: MakeTerms = (account, layer, unit) => {
  if (layerIn(account, layer).mask) return undefined;
  const { inSample, samplesOfProgram } = averaged(account);
  const scale = constant(1 / (inSample * samplesOfProgram));
  const first = [classWeights(account, unit)?.one ?? constant(1), target(account, unit)];
  return fewTerms('done', () => [
    [constant(-1), scale, ...first],
    [scale, ...first, prediction(account, unit)],
  ]);
};

/** dL/dz of a unit. */
export const delta = (account: Account, layer: number, unit: number): Quantity => {
  const { dZ, normalization } = layerIn(account, layer);
  if (!normalization) return gated(account, layer, unit);
  // Through mean and variance every z of the group counts: it is no sum of a few products.
  return quantity(account, derivativeOf(account, 'z', layer, unit), at(dZ, 0, unit), deltaTurn(account, layer, unit));
};

/** dL/dz as what it is multiplied by: its name and number alone. */
export const deltaFactor = (account: Account, layer: number, unit: number): Factor =>
  factor(account, derivativeOf(account, 'z', layer, unit), at(layerIn(account, layer).dZ, 0, unit));

/** Whether dL/dz is prediction minus target, with no mean over a batch and no weight of a class before it. */
export const isError = (account: Account, layer: number, unit: number): boolean =>
  !hasGate(account.program, layer) &&
  account.inBatch &&
  at(layerIn(account, layer).dZ, 0, unit) === outputIn(account, layer, unit) - at(account.trace.batch.y, 0, unit);
