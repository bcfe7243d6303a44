import { activation, argument, bias, branch, input, mask, normalisation, preActivation, weightedSum } from '#core/account/forward.ts';
import { activationIn, isCoupled, unitsIn } from '#core/account/program.ts';
import type { Quantity, Value } from '#core/account/quantity.ts';
import { activationFormulas, type Argument } from './activation.ts';
import { exact, factor, num, reached, separator, type Card, type FormulaContext, type Table } from './card.ts';
import { mark, sum, symbols } from './latex.ts';
import { latexOf } from './symbol.ts';

/** The forward pass of unit j of layer l >= 1: weighted sum, normalisation where there is one, activation and dropout. */
export const forwardCards = (context: FormulaContext, layer: number, unit: number): Card[] => [
  sumCard(context, layer, unit),
  ...normalizedCards(context, layer, unit),
  outputCard(context, layer, unit),
];

export const inputCard = (context: FormulaContext, unit: number): Card => {
  const own = input(context.account, unit);
  const symbol = latexOf(own.symbol);
  return {
    name: 'input',
    symbol,
    symbolic: [`${symbol}=x_{${unit + 1}}`],
    ...reached(own, () => [`${symbol}=${mark('value', num(context, own.value))}`]),
    notes: [],
  };
};

/** Two numbers with a dot between them. */
export const productOf = (context: FormulaContext, a: Value, b: Value): string => `${factor(context, a)}\\cdot ${factor(context, b)}`;

/** z = sum of w·a, plus b. */
const sumCard = (context: FormulaContext, layer: number, unit: number): Card => {
  const { account } = context;
  const { symbol, state, value, terms } = preActivation(account, layer, unit);
  const inputs = terms!.count - 1;
  const current = state === 'now' ? account.place.part : undefined;
  const isReached = state !== 'later';
  const [added, last] = [terms!.state(inputs), terms!.state(inputs - 1)];
  const done = added !== 'later';
  const term = (i: number): string => {
    const [w, a] = terms!.factors(i);
    const written = productOf(context, w!.value, a!.value);
    const when = terms!.state(i);
    return when === 'done' ? written : mark(when, written);
  };
  const own = factor(context, bias(account, layer, unit).value);
  const subtotal = `${num(context, weightedSum(account, layer, unit).value)}+${added === 'now' ? mark('now', own) : own}`;
  const z = latexOf(symbol);
  return {
    name: 'z',
    state,
    symbol: z,
    symbolic: [
      `${z}=${sum(
        inputs,
        (i) =>
          terms!
            .factors(i)
            .map((factor) => latexOf(factor.symbol))
            .join('\\,'),
        current,
      )}+${symbols.b(layer, unit)}`,
    ],
    numeric: isReached
      ? [
          `${z}=${sum(inputs, term, current)}+${done ? own : mark('later', own)}`,
          ...(last === 'done' && inputs > 1 ? [`{}=${subtotal}`] : []),
          ...(done ? [`{}=${mark('value', num(context, value))}`] : []),
        ]
      : [],
    value: done ? value : undefined,
    table: isReached ? productTable(layer, terms!) : undefined,
    notes: [],
  };
};

const productTable = (layer: number, terms: NonNullable<Quantity['terms']>): Table => {
  const inputs = terms.count - 1;
  return {
    head: ['i', 'w_i', 'a_i', 'w_i\\,a_i'],
    rows: Array.from({ length: inputs }, (_, i) => {
      const [w, a] = terms.factors(i);
      const state = terms.state(i);
      return {
        label: { symbol: 'a', layer: layer - 1, indices: [i] },
        cells: [w!.value, a!.value, state === 'later' ? undefined : terms.value(i)],
        state,
      };
    }),
    total: { label: { word: 'bias' }, cells: [undefined, undefined, terms.value(inputs)], state: terms.state(inputs) },
  };
};

/** z-hat = (z - mean) / sqrt(variance + epsilon), then gamma·z-hat + beta. */
const normalizedCards = (context: FormulaContext, layer: number, unit: number): Card[] => {
  const own = normalisation(context.account, layer, unit);
  if (!own) return [];
  const { mean, variance, hat, gamma, beta, normalized } = own;
  const z = preActivation(context.account, layer, unit);
  const n = ({ value }: { readonly value: Value }): string => num(context, value);
  const [symbol, hatSymbol] = [latexOf(normalized.symbol), latexOf(hat.symbol)];
  return [
    {
      name: 'normalized',
      symbol,
      symbolic: [`${hatSymbol}=\\dfrac{${latexOf(z.symbol)}-\\mu}{\\sqrt{s^2+\\varepsilon}}`, `${symbol}=\\gamma\\,${hatSymbol}+\\beta`],
      ...reached(normalized, () => [
        `${hatSymbol}=\\dfrac{${n(z)}-${factor(context, mean.value)}}{\\sqrt{${n(variance)}+\\varepsilon}}=${n(hat)}`,
        `${symbol}=${n(gamma)}\\cdot ${factor(context, hat.value)}+${factor(context, beta.value)}=${mark('value', n(normalized))}`,
      ]),
      notes: [],
    },
  ];
};

/** Symbols or numbers to put into an activation's formula. */
export const symbolArgument = (context: FormulaContext, symbol: string, f: string): Argument => ({
  z: symbol,
  factor: symbol,
  f,
  constant: (value) => exact(context, value),
  rounded: (value) => num(context, value),
  separator: separator(context),
});
const numberArgument = (context: FormulaContext, value: Value, f: Value): Argument => ({
  z: num(context, value),
  factor: factor(context, value),
  f: factor(context, f),
  constant: (constant) => exact(context, constant),
  rounded: (constant) => num(context, constant),
  separator: separator(context),
});

/** a = f(z), times the dropout mask where there is one. */
const outputCard = (context: FormulaContext, layer: number, unit: number): Card => {
  const { account } = context;
  const own = activation(account, layer, unit);
  const [dropout, alone] = [mask(account, layer, unit), branch(account, layer, unit)];
  const symbol = latexOf(own.symbol);
  const masked = (formula: string, m: string): string => (dropout ? `${m}\\cdot ${formula}` : formula);
  const { symbolic, numeric } = activationOf(context, layer, unit);
  const sources = own.terms ? [own.terms.factors(0)[0]!, own.terms.factors(1)[0]!] : [];
  const value = mark('value', num(context, own.value));
  const made = latexOf((alone ?? own).symbol);
  return {
    name: 'a',
    symbol,
    symbolic: [
      `${made}=${masked(symbolic, symbols.mask(layer, unit))}`,
      ...(alone ? [`${symbol}=${sources.map((source) => latexOf(source.symbol)).join('+')}`] : []),
    ],
    ...reached(own, () => [
      `${made}=${masked(numeric, num(context, dropout?.value))}=${alone ? num(context, alone.value) : value}`,
      ...(alone ? [`${symbol}=${num(context, alone.value)}+${factor(context, sources[1]!.value)}=${value}`] : []),
    ]),
    notes: [...(dropout?.value === 0 ? (['dropped'] as const) : []), ...(alone ? (['skip'] as const) : [])],
  };
};

const activationOf = (context: FormulaContext, layer: number, unit: number): { symbolic: string; numeric: string } => {
  const { account } = context;
  const { program } = account;
  const kind = activationIn(program, layer);
  const own = argument(account, layer, unit);
  const symbol = latexOf(own.symbol);
  if (isCoupled(kind)) {
    const units = unitsIn(program, layer);
    const power = (j: number): string => `e^{${num(context, argument(account, layer, j).value)}}`;
    const first = latexOf(argument(account, layer, 0).symbol);
    return {
      symbolic: `\\dfrac{e^{${symbol}}}{\\sum_{k=1}^{${units}}e^{${first.replace('_{1}', '_{k}')}}}`,
      numeric: `\\dfrac{${power(unit)}}{${sum(units, power, unit)}}`,
    };
  }
  const { name, value } = activationFormulas[kind];
  const symbolic = value(symbolArgument(context, symbol, `${name}(${symbol})`));
  return {
    symbolic: kind === 'linear' ? symbolic : `${name}(${symbol})=${symbolic}`.replace(/^\\tanh\(.*\)=/, ''),
    numeric: value(numberArgument(context, own.value, activation(account, layer, unit).value)),
  };
};
