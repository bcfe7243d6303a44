import type { Loss } from '#core/spec/methods.ts';
import { averaged, classWeights, dataLoss, loss, penaltyLoss, prediction, residual, sampleLoss, target } from '#core/account/loss.ts';
import { activationIn, isCoupled } from '#core/account/program.ts';
import type { Factor } from '#core/account/quantity.ts';
import { exact, factor, given, num, outputsOf, reached, type Card, type FormulaContext, type Row, type Table } from './card.ts';
import { desired, mark, prediction as predictionSymbol, sum, timesLatex } from './latex.ts';

/** What the classes weigh: of the categorical loss the class at hand, of the binary one target 1 and target 0. */
interface Weights {
  readonly one: string;
  readonly zero: string;
}

/** What one output adds to a sample's loss, and the derivative of that by the prediction. p, y and r = p - y stand as factors. */
interface LossFormula {
  readonly term: (p: string, y: string, c?: Weights) => string;
  readonly slope: (p: string, y: string, c?: Weights) => string;
  /** Before the sum over outputs, e.g. a half. */
  readonly scale?: string;
}

const huber = (r: string): string => `\\begin{cases}\\tfrac12 ${r}^2&|${r}|\\le 1\\\\|${r}|-\\tfrac12&|${r}|>1\\end{cases}`;

/** What a binary target weighs, and the weight that pulls towards 1. */
const shareOf = (y: string, { one, zero }: Weights): string => `\\bigl(${one}\\cdot ${y}+${zero}\\cdot(1-${y})\\bigr)`;
const pullOf = (y: string, { one }: Weights): string => `${one}\\cdot ${y}`;

const formulas: Readonly<Record<Loss, LossFormula>> = {
  mse: { term: (p, y) => `(${p}-${y})^2`, slope: (p, y) => `2\\,(${p}-${y})` },
  mae: { term: (p, y) => `|${p}-${y}|`, slope: (p, y) => `\\operatorname{sgn}(${p}-${y})` },
  huber: {
    term: (p, y) => huber(`(${p}-${y})`),
    slope: (p, y) => `\\operatorname{clip}_{[-1\\,..\\,1]}(${p}-${y})`,
  },
  'half-squared-error': { term: (p, y) => `(${p}-${y})^2`, slope: (p, y) => `(${p}-${y})`, scale: '\\tfrac12' },
  'binary-cross-entropy': {
    term: (p, y, c) =>
      c
        ? `\\bigl(-${pullOf(y, c)}\\cdot\\ln ${p}-${c.zero}\\cdot(1-${y})\\ln(1-${p})\\bigr)`
        : `\\bigl(-${y}\\ln ${p}-(1-${y})\\ln(1-${p})\\bigr)`,
    slope: (p, y, c) =>
      c ? `\\dfrac{${shareOf(y, c)}\\cdot ${p}-${pullOf(y, c)}}{${p}\\,(1-${p})}` : `\\dfrac{${p}-${y}}{${p}\\,(1-${p})}`,
  },
  'binary-cross-entropy-logits': {
    term: (p, y, c) =>
      c ? `\\Bigl(${shareOf(y, c)}\\cdot\\ln(1+e^{${p}})-${pullOf(y, c)}\\cdot ${p}\\Bigr)` : `\\bigl(\\ln(1+e^{${p}})-${y}\\,${p}\\bigr)`,
    slope: (p, y, c) => (c ? `\\Bigl(${shareOf(y, c)}\\cdot\\sigma(${p})-${pullOf(y, c)}\\Bigr)` : `\\bigl(\\sigma(${p})-${y}\\bigr)`),
  },
  'categorical-cross-entropy': {
    term: (p, y, c) => (c ? `(-${pullOf(y, c)}\\cdot\\ln ${p})` : `(-${y}\\ln ${p})`),
    slope: (p, y, c) => `\\dfrac{-${c ? pullOf(y, c) : y}}{${p}}`,
  },
};

/** The weights of the classes as they stand in the formula of output j: in symbols, where j may be any, or in numbers. */
const symbolWeights = ({ account }: FormulaContext, j: number | 'j'): Weights | undefined => {
  const weights = classWeights(account, j === 'j' ? 0 : j);
  if (!weights) return undefined;
  const symbol = ({ symbol }: Factor): string => `c_{${symbol.indices![0]}}`;
  if (weights.zero) return { one: symbol(weights.one), zero: symbol(weights.zero) };
  return { one: `c_{${j === 'j' ? j : j + 1}}`, zero: '0' };
};
const numberWeights = (context: FormulaContext, j: number): Weights | undefined => {
  const weights = classWeights(context.account, j);
  const number = ({ value }: Factor): string => exact(context, value!);
  return weights && { one: number(weights.one), zero: weights.zero ? number(weights.zero) : '0' };
};

const over = (count: number): string => (count === 1 ? '' : `\\dfrac{1}{${count}}\\,`);

/** Prediction against target, the sample's own loss, and the loss that is minimised. */
export const lossCards = (context: FormulaContext): Card[] => [residualCard(context), sampleCard(context), batchCard(context)];

const residualCard = (context: FormulaContext): Card => {
  const { account } = context;
  const outputs = outputsOf(context);
  const all = Array.from({ length: outputs }, (_, j) => residual(account, j));
  const states = all.map(({ state }) => state);
  const state = states.every((s) => s === 'later') ? 'later' : states.every((s) => s === 'done') ? 'done' : 'now';
  // While the step is among the outputs the one under way is shown, afterwards the first.
  const unit = Math.max(0, states.indexOf('now'));
  const symbols = `${predictionSymbol(outputs, unit)}-${desired(outputs, unit)}`;
  const numbers = (j: number) => [prediction(account, j).value, target(account, j).value, all[j]!.value] as const;
  const rows: Row[] = states.map((rowState, j) => ({
    label: { symbol: 'ŷ', indices: [j] },
    cells: rowState === 'later' ? [undefined, undefined, undefined] : numbers(j),
    state: rowState,
  }));
  const table: Table = { head: ['j', '\\hat y_j', 'y_j', '\\hat y_j-y_j'], rows };
  const [p, y, r] = numbers(unit);
  return {
    name: 'residual',
    symbol: symbols,
    symbolic: [symbols],
    ...reached({ state, value: outputs > 1 ? undefined : r }, () => [
      `${num(context, p)}-${given(context, y)}=${mark('value', num(context, r))}`,
    ]),
    table: state === 'later' || outputs === 1 ? undefined : table,
    notes: [],
  };
};

const sampleCard = (context: FormulaContext): Card => {
  const { account } = context;
  const { term, scale = '' } = formulas[account.program.loss];
  const outputs = outputsOf(context);
  const front = `${over(averaged(account).inSample)}${scale}`;
  const grouped = (inner: string): string => (front !== '' && outputs > 1 ? `${front}\\Bigl[${inner}\\Bigr]` : front + inner);
  const own = sampleLoss(account);
  const numbers = (j: number): string =>
    term(factor(context, prediction(account, j).value), given(context, target(account, j).value), numberWeights(context, j));
  return {
    name: 'sampleLoss',
    symbol: '\\ell',
    symbolic: [
      outputs === 1
        ? `\\ell=${front}${term('\\hat y', 'y', symbolWeights(context, 0))}`
        : `\\ell=${front}\\sum_{j=1}^{${outputs}}${term('\\hat y_j', 'y_j', symbolWeights(context, 'j'))}`,
    ],
    ...reached(own, () => [`\\ell=${grouped(sum(outputs, numbers))}=${mark('value', num(context, own.value))}`]),
    notes: account.program.classWeights ? ['classWeights'] : [],
  };
};

/** The mean (or sum) over the batch, plus the penalty. */
const batchCard = (context: FormulaContext): Card => {
  const { account, spec } = context;
  const own = loss(account);
  const { l1, l2 } = spec.penalty;
  const penalised = l1 > 0 || l2 > 0;
  const penalty = [
    ...(l1 > 0 ? [`${exact(context, l1)}\\sum|w|`] : []),
    ...(l2 > 0 ? [`\\dfrac{${exact(context, l2)}}{2}\\sum w^2`] : []),
  ].join('+');
  const value = mark('value', num(context, own.value));
  const parts = `${num(context, dataLoss(account).value)}+${num(context, penaltyLoss(account).value)}`;
  return {
    name: 'batchLoss',
    symbol: 'L',
    symbolic: [`L=${over(averaged(account).samples)}\\sum_{n=1}^{${account.samples}}\\ell_n${penalised ? `+${penalty}` : ''}`],
    ...reached(own, () => [penalised ? `L=${parts}=${value}` : `L=${value}`]),
    notes: [],
  };
};

/** A side of an equation in symbols, and in numbers. */
export interface Written {
  readonly symbolic: string;
  readonly numeric: string;
}

/** By how many the loss's slope is divided: as the program does, or as is right. */
type By = 'program' | 'right';
const dividedBy = ({ account }: FormulaContext, by: By): string => {
  const { inSample, samples, samplesOfProgram, timesOfProgram } = averaged(account);
  return by === 'right' ? over(inSample * samples) : `${timesLatex(timesOfProgram)}${over(inSample * samplesOfProgram)}`;
};

/** dL/da at the output, where the way back begins. */
export const outputSlope = (context: FormulaContext, unit: number, by: By = 'program'): Written => {
  const { account } = context;
  const outputs = outputsOf(context);
  const { slope } = formulas[account.program.loss];
  // The article leaves out the 2 and the mean.
  const write = (pred: string, wanted: string, weights?: Weights): string =>
    account.rules.plainError ? `(${pred}-${wanted})` : dividedBy(context, by) + slope(pred, wanted, weights);
  return {
    symbolic: write(predictionSymbol(outputs, unit), desired(outputs, unit), symbolWeights(context, unit)),
    numeric: write(
      factor(context, prediction(account, unit).value),
      given(context, target(account, unit).value),
      numberWeights(context, unit),
    ),
  };
};

/** dL/dz of an output whose activation and loss simplify together: prediction minus target. */
export const logitSlope = (context: FormulaContext, unit: number, by: By = 'program'): Written => {
  const { account } = context;
  const outputs = outputsOf(context);
  const front = dividedBy(context, by);
  const coupled = isCoupled(activationIn(account.program, account.depth));
  const weighted = (weights: (j: number) => Weights | undefined, pred: string, wanted: (j: number) => string): string | undefined => {
    const own = weights(unit);
    if (!own) return undefined;
    const pull = pullOf(wanted(unit), own);
    if (!coupled) return `${front}\\Bigl(${pred}\\cdot${shareOf(wanted(unit), own)}-${pull}\\Bigr)`;
    const share = sum(outputs, (k) => pullOf(wanted(k), weights(k)!), unit);
    return `${front}\\Bigl(${pred}\\cdot\\bigl(${share}\\bigr)-${pull}\\Bigr)`;
  };
  const symbol = { p: predictionSymbol(outputs, unit), y: (j: number) => desired(outputs, j) };
  const p = prediction(account, unit).value;
  const y = (j: number): string => given(context, target(account, j).value);
  if (coupled && by === 'program' && account.rules.softmaxAlone) {
    // As if a class asked nothing of the others.
    const alone = (weights: Weights | undefined, wanted: string, pred: string): string =>
      `-${front}\\,${weights ? pullOf(wanted, weights) : wanted}\\cdot(1-${pred})`;
    return {
      symbolic: alone(symbolWeights(context, unit), symbol.y(unit), symbol.p),
      numeric: alone(numberWeights(context, unit), y(unit), factor(context, p)),
    };
  }
  return {
    symbolic: weighted((j) => symbolWeights(context, j), symbol.p, symbol.y) ?? `${front}(${symbol.p}-${symbol.y(unit)})`,
    numeric: weighted((j) => numberWeights(context, j), factor(context, p), y) ?? `${front}(${num(context, p)}-${y(unit)})`,
  };
};
