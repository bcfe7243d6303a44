import { at } from '#core/contract/matrix.ts';
import { factor, known, layerIn, outputIn, quantity, type Account } from './account.ts';
import { forwardPart, stateAt, type Span } from './place.ts';
import { activationIn, isCoupled, unitsIn } from './program.ts';
import { product, fewTerms, type Factor, type Quantity, type QuantitySymbol, type Terms, type Value } from './quantity.ts';

/** The way forward: inputs, weighted sums, normalisation, what the function gives, dropout and the residual connection. */

export const unitSymbol = (letter: string, layer: number, unit: number): QuantitySymbol => ({ letter, layer, indices: [unit] });
export const weightSymbol = (layer: number, from: number, to: number): QuantitySymbol => ({ letter: 'w', layer, indices: [from, to] });

/** When a unit has some parts of its forward turn. */
export const forwardTurn = (layer: number, unit: number, first: number, last = first): Span => ({
  phase: 'forward',
  layer,
  unit,
  first,
  last,
});

/** When the step makes the output of a unit of what its sum is: normalisation, function, dropout and residual connection at once. */
export const activationTurn = (account: Account, layer: number, unit: number): Span =>
  forwardTurn(layer, unit, forwardPart(account.program, layer, 'activation'));

const weight = (account: Account, layer: number, from: number, to: number): Factor =>
  factor(account, weightSymbol(layer, from, to), at(layerIn(account, layer).W, from, to));

export const bias = (account: Account, layer: number, unit: number): Quantity =>
  quantity(account, unitSymbol('b', layer, unit), at(layerIn(account, layer).b, 0, unit), undefined);

/** What unit `unit` of a layer gives the next one; layer 0 are the inputs. */
const given = (account: Account, layer: number, unit: number): Factor =>
  factor(account, unitSymbol('a', layer, unit), outputIn(account, layer, unit));

/** An input is given, not computed: it is there before its turn. */
export const input = (account: Account, unit: number): Quantity => {
  const symbol = unitSymbol('a', 0, unit);
  const told = quantity(account, symbol, outputIn(account, 0, unit), { phase: 'batch', layer: 0, unit, first: 0, last: 0 });
  return told.state === 'later' ? { ...told, state: 'done' } : told;
};

/** z: the products of all that comes in with its weights, and the bias. */
export const preActivation = (account: Account, layer: number, unit: number): Quantity => {
  const { z, W } = layerIn(account, layer);
  return quantity(account, unitSymbol('z', layer, unit), at(z, 0, unit), forwardTurn(layer, unit, 0, W.rows + 1), {
    terms: preActivationTerms(account, layer, unit),
  });
};

const preActivationTerms = (account: Account, layer: number, unit: number): Terms => {
  const count = layerIn(account, layer).W.rows;
  const factors = (i: number): readonly Factor[] =>
    i === count ? [bias(account, layer, unit)] : [weight(account, layer, i, unit), given(account, layer - 1, i)];
  return {
    count: count + 1,
    factors,
    value: (i) => product(factors(i)),
    // The products are added up before the bias joins them.
    state: (i) => stateAt(account.place, forwardTurn(layer, unit, i < count ? i : count + 1)),
  };
};

/** The weighted sum before its bias. */
export const weightedSum = (account: Account, layer: number, unit: number): Quantity => {
  const { z, b, W } = layerIn(account, layer);
  return quantity(account, unitSymbol('sum', layer, unit), at(z, 0, unit) - at(b, 0, unit), forwardTurn(layer, unit, 0, W.rows));
};

/** Normalisation of one unit: (z - mean) / sqrt(variance), and gamma and beta over that. */
export interface Normalised {
  readonly kind: 'batch' | 'layer';
  readonly mean: Quantity;
  readonly variance: Quantity;
  readonly hat: Quantity;
  readonly gamma: Factor;
  readonly beta: Factor;
  /** gamma·hat + beta. */
  readonly normalized: Quantity;
}

export const normalisation = (account: Account, layer: number, unit: number): Normalised | undefined => {
  const { normalization } = layerIn(account, layer);
  if (!normalization) return undefined;
  const { kind, mean, variance, hat, gamma, beta, normalized } = normalization;
  // Batch normalisation has a mean for each unit, layer normalisation one for each sample.
  const column = kind === 'batch' ? unit : 0;
  const span = activationTurn(account, layer, unit);
  const tell = (letter: string, value: number): Quantity => quantity(account, unitSymbol(letter, layer, unit), value, span);
  const [own, scale, shift] = [
    tell('hat', at(hat, 0, unit)),
    factor(account, unitSymbol('gamma', layer, unit), at(gamma, 0, unit)),
    factor(account, unitSymbol('beta', layer, unit), at(beta, 0, unit)),
  ];
  const value = at(normalized, 0, unit);
  const terms = fewTerms(own.state, () => [[scale, own], [shift]]);
  return {
    kind,
    mean: tell('mean', at(mean, 0, column)),
    variance: tell('variance', at(variance, 0, column)),
    hat: own,
    gamma: scale,
    beta: shift,
    normalized: quantity(account, unitSymbol('n', layer, unit), value, span, { terms }),
  };
};

/** What the function of a layer takes: z, or what normalisation made of it. */
export const argument = (account: Account, layer: number, unit: number): Quantity =>
  normalisation(account, layer, unit)?.normalized ?? preActivation(account, layer, unit);

/** What the function of a unit takes: its own argument, or at once those of the whole layer where its units depend on each other. */
export const operands = (account: Account, layer: number, unit: number): readonly Factor[] => {
  const { program } = account;
  if (!isCoupled(activationIn(program, layer))) return [argument(account, layer, unit)];
  return Array.from({ length: unitsIn(program, layer) }, (_, k) => argument(account, layer, k));
};

/** Dropout: 0, or by how much what is left is raised; undefined for a layer without. */
export const mask = (account: Account, layer: number, unit: number): Quantity | undefined => {
  const own = layerIn(account, layer).mask;
  return own && quantity(account, unitSymbol('m', layer, unit), at(own, 0, unit), activationTurn(account, layer, unit));
};

/** What the function gave, before dropout; its value is undefined for a unit that is dropped, of which it is nowhere computed. */
export const applied = (account: Account, layer: number, unit: number): Quantity => {
  const { mask, branch, a } = layerIn(account, layer);
  const made = at(branch ?? a, 0, unit);
  const kept = mask ? at(mask, 0, unit) : 1;
  const own = quantity(account, unitSymbol('f', layer, unit), made / kept, activationTurn(account, layer, unit));
  return kept === 0 ? { ...own, value: undefined } : own;
};

/** What the layer gives by itself, where a residual connection adds what came into it; undefined for a layer without. */
export const branch = (account: Account, layer: number, unit: number): Quantity | undefined => {
  const own = layerIn(account, layer).branch;
  return own && quantity(account, unitSymbol('h', layer, unit), at(own, 0, unit), activationTurn(account, layer, unit));
};

/** What a unit puts out. */
export const activation = (account: Account, layer: number, unit: number): Quantity => {
  const span = activationTurn(account, layer, unit);
  const symbol = unitSymbol('a', layer, unit);
  const own = branch(account, layer, unit);
  const value = outputIn(account, layer, unit);
  return quantity(
    account,
    symbol,
    value,
    span,
    own ? { terms: fewTerms(own.state, () => [[own], [given(account, layer - 1, unit)]]) } : {},
  );
};

/** One product of a weighted sum by itself. */
export const incoming = (account: Account, layer: number, from: number, to: number): Quantity => {
  const terms = preActivationTerms(account, layer, to);
  const symbol: QuantitySymbol = { letter: 'product', layer, indices: [from, to] };
  const value: Value = terms.value(from);
  return {
    symbol,
    covered: value === undefined || account.covers(symbol),
    value: value === undefined ? undefined : known(account, symbol, value),
    state: terms.state(from),
  };
};
