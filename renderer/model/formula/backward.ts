import { delta, gated, slope, upstream, type Slope } from '#core/account/backward.ts';
import { activation, argument, branch, mask, normalisation } from '#core/account/forward.ts';
import { activationIn, hasGate, isCoupled, isFromLogits, unitsIn } from '#core/account/program.ts';
import type { Quantity, QuantitySymbol, Right, Terms, Value } from '#core/account/quantity.ts';
import type { Activation } from '#core/spec/methods.ts';
import { activationFormulas } from './activation.ts';
import {
  factor,
  num,
  outputsOf,
  reached,
  type Card,
  type FormulaContext,
  type NoteName,
  type Right as RightLines,
  type Row,
} from './card.ts';
import { productOf, symbolArgument } from './forward.ts';
import { mark, sum, symbols, timesLatex } from './latex.ts';
import { logitSlope, outputSlope, type Written } from './loss.ts';
import { latexOf } from './symbol.ts';

/** What comes back to unit j of layer l: dL/da over its outgoing weights (or from the loss), then dL/dz through the gate f'(z). */
export const backwardCards = (context: FormulaContext, layer: number, unit: number): Card[] => {
  const { account } = context;
  const above = upstream(account, layer, unit);
  if (!above || !hasGate(account.program, layer)) return [logitCard(context, layer, unit)];
  return [
    layer === account.depth ? outputCard(context, above, unit) : hiddenCard(context, above, layer, unit),
    isCoupled(activationIn(account.program, layer)) ? coupledCard(context, above, layer, unit) : gateCard(context, above, layer, unit),
  ];
};

const absent = ({ account }: FormulaContext): NoteName[] => (account.inBatch ? [] : ['notInBatch']);

/** A sample that is not in the batch has no numbers on the way back. */
const inBatch =
  ({ account }: FormulaContext, lines: () => readonly string[]) =>
  (): readonly string[] =>
    account.inBatch ? lines() : [];

/** The symbol without what the program has too much of it. */
const plain = (symbol: QuantitySymbol): string => latexOf({ ...symbol, times: undefined });

/** What is right in the place of a sum over the batch: the mean. */
const meanInstead = (context: FormulaContext, { symbol, state, right }: Quantity, side: Written): RightLines | undefined =>
  right && {
    symbolic: [`${plain(symbol)}=${side.symbolic}`],
    numeric: reached(
      { state, value: right.value },
      inBatch(context, () => [equation(context, plain(symbol), side.numeric, right)]),
    ).numeric,
  };

const equation = (context: FormulaContext, symbol: string, side: string, { value }: Pick<Right, 'value'>): string =>
  `${symbol}=${side}=${mark('value', num(context, value))}`;

const outputCard = (context: FormulaContext, own: Quantity, unit: number): Card => {
  const symbol = latexOf(own.symbol);
  const { symbolic, numeric } = outputSlope(context, unit);
  return {
    name: 'dA',
    symbol,
    symbolic: [`${symbol}=${symbolic}`],
    ...reached(
      own,
      inBatch(context, () => [equation(context, symbol, numeric, own)]),
    ),
    notes: [...absent(context), ...(context.account.rules.plainError ? (['articleError'] as const) : [])],
    right: meanInstead(context, own, outputSlope(context, unit, 'right')),
  };
};

/** dL/da_j = sum over the units k of the next layer of w_jk · dL/dz_k; a program that updates too early has w' in the place of w. */
const hiddenCard = (context: FormulaContext, own: Quantity, layer: number, unit: number): Card => {
  const { account } = context;
  const { symbol, state, value, right } = own;
  const terms = own.terms!;
  const count = unitsIn(account.program, layer + 1);
  const skipped = terms.count > count;
  const current = state === 'now' ? account.place.part : undefined;
  const isReached = state !== 'later';
  const summed = state === 'done' || current === count;
  const productsOf = (of: Terms) => (k: number) => productOf(context, of.factors(k)[0]!.value, of.factors(k)[1]!.value);
  const marked = (k: number, written: string): string => {
    const when = terms.state(k);
    return when === 'done' ? written : mark(when, written);
  };
  const handedOn = (): string => factor(context, terms.value(count));
  const symbolicOf = (of: Terms, name: string): string => {
    const written = (k: number) => of.factors(k).map((one) => latexOf(one.symbol));
    return `${name}=${sum(count, (k) => written(k).join('\\,'), current)}${skipped ? `+${written(count)[0]!}` : ''}`;
  };
  const rows = Array.from({ length: terms.count }, (_, k): Row => {
    const shown = terms.state(k) === 'later' ? undefined : terms.value(k);
    if (k === count) {
      const label = { symbol: 'a', layer: layer + 1, indices: [unit] };
      return { label, cells: [undefined, terms.value(k), shown], state: terms.state(k) };
    }
    const label = { symbol: 'z', layer: layer + 1, indices: [k] };
    return { label, cells: [...terms.factors(k).map((one) => one.value), shown], state: terms.state(k) };
  });
  const [w, error] = terms.factors(0).map((one) => one.symbol);
  const heads = [w!.updated ? "w'_k" : 'w_k', `${timesLatex(error!.times)}\\partial L/\\partial z_k`];
  const products = productsOf(terms);
  const name = latexOf(symbol);
  return {
    name: 'dA',
    state,
    symbol: name,
    symbolic: [symbolicOf(terms, name)],
    numeric: isReached
      ? [
          `${name}=${sum(count, (k) => marked(k, products(k)), current)}${skipped ? `+${marked(count, handedOn())}` : ''}`,
          ...(summed ? [`{}=${mark('value', num(context, value))}`] : []),
        ]
      : [],
    value: summed ? value : undefined,
    table: isReached ? { head: ['k', ...heads, heads.join('\\,')], rows } : undefined,
    notes: [...absent(context), ...(skipped ? (['twoWays'] as const) : [])],
    right: right?.terms && {
      symbolic: [symbolicOf(right.terms, name)],
      numeric: summed
        ? [equation(context, name, `${sum(count, productsOf(right.terms), current)}${skipped ? `+${handedOn()}` : ''}`, right)]
        : [],
    },
  };
};

/** The outputs of a softmax depend on each other, so what arrives at each counts relative to the common mean. */
const coupledCard = (context: FormulaContext, above: Quantity, layer: number, unit: number): Card => {
  const { account } = context;
  const [own, behind] = [delta(account, layer, unit), gated(account, layer, unit)];
  const [symbol, left] = [latexOf(own.symbol), latexOf(behind.symbol)];
  const isNormalised = left !== symbol;
  const arrived = (k: number): string => latexOf({ ...above.symbol, indices: [k] });
  const common = sum(unitsIn(account.program, layer), (k) => `${symbols.a(layer, k)}\\,${arrived(k)}`, unit);
  const given = (branch(account, layer, unit) ?? activation(account, layer, unit)).value;
  const a = symbols.a(layer, unit);
  const coupled = `${left}=${a}\\Bigl(${arrived(unit)}-\\bigl(${common}\\bigr)\\Bigr)`;
  const numeric = `${num(context, given)}\\cdot\\bigl(${num(context, above.value)}-\\cdots\\bigr)`;
  const alone = account.rules.softmaxAlone;
  const aloneNumeric = `${factor(context, above.value)}\\cdot ${factor(context, given)}\\cdot(1-${num(context, given)})`;
  const side = alone ? aloneNumeric : numeric;
  const { right } = behind;
  return {
    name: 'dZ',
    symbol,
    symbolic: [
      alone ? `${left}=${arrived(unit)}\\cdot ${a}\\,(1-${a})` : coupled,
      ...(isNormalised ? [throughNormalisation(context, layer, unit)] : []),
    ],
    ...reached(own, () =>
      isNormalised
        ? [`${left}=${side}=${num(context, behind.value)}`, `${symbol}=${mark('value', num(context, own.value))}`]
        : [equation(context, left, side, behind)],
    ),
    notes: [...absent(context), ...(alone ? [] : (['softmaxCoupled'] as const))],
    right: right && {
      symbolic: [coupled],
      numeric: reached(
        { state: behind.state, value: right.value },
        inBatch(context, () => [equation(context, left, numeric, right)]),
      ).numeric,
    },
  };
};

/** dL/dz = dL/da · f'(z), and what dropout and normalisation make of it. */
const gateCard = (context: FormulaContext, above: Quantity, layer: number, unit: number): Card => {
  const { account } = context;
  const taken = slope(account, layer, unit)!;
  const dropout = mask(account, layer, unit);
  const behind = gated(account, layer, unit);
  const own = delta(account, layer, unit);
  const isNormalised = behind.symbol.letter !== own.symbol.letter;
  const [symbol, left] = [latexOf(own.symbol), latexOf(behind.symbol)];
  const masked = dropout ? `${latexOf(dropout.symbol)}\\cdot ` : '';
  const product = (by: Value): string =>
    `${factor(context, above.value)}\\cdot ${dropout ? `${num(context, dropout.value)}\\cdot ` : ''}${factor(context, by)}`;
  const derivative = slopeOf(context, taken, layer, unit);
  const rightly = slopeOf(context, { ...taken, atOutput: false, missing: false }, layer, unit);
  const simple = simplified(context, layer, unit);
  const chain = ({ call }: SlopeFormula): string => `${left}=${latexOf(above.symbol)}\\cdot ${masked}${call}`;
  const { right } = behind;
  return {
    name: 'dZ',
    symbol,
    symbolic: [
      chain(derivative),
      ...derivative.lines,
      ...(simple ? [`{}=${simple.symbolic}`] : []),
      ...(isNormalised ? [throughNormalisation(context, layer, unit)] : []),
    ],
    ...reached(
      own,
      inBatch(context, () =>
        isNormalised
          ? [`${left}=${product(taken.value)}=${num(context, behind.value)}`, `${symbol}=${mark('value', num(context, own.value))}`]
          : [equation(context, left, product(taken.value), behind)],
      ),
    ),
    notes: [
      ...absent(context),
      ...(taken.value === 0 && account.inBatch ? (['closedGate'] as const) : []),
      ...(taken.atOutput && !taken.right ? (['articleSlope'] as const) : []),
    ],
    right: right && {
      symbolic: [chain(rightly), ...rightly.lines],
      numeric: reached(
        { state: behind.state, value: right.value },
        inBatch(context, () => [equation(context, left, product(taken.right!.value), right)]),
      ).numeric,
    },
  };
};

/** f' where it is taken, alone and with its formula; 1 without one where it is left out. */
interface SlopeFormula {
  readonly call: string;
  readonly lines: readonly string[];
}

const slopeOf = (context: FormulaContext, { atOutput, missing, givesOutput }: Slope, layer: number, unit: number): SlopeFormula => {
  if (missing) return { call: '1', lines: [] };
  const { account } = context;
  const { name, slope: derivative } = activationFormulas[activationIn(account.program, layer) as Exclude<Activation, 'softmax'>];
  const own = latexOf(argument(account, layer, unit).symbol);
  const given = givesOutput ? symbols.a(layer, unit) : `${name}(${own})`;
  const place = atOutput ? given : own;
  const call = `${name}'(${place})`;
  return { call, lines: [`${call}=${derivative(symbolArgument(context, place, atOutput ? `${name}(${place})` : given))}`] };
};

/** A sigmoid under binary cross-entropy: f' cancels and only the error is left. */
const simplified = (context: FormulaContext, layer: number, unit: number): Written | undefined => {
  const { account } = context;
  const own = delta(account, layer, unit);
  return isFromLogits(account.program, layer) && own.terms ? logitSlope(context, unit) : undefined;
};

/** Back through a normalisation: what the mean and the variance took along is subtracted. */
const throughNormalisation = ({ account }: FormulaContext, layer: number, unit: number): string => {
  const { kind, hat } = normalisation(account, layer, unit)!;
  const mean = kind === 'batch' ? '\\operatorname{mean}_n' : '\\operatorname{mean}_j';
  return (
    `${latexOf(delta(account, layer, unit).symbol)}=\\dfrac{1}{\\sqrt{s^2+\\varepsilon}}\\Bigl(g-${mean}(g)-${latexOf(hat.symbol)}\\cdot ${mean}(g\\,\\hat z)\\Bigr),` +
    `\\quad g=\\gamma\\,${latexOf(gated(account, layer, unit).symbol)}`
  );
};

/** Softmax under cross-entropy: the gradient is taken from the logits. */
const logitCard = (context: FormulaContext, layer: number, unit: number): Card => {
  const own = delta(context.account, layer, unit);
  const symbol = latexOf(own.symbol);
  const { symbolic, numeric } = logitSlope(context, unit);
  return {
    name: 'dZ',
    symbol,
    symbolic: [`${symbol}=${symbolic}`],
    ...reached(
      own,
      inBatch(context, () => [equation(context, symbol, numeric, own)]),
    ),
    notes: [...absent(context), ...(outputsOf(context) > 1 ? (['logits'] as const) : [])],
    right: meanInstead(context, own, logitSlope(context, unit, 'right')),
  };
};
