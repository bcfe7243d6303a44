import { layerIn, quantity, type Account } from './account.ts';
import { entryOf, gradient, parameterSymbol, parameterTurn, type Parameter } from './gradient.ts';
import { constant, fewTerms, type Quantity, type QuantitySymbol, type Terms } from './quantity.ts';
import type { Span } from './place.ts';

/** From the gradient to the new parameter. */

export const optimiserTurn = (layer: number): Span => ({ phase: 'optimise', layer, unit: 0, first: 0, last: 0 });

/** Biases that are not trained stay as they are. */
export const isFrozen = ({ program }: Account, { from }: Parameter): boolean => from === undefined && program.biases === false;

/** The decoupled decay takes its share off weights, not off biases. */
export const decayOf = ({ program }: Account, { from }: Parameter): number => (from === undefined ? 0 : (program.penalty?.decay ?? 0));

/** Whether the optimiser keeps nothing: the change is the gradient times the rate. */
export const isPlainDescent = ({ trace }: Account): boolean => Object.keys(trace.layers[0]!.optimizer).length === 0;

/** The learning rate of this step; `layer` says when in the step that is told. */
export const rate = (account: Account, layer: number): Quantity =>
  quantity(account, { letter: 'eta' }, account.trace.lr, optimiserTurn(layer));

/** What clipping does to the whole gradient is told with each of its numbers, from the first one on. */
const clipTurn = ({ depth }: Account): Span => ({ phase: 'gradient', layer: depth, unit: 0, first: 0, last: 0 });

/** Norm of the whole gradient before clipping, and what clipping by norm multiplied it by; the factor is undefined for a run without. */
export const gradientNorm = (account: Account): Quantity =>
  quantity(account, { letter: 'norm' }, account.trace.gradientNorm, clipTurn(account));
export const clipFactor = (account: Account): Quantity | undefined =>
  account.trace.clipFactor === undefined ? undefined : quantity(account, { letter: 'k' }, account.trace.clipFactor, clipTurn(account));

/** Whether clipping by norm scaled the gradient of this step. */
export const isScaled = ({ trace: { clipFactor = 1 } }: Account): boolean => clipFactor < 1;

/** A parameter before this step. */
export const parameterBefore = (account: Account, parameter: Parameter): Quantity => {
  const { W, b } = layerIn(account, parameter.layer);
  return quantity(account, parameterSymbol(parameter), entryOf(parameter, W, b), undefined);
};

/** An array that the optimiser keeps of a parameter, by its name, before or after this step. */
export const optimiserState = (account: Account, parameter: Parameter, name: string, when: 'before' | 'after'): Quantity => {
  const { W, b } = layerIn(account, parameter.layer).optimizer[name]![when];
  const symbol: QuantitySymbol = { ...parameterSymbol(parameter), letter: name, updated: when === 'after' };
  return quantity(account, symbol, entryOf(parameter, W, b), when === 'after' ? optimiserTurn(parameter.layer) : undefined);
};

/** What is added to a parameter. */
export const change = (account: Account, parameter: Parameter): Quantity => {
  const { deltaW, deltab } = layerIn(account, parameter.layer);
  const symbol: QuantitySymbol = { ...parameterSymbol(parameter), letter: parameter.from === undefined ? 'Δb' : 'Δw' };
  const span = optimiserTurn(parameter.layer);
  const plain = isPlainDescent(account) && !isFrozen(account, parameter);
  return quantity(account, symbol, entryOf(parameter, deltaW, deltab), span, plain ? { terms: descent(account, parameter) } : {});
};

const descent = (account: Account, parameter: Parameter): Terms =>
  fewTerms('done', () => {
    const eta = rate(account, parameter.layer);
    const decay = decayOf(account, parameter);
    const own = [constant(-1), eta, gradient(account, parameter)];
    return decay === 0 ? [own] : [own, [constant(-decay), eta, parameterBefore(account, parameter)]];
  });

/** A parameter after this step. */
export const update = (account: Account, parameter: Parameter): Quantity => {
  const { WAfter, bAfter } = layerIn(account, parameter.layer);
  const symbol: QuantitySymbol = { ...parameterSymbol(parameter), updated: true };
  return quantity(account, symbol, entryOf(parameter, WAfter, bAfter), parameterTurn(account, parameter, 'update'), {
    terms: fewTerms('done', () => [[parameterBefore(account, parameter)], [change(account, parameter)]]),
  });
};

/** How many numbers of the whole gradient clipping by value cut, of how many. */
export const cutCount = ({ trace: { clipFactor: scale = 1, layers } }: Account): { readonly cut: number; readonly all: number } => {
  let [cut, all] = [0, 0];
  for (const { unclipped, dW, db } of layers) {
    if (!unclipped) continue;
    for (const [before, after] of [[unclipped.W, dW] as const, [unclipped.b, db] as const]) {
      all += after.data.length;
      for (let i = 0; i < after.data.length; i++) if (after.data[i] !== before.data[i]! * scale) cut++;
    }
  }
  return { cut, all };
};

/** NAdam's momenta: of this update, of the next, and the product of all up to this one; undefined for the other optimisers. */
export const momenta = (account: Account, layer: number): Readonly<Record<'now' | 'next' | 'product', Quantity>> | undefined => {
  const { nadam } = account.trace;
  if (!nadam) return undefined;
  const tell = (letter: string, value: number): Quantity => quantity(account, { letter }, value, optimiserTurn(layer));
  return { now: tell('μ', nadam.momentum), next: tell('μ′', nadam.next), product: tell('Π', nadam.product) };
};
