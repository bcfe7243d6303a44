import type { Loss } from '#core/spec/methods.ts';
import { batchOf, exact, factor, given, num, outputsOf, type Card, type Row, type Table, type Telling } from './card.ts';
import { desired, mark, prediction, sum } from './latex.ts';
import { stateAt } from './order.ts';

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
  /** Whether the outputs of a sample are averaged where the loss is a mean. */
  readonly overOutputs: boolean;
}

const huber = (r: string): string => `\\begin{cases}\\tfrac12 ${r}^2&|${r}|\\le 1\\\\|${r}|-\\tfrac12&|${r}|>1\\end{cases}`;

/** What a binary target weighs, and the weight that pulls towards 1. */
const shareOf = (y: string, { one, zero }: Weights): string => `\\bigl(${one}\\cdot ${y}+${zero}\\cdot(1-${y})\\bigr)`;
const pullOf = (y: string, { one }: Weights): string => `${one}\\cdot ${y}`;

const formulas: Readonly<Record<Loss, LossFormula>> = {
  mse: { term: (p, y) => `(${p}-${y})^2`, slope: (p, y) => `2\\,(${p}-${y})`, overOutputs: true },
  mae: { term: (p, y) => `|${p}-${y}|`, slope: (p, y) => `\\operatorname{sgn}(${p}-${y})`, overOutputs: true },
  huber: {
    term: (p, y) => huber(`(${p}-${y})`),
    slope: (p, y) => `\\operatorname{clip}_{[-1\\,..\\,1]}(${p}-${y})`,
    overOutputs: true,
  },
  'half-squared-error': { term: (p, y) => `(${p}-${y})^2`, slope: (p, y) => `(${p}-${y})`, scale: '\\tfrac12', overOutputs: false },
  'binary-cross-entropy': {
    term: (p, y, c) =>
      c
        ? `\\bigl(-${pullOf(y, c)}\\cdot\\ln ${p}-${c.zero}\\cdot(1-${y})\\ln(1-${p})\\bigr)`
        : `\\bigl(-${y}\\ln ${p}-(1-${y})\\ln(1-${p})\\bigr)`,
    slope: (p, y, c) =>
      c ? `\\dfrac{${shareOf(y, c)}\\cdot ${p}-${pullOf(y, c)}}{${p}\\,(1-${p})}` : `\\dfrac{${p}-${y}}{${p}\\,(1-${p})}`,
    overOutputs: true,
  },
  'binary-cross-entropy-logits': {
    term: (p, y, c) =>
      c ? `\\Bigl(${shareOf(y, c)}\\cdot\\ln(1+e^{${p}})-${pullOf(y, c)}\\cdot ${p}\\Bigr)` : `\\bigl(\\ln(1+e^{${p}})-${y}\\,${p}\\bigr)`,
    slope: (p, y, c) => (c ? `\\Bigl(${shareOf(y, c)}\\cdot\\sigma(${p})-${pullOf(y, c)}\\Bigr)` : `\\bigl(\\sigma(${p})-${y}\\bigr)`),
    overOutputs: true,
  },
  'categorical-cross-entropy': {
    term: (p, y, c) => (c ? `(-${pullOf(y, c)}\\cdot\\ln ${p})` : `(-${y}\\ln ${p})`),
    slope: (p, y, c) => `\\dfrac{-${c ? pullOf(y, c) : y}}{${p}}`,
    overOutputs: false,
  },
};

/** The weights of the classes as they stand in the formula of output j, in symbols or in numbers; undefined for a run without. */
const weightsOf = ({ spec }: Telling, j: number | 'j', write: (index: number | 'j', weight: number) => string): Weights | undefined => {
  const { classWeights, loss } = spec;
  if (!classWeights) return undefined;
  if (loss !== 'categorical-cross-entropy') return { one: write(1, classWeights[1]!), zero: write(0, classWeights[0]!) };
  return { one: write(j === 'j' ? j : j + 1, j === 'j' ? 1 : classWeights[j]!), zero: '0' };
};
const symbolWeight = (index: number | 'j'): string => `c_{${index}}`;
const numberWeight =
  (telling: Telling) =>
  (_: number | 'j', weight: number): string =>
    exact(telling, weight);

/** How many numbers the reduced loss averages over, as far as output j of one sample is concerned; 1 for a sum. */
export const averagedOver = (telling: Telling): number =>
  telling.spec.reduction === 'sum' ? 1 : batchOf(telling) * averagedInSample(telling);

/** How many the program's own gradient averages over: it may have forgotten the samples. */
const averagedByProgram = (telling: Telling): number =>
  telling.fault === 'sum-for-mean' ? averagedInSample(telling) : averagedOver(telling);

const averagedInSample = (telling: Telling): number =>
  telling.spec.reduction === 'sum' || !formulas[telling.spec.loss].overOutputs ? 1 : outputsOf(telling);

const over = (count: number): string => (count === 1 ? '' : `\\dfrac{1}{${count}}\\,`);

const predictionsOf = (telling: Telling): ArrayLike<number> => telling.trace.layers.at(-1)!.a.data;
const targetsOf = (telling: Telling): ArrayLike<number> => telling.trace.batch.y.data;

/** Prediction against target, the sample's own loss, and the loss that is minimised. */
export const lossCards = (telling: Telling): Card[] => [residualCard(telling), sampleCard(telling), batchCard(telling)];

const residualCard = (telling: Telling): Card => {
  const outputs = outputsOf(telling);
  const layer = telling.spec.network.layers.length;
  const [p, y] = [predictionsOf(telling), targetsOf(telling)];
  const states = Array.from({ length: outputs }, (_, unit) => stateAt(telling.place, { phase: 'loss', layer, unit, first: 0, last: 0 }));
  const state = states.every((s) => s === 'later') ? 'later' : states.every((s) => s === 'done') ? 'done' : 'now';
  // While the step is among the outputs the one under way is shown, afterwards the first.
  const unit = Math.max(0, states.indexOf('now'));
  const symbols = `${prediction(outputs, unit)}-${desired(outputs, unit)}`;
  const rows: Row[] = states.map((rowState, j) => ({
    label: { symbol: 'ŷ', indices: [j] },
    cells: rowState === 'later' ? [undefined, undefined, undefined] : [p[j]!, y[j]!, p[j]! - y[j]!],
    state: rowState,
  }));
  const table: Table = { head: ['j', '\\hat y_j', 'y_j', '\\hat y_j-y_j'], rows };
  return {
    name: 'residual',
    state,
    symbol: symbols,
    symbolic: [symbols],
    numeric:
      state === 'later'
        ? []
        : [`${num(telling, p[unit]!)}-${given(telling, y[unit]!)}=${mark('value', num(telling, p[unit]! - y[unit]!))}`],
    value: state === 'later' || outputs > 1 ? undefined : p[unit]! - y[unit]!,
    table: state === 'later' || outputs === 1 ? undefined : table,
    notes: [],
  };
};

const lossState = (telling: Telling) =>
  stateAt(telling.place, { phase: 'loss', layer: telling.spec.network.layers.length, unit: 0, first: 1, last: 1 });

const sampleCard = (telling: Telling): Card => {
  const { term, scale = '' } = formulas[telling.spec.loss];
  const outputs = outputsOf(telling);
  const [p, y] = [predictionsOf(telling), targetsOf(telling)];
  const state = lossState(telling);
  const front = `${over(averagedInSample(telling))}${scale}`;
  const grouped = (inner: string): string => (front !== '' && outputs > 1 ? `${front}\\Bigl[${inner}\\Bigr]` : front + inner);
  const value = telling.trace.loss.perSample[0]!;
  return {
    name: 'sampleLoss',
    state,
    symbol: '\\ell',
    symbolic: [
      outputs === 1
        ? `\\ell=${front}${term('\\hat y', 'y', weightsOf(telling, 0, symbolWeight))}`
        : `\\ell=${front}\\sum_{j=1}^{${outputs}}${term('\\hat y_j', 'y_j', weightsOf(telling, 'j', symbolWeight))}`,
    ],
    numeric:
      state === 'later'
        ? []
        : [
            `\\ell=${grouped(
              sum(outputs, (j) => term(factor(telling, p[j]!), given(telling, y[j]!), weightsOf(telling, j, numberWeight(telling)))),
            )}=${mark('value', num(telling, value))}`,
          ],
    value: state === 'later' ? undefined : value,
    notes: telling.spec.classWeights ? ['classWeights'] : [],
  };
};

/** The mean (or sum) over the batch, plus the penalty. */
const batchCard = (telling: Telling): Card => {
  const { loss } = telling.trace;
  const { l1, l2 } = telling.spec.penalty;
  const samples = batchOf(telling);
  const state = lossState(telling);
  const penalised = l1 > 0 || l2 > 0;
  const penalty = [
    ...(l1 > 0 ? [`${exact(telling, l1)}\\sum|w|`] : []),
    ...(l2 > 0 ? [`\\dfrac{${exact(telling, l2)}}{2}\\sum w^2`] : []),
  ].join('+');
  const mean = telling.spec.reduction === 'sum' ? '' : over(samples);
  return {
    name: 'batchLoss',
    state,
    symbol: 'L',
    symbolic: [`L=${mean}\\sum_{n=1}^{${samples}}\\ell_n${penalised ? `+${penalty}` : ''}`],
    numeric:
      state === 'later'
        ? []
        : [
            penalised
              ? `L=${num(telling, loss.data)}+${num(telling, loss.penalty)}=${mark('value', num(telling, loss.total))}`
              : `L=${mark('value', num(telling, loss.total))}`,
          ],
    value: state === 'later' ? undefined : loss.total,
    notes: [],
  };
};

/** dL/da at the output, where the blame begins. */
export const outputBlame = (
  telling: Telling,
  unit: number,
  averaged = averagedByProgram(telling),
): { symbolic: string; numeric: string } => {
  const outputs = outputsOf(telling);
  const [p, y] = [predictionsOf(telling)[unit]!, targetsOf(telling)[unit]!];
  const { slope } = formulas[telling.spec.loss];
  // The article leaves out the 2 and the mean.
  const article = telling.spec.arithmetic === 'article';
  const write = (pred: string, target: string, c?: Weights): string =>
    article ? `(${pred}-${target})` : over(averaged) + slope(pred, target, c);
  return {
    symbolic: write(prediction(outputs, unit), desired(outputs, unit), weightsOf(telling, unit, symbolWeight)),
    numeric: write(factor(telling, p), given(telling, y), weightsOf(telling, unit, numberWeight(telling))),
  };
};

/** dL/dz of an output whose activation and loss simplify together: prediction minus target. */
export const logitBlame = (
  telling: Telling,
  unit: number,
  averaged = averagedByProgram(telling),
): { symbolic: string; numeric: string } => {
  const outputs = outputsOf(telling);
  const [p, y] = [predictionsOf(telling)[unit]!, targetsOf(telling)[unit]!];
  const front = over(averaged);
  const weighted = (write: Parameters<typeof weightsOf>[2], pred: string, target: (j: number) => string): string | undefined => {
    const own = weightsOf(telling, unit, write);
    if (!own) return undefined;
    const pull = pullOf(target(unit), own);
    if (telling.spec.loss === 'binary-cross-entropy') return `${front}\\Bigl(${pred}\\cdot${shareOf(target(unit), own)}-${pull}\\Bigr)`;
    const share = sum(outputs, (k) => pullOf(target(k), weightsOf(telling, k, write)!), unit);
    return `${front}\\Bigl(${pred}\\cdot\\bigl(${share}\\bigr)-${pull}\\Bigr)`;
  };
  const symbol = { p: prediction(outputs, unit), y: (j: number) => desired(outputs, j) };
  const number = { p: factor(telling, p), y: (j: number) => given(telling, targetsOf(telling)[j]!) };
  return {
    symbolic: weighted(symbolWeight, symbol.p, symbol.y) ?? `${front}(${symbol.p}-${symbol.y(unit)})`,
    numeric: weighted(numberWeight(telling), number.p, number.y) ?? `${front}(${num(telling, p)}-${given(telling, y)})`,
  };
};
