import type { LayerSpec } from '#core/spec/run-spec.ts';
import { activationFormulas, type Argument } from './activation.ts';
import { exact, factor, num, outputOf, separator, unitsIn, type Card, type CardState, type Table, type Telling } from './card.ts';
import { mark, sum, symbols } from './latex.ts';
import { stateAt } from './order.ts';

/** The forward pass of unit j of layer l >= 1: weighted sum, normalisation where there is one, activation and dropout. */
export const forwardCards = (telling: Telling, layer: number, unit: number): Card[] => {
  const normalized = telling.trace.layers[layer - 1]!.normalization !== undefined;
  return [sumCard(telling, layer, unit), ...(normalized ? [normalizedCard(telling, layer, unit)] : []), outputCard(telling, layer, unit)];
};

export const inputCard = (telling: Telling, unit: number): Card => {
  const state: CardState = stateAt({ ...telling.place, operation: 'input' }, { phase: 'batch', layer: 0, unit, first: 0, last: 0 });
  const symbol = symbols.a(0, unit);
  const value = telling.trace.batch.x.data[unit]!;
  return {
    name: 'input',
    state,
    symbol,
    symbolic: [`${symbol}=x_{${unit + 1}}`],
    numeric: state === 'later' ? [] : [`${symbol}=${mark('value', num(telling, value))}`],
    value: state === 'later' ? undefined : value,
    notes: [],
  };
};

/** Parts of a unit's forward turn: its products, then the sum, the bias, the activation. */
const parts = (telling: Telling, layer: number) => {
  const inputs = unitsIn(telling, layer - 1);
  return { inputs, sum: inputs, bias: inputs + 1, activation: inputs + 2 };
};

/** z = sum of w·a, plus b. */
const sumCard = (telling: Telling, layer: number, unit: number): Card => {
  const { trace, place } = telling;
  const own = trace.layers[layer - 1]!;
  const { inputs, sum: sumPart, bias: biasPart } = parts(telling, layer);
  const state = stateAt(place, { phase: 'forward', layer, unit, first: 0, last: biasPart });
  /** How far the unit is: the part under way, or beyond all of them. */
  const part = state === 'now' ? place.part : Infinity;
  const reached = state !== 'later';
  const weight = (i: number): number => own.W.data[i * own.W.cols + unit]!;
  const input = (i: number): number => outputOf(telling, layer - 1, i);
  const symbol = symbols.z(layer, unit);
  const term = (i: number): string => {
    const written = `${factor(telling, weight(i))}\\cdot ${factor(telling, input(i))}`;
    return i === part ? mark('now', written) : i > part ? mark('later', written) : written;
  };
  const bias = factor(telling, own.b.data[unit]!);
  const products = Array.from({ length: inputs }, (_, i) => weight(i) * input(i));
  const subtotal = products.reduce((total, product) => total + product, 0);
  const sumLine = `${num(telling, subtotal)}+${part === biasPart ? mark('now', bias) : bias}`;
  const value = own.z.data[unit]!;
  const done = part >= biasPart;
  return {
    name: 'z',
    state,
    symbol,
    symbolic: [
      `${symbol}=${sum(inputs, (i) => `${symbols.w(layer, i, unit)}\\,${symbols.a(layer - 1, i)}`, finiteOf(part))}+${symbols.b(layer, unit)}`,
    ],
    numeric: reached
      ? [
          `${symbol}=${sum(inputs, term, finiteOf(part))}+${part < biasPart ? mark('later', bias) : bias}`,
          ...(part >= sumPart && inputs > 1 ? [`{}=${sumLine}`] : []),
          ...(done ? [`{}=${mark('value', num(telling, value))}`] : []),
        ]
      : [],
    value: done && reached ? value : undefined,
    table: reached ? productTable(telling, layer, { products, weight, input, part, bias: own.b.data[unit]! }) : undefined,
    notes: [],
  };
};

const finiteOf = (part: number): number | undefined => (Number.isFinite(part) ? part : undefined);

const productTable = (
  telling: Telling,
  layer: number,
  of: { products: number[]; weight: (i: number) => number; input: (i: number) => number; part: number; bias: number },
): Table => ({
  head: ['i', 'w_i', 'a_i', 'w_i\\,a_i'],
  rows: of.products.map((product, i) => ({
    label: { symbol: 'a', layer: layer - 1, indices: [i] },
    cells: [of.weight(i), of.input(i), of.part >= i ? product : undefined],
    state: of.part === i ? 'now' : of.part > i ? 'done' : 'later',
  })),
  total: {
    label: { word: 'bias' },
    cells: [undefined, undefined, of.bias],
    state: of.part === parts(telling, layer).bias ? 'now' : of.part > parts(telling, layer).bias ? 'done' : 'later',
  },
});

/** z-hat = (z - mean) / sqrt(variance + epsilon), then gamma·z-hat + beta. */
const normalizedCard = (telling: Telling, layer: number, unit: number): Card => {
  const norm = telling.trace.layers[layer - 1]!.normalization!;
  const { activation } = parts(telling, layer);
  const state = stateAt(telling.place, { phase: 'forward', layer, unit, first: activation, last: activation });
  const symbol = symbols.normalized(layer, unit);
  const hat = symbols.hat(layer, unit);
  // Batch normalisation has a mean for each unit, layer normalisation one for each sample.
  const column = norm.kind === 'batch' ? unit : 0;
  const z = telling.trace.layers[layer - 1]!.z.data[unit]!;
  const n = (value: number): string => num(telling, value);
  const [mean, variance] = [norm.mean.data[column]!, norm.variance.data[column]!];
  const value = norm.normalized.data[unit]!;
  return {
    name: 'normalized',
    state,
    symbol,
    symbolic: [`${hat}=\\dfrac{${symbols.z(layer, unit)}-\\mu}{\\sqrt{s^2+\\varepsilon}}`, `${symbol}=\\gamma\\,${hat}+\\beta`],
    numeric:
      state === 'later'
        ? []
        : [
            `${hat}=\\dfrac{${n(z)}-${factor(telling, mean)}}{\\sqrt{${n(variance)}+\\varepsilon}}=${n(norm.hat.data[unit]!)}`,
            `${symbol}=${n(norm.gamma.data[unit]!)}\\cdot ${factor(telling, norm.hat.data[unit]!)}+${factor(telling, norm.beta.data[unit]!)}=${mark('value', n(value))}`,
          ],
    value: state === 'later' ? undefined : value,
    notes: [],
  };
};

/** The argument of the activation of a unit: z, or what normalisation made of it. */
export const argumentOf = (telling: Telling, layer: number, unit: number): { symbol: string; value: number } => {
  const { z, normalization } = telling.trace.layers[layer - 1]!;
  return normalization
    ? { symbol: symbols.normalized(layer, unit), value: normalization.normalized.data[unit]! }
    : { symbol: symbols.z(layer, unit), value: z.data[unit]! };
};

/** Symbols or numbers to put into an activation's formula. */
export const symbolArgument = (telling: Telling, symbol: string, f: string): Argument => ({
  z: symbol,
  factor: symbol,
  f,
  constant: (value) => exact(telling, value),
  rounded: (value) => num(telling, value),
  separator: separator(telling),
});
export const numberArgument = (telling: Telling, value: number, f: number): Argument => ({
  z: num(telling, value),
  factor: factor(telling, value),
  f: factor(telling, f),
  constant: (constant) => exact(telling, constant),
  rounded: (constant) => num(telling, constant),
  separator: separator(telling),
});

/** a = f(z), times the dropout mask where there is one. */
const outputCard = (telling: Telling, layer: number, unit: number): Card => {
  const own = telling.trace.layers[layer - 1]!;
  const spec = telling.spec.network.layers[layer - 1]!;
  const { activation } = parts(telling, layer);
  const state = stateAt(telling.place, { phase: 'forward', layer, unit, first: activation, last: activation });
  const symbol = symbols.a(layer, unit);
  const value = own.a.data[unit]!;
  const mask = own.mask?.data[unit];
  const masked = (formula: string, m: string): string => (mask === undefined ? formula : `${m}\\cdot ${formula}`);
  const { symbolic, numeric } = activationOf(telling, spec, layer, unit);
  const skipped = own.branch && {
    branch: symbols.branch(layer, unit),
    value: own.branch.data[unit]!,
    input: symbols.a(layer - 1, unit),
    inputValue: outputOf(telling, layer - 1, unit),
  };
  const written = skipped ? num(telling, skipped.value) : mark('value', num(telling, value));
  const made = skipped?.branch ?? symbol;
  return {
    name: 'a',
    state,
    symbol,
    symbolic: [
      `${made}=${masked(symbolic, symbols.mask(layer, unit))}`,
      ...(skipped ? [`${symbol}=${skipped.branch}+${skipped.input}`] : []),
    ],
    numeric:
      state === 'later'
        ? []
        : [
            `${made}=${masked(numeric, num(telling, mask ?? 1))}=${written}`,
            ...(skipped
              ? [`${symbol}=${num(telling, skipped.value)}+${factor(telling, skipped.inputValue)}=${mark('value', num(telling, value))}`]
              : []),
          ],
    value: state === 'later' ? undefined : value,
    notes: [...(mask === 0 ? (['dropped'] as const) : []), ...(skipped ? (['skip'] as const) : [])],
  };
};

const activationOf = (telling: Telling, spec: LayerSpec, layer: number, unit: number): { symbolic: string; numeric: string } => {
  if (spec.activation === 'softmax') {
    const power = (j: number): string => `e^{${num(telling, argumentOf(telling, layer, j).value)}}`;
    return {
      symbolic: `\\dfrac{e^{${argumentOf(telling, layer, unit).symbol}}}{\\sum_{k=1}^{${spec.units}}e^{${argumentOf(telling, layer, 0).symbol.replace('_{1}', '_{k}')}}}`,
      numeric: `\\dfrac{${power(unit)}}{${sum(spec.units, power, unit)}}`,
    };
  }
  const { name, value } = activationFormulas[spec.activation];
  const argument = argumentOf(telling, layer, unit);
  const symbolic = value(symbolArgument(telling, argument.symbol, `${name}(${argument.symbol})`));
  return {
    symbolic: spec.activation === 'linear' ? symbolic : `${name}(${argument.symbol})=${symbolic}`.replace(/^\\tanh\(.*\)=/, ''),
    numeric: value(numberArgument(telling, argument.value, telling.trace.layers[layer - 1]!.a.data[unit]!)),
  };
};
