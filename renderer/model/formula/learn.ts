import type { Matrix } from '#core/contract/matrix.ts';
import type { LayerTrace, WeightsAndBiases } from '#core/contract/step-trace.ts';
import {
  batchOf,
  exact,
  factor,
  inBatch,
  num,
  outputOf,
  unitsIn,
  type Card,
  type Label,
  type NoteName,
  type Row,
  type Telling,
} from './card.ts';
import { d, mark, symbols } from './latex.ts';
import { optimiserFormulas, settingSymbols, stateSymbols, type Ingredients } from './optimiser.ts';
import { stateAt } from './order.ts';

/** A weight from unit i to unit j of layer l; the bias of unit j has no `from`. */
export interface Parameter {
  readonly layer: number;
  readonly from?: number | undefined;
  readonly to: number;
}

/** Gradient over the batch, what the optimiser makes of it, and the new value. */
export const learnCards = (telling: Telling, parameter: Parameter): Card[] => [
  gradientCard(telling, parameter),
  deltaCard(telling, parameter),
  updateCard(telling, parameter),
];

const symbolOf = ({ layer, from, to }: Parameter): string => (from === undefined ? symbols.b(layer, to) : symbols.w(layer, from, to));
const labelOf = ({ layer, from, to }: Parameter): Label =>
  from === undefined ? { symbol: 'b', layer, indices: [to] } : { symbol: 'w', layer, indices: [from, to] };
const layerOf = ({ trace }: Telling, { layer }: Parameter): LayerTrace => trace.layers[layer - 1]!;

/** The entry of this parameter in matrices for weights and for biases. */
const pick = ({ from, to }: Parameter, weights: Matrix, biases: Matrix): number =>
  from === undefined ? biases.data[to]! : weights.data[from * weights.cols + to]!;
const pickState = (parameter: Parameter, { W, b }: WeightsAndBiases): number => pick(parameter, W, b);

/** Its place in the gradient and update phases: one part per incoming weight, then the bias. */
const partOf = (telling: Telling, { layer, from }: Parameter): number => from ?? unitsIn(telling, layer - 1);
const phaseState = (telling: Telling, parameter: Parameter, phase: 'gradient' | 'update') => {
  const part = partOf(telling, parameter);
  return stateAt(telling.place, { phase, layer: parameter.layer, unit: parameter.to, first: part, last: part });
};

const frozen = ({ spec }: Telling, { from }: Parameter): boolean => from === undefined && !spec.train.biases;

/** Gradient clipping multiplies every gradient of the step by this. */
const clipping = ({ spec, trace }: Telling): number =>
  spec.clipNorm !== null && trace.gradientNorm > spec.clipNorm ? spec.clipNorm / trace.gradientNorm : 1;

/** dL/dw = sum over the batch of a·dZ, plus the penalty's own gradient. */
const gradientCard = (telling: Telling, parameter: Parameter): Card => {
  const { layer, from, to } = parameter;
  const own = layerOf(telling, parameter);
  const state = phaseState(telling, parameter, 'gradient');
  const symbol = d(symbolOf(parameter));
  const value = pick(parameter, own.dW, own.db);
  const samples = batchOf(telling);
  const owed = own.dZ.data[to]!;
  const bias = from === undefined;
  const article = telling.spec.arithmetic === 'article';
  const averaged = article && bias;
  const perSample = `\\dfrac{\\partial L}{\\partial z^{[${layer}](n)}_{${to + 1}}}`;
  const input = bias ? '' : `a^{[${layer - 1}](n)}_{${from + 1}}\\,`;
  const { l1, l2 } = telling.spec.penalty;
  const w = symbolOf(parameter);
  const penalty = bias
    ? []
    : [...(l1 > 0 ? [`${exact(telling, l1)}\\operatorname{sgn}${w}`] : []), ...(l2 > 0 ? [`${exact(telling, l2)}\\,${w}`] : [])];
  const summed = `${averaged ? `\\dfrac{1}{${samples}}` : ''}\\sum_{n=1}^{${samples}}${input}${perSample}`;
  const whole = [summed, ...penalty].join('+');
  const clip = clipping(telling);
  const contribution = `${averaged ? `\\dfrac{1}{${samples}}\\cdot ` : ''}${bias ? '' : `${factor(telling, outputOf(telling, layer - 1, from))}\\cdot `}${factor(telling, owed)}`;
  const notes: NoteName[] = [
    ...(inBatch(telling) ? [] : (['notInBatch'] as const)),
    ...(article ? ([bias ? 'articleBiases' : 'articleWeights'] as const) : []),
    ...(clip < 1 ? (['clipped'] as const) : []),
    ...(frozen(telling, parameter) ? (['frozenBias'] as const) : []),
  ];
  return {
    name: 'gradient',
    state,
    symbol,
    symbolic: [
      `${symbol}=${clip < 1 ? `\\dfrac{${exact(telling, telling.spec.clipNorm!)}}{\\lVert g\\rVert}\\Bigl(${whole}\\Bigr)` : whole}`,
    ],
    numeric:
      state === 'later'
        ? []
        : samples === 1 && penalty.length === 0 && clip === 1 && inBatch(telling)
          ? [`${symbol}=${contribution}=${mark('value', num(telling, value))}`]
          : [`${symbol}=${mark('value', num(telling, value))}`],
    value: state === 'later' ? undefined : value,
    table:
      state === 'later' || samples === 1
        ? undefined
        : { head: ['', bias ? '\\partial L/\\partial z' : 'a\\,\\partial L/\\partial z'], ...contributions(telling, parameter, value) },
    notes,
  };
};

/** How this sample, the rest of the batch, the penalty and clipping add up to the gradient. */
const contributions = (telling: Telling, parameter: Parameter, value: number): { rows: Row[]; total: Row } => {
  const { layer, from, to } = parameter;
  const own = layerOf(telling, parameter);
  const owed = own.dZ.data[to]!;
  const bias = from === undefined;
  const mean = bias && telling.spec.arithmetic === 'article' ? batchOf(telling) : 1;
  const mine = inBatch(telling) ? ((bias ? 1 : outputOf(telling, layer - 1, from)) * owed) / mean : 0;
  const { l1, l2 } = telling.spec.penalty;
  const w = pick(parameter, own.W, own.b);
  const penalty = bias ? 0 : l1 * Math.sign(w) + l2 * w;
  const unclipped = value / clipping(telling);
  const row = (word: 'thisSample' | 'otherSamples' | 'penalty' | 'clipping' | 'total', cell: number): Row => ({
    label: { word },
    cells: [cell],
    state: 'done',
  });
  return {
    rows: [
      ...(inBatch(telling) ? [row('thisSample', mine)] : []),
      row('otherSamples', unclipped - penalty - mine),
      ...(!bias && (l1 > 0 || l2 > 0) ? [row('penalty', penalty)] : []),
      ...(clipping(telling) < 1 ? [row('clipping', value - unclipped)] : []),
    ],
    total: row('total', value),
  };
};

/** What the optimiser adds to the parameter, and how its own state moves. */
const deltaCard = (telling: Telling, parameter: Parameter): Card => {
  const own = layerOf(telling, parameter);
  const { optimizer } = telling.spec;
  const state = stateAt(telling.place, { phase: 'optimise', layer: parameter.layer, unit: 0, first: 0, last: 0 });
  const symbol = `\\Delta ${symbolOf(parameter)}`;
  const value = pick(parameter, own.deltaW, own.deltab);
  if (frozen(telling, parameter)) {
    return {
      name: 'delta',
      state,
      symbol,
      symbolic: [`${symbol}=0`],
      numeric: state === 'later' ? [] : [`${symbol}=${mark('value', num(telling, value))}`],
      value: state === 'later' ? undefined : value,
      notes: ['frozenBias'],
    };
  }
  const kept = Object.keys(own.optimizer);
  const { state: moves, delta } = optimiserFormulas[optimizer.kind];
  const settings = optimizer as unknown as Readonly<Record<string, number>>;
  const bySymbol: Ingredients = {
    g: kept.length === 0 ? d(symbolOf(parameter)) : 'g',
    w: symbolOf(parameter),
    eta: '\\eta',
    t: 't',
    setting: (name) => settingSymbols[name]!,
    before: (name) => stateSymbols[name]!,
    after: (name) => `${stateSymbols[name]!}'`,
  };
  const stateOf = (name: string, when: 'before' | 'after'): number => pickState(parameter, own.optimizer[name]![when]);
  const byNumber: Ingredients = {
    g: factor(telling, pick(parameter, own.dW, own.db)),
    w: factor(telling, pick(parameter, own.W, own.b)),
    eta: exact(telling, telling.trace.lr),
    t: String(telling.trace.step + 1),
    setting: (name) => exact(telling, settings[name]!),
    before: (name) => factor(telling, stateOf(name, 'before')),
    after: (name) => factor(telling, stateOf(name, 'after')),
  };
  const coefficients =
    optimizer.kind === 'nadam'
      ? ['c_1=\\dfrac{\\mu_{t+1}}{1-\\prod_{i\\le t+1}\\mu_i},\\quad c_2=\\dfrac{1-\\mu_t}{1-\\prod_{i\\le t}\\mu_i}']
      : [];
  return {
    name: 'delta',
    state,
    symbol,
    symbolic: [
      ...(kept.length === 0 ? [] : [`g=${d(symbolOf(parameter))}`]),
      ...kept.map((name) => `${stateSymbols[name]!}'=${moves[name]!(bySymbol)}`),
      `${symbol}=${delta(bySymbol)}`,
      ...coefficients,
    ],
    numeric:
      state === 'later'
        ? []
        : [
            ...kept.map((name) => `${stateSymbols[name]!}'=${moves[name]!(byNumber)}=${num(telling, stateOf(name, 'after'))}`),
            `${symbol}=${delta(byNumber)}=${mark('value', num(telling, value))}`,
          ],
    value: state === 'later' ? undefined : value,
    table:
      state === 'later' || kept.length === 0
        ? undefined
        : {
            head: ['', 't', "t'"],
            rows: kept.map((name) => ({
              label: { symbol: stateSymbols[name]! },
              cells: [stateOf(name, 'before'), stateOf(name, 'after')],
              state: 'done',
            })),
          },
    notes: [],
  };
};

/** The parameter's old value plus what the optimiser adds. */
const updateCard = (telling: Telling, parameter: Parameter): Card => {
  const own = layerOf(telling, parameter);
  const state = phaseState(telling, parameter, 'update');
  const symbol = symbolOf(parameter);
  const before = pick(parameter, own.W, own.b);
  const value = pick(parameter, own.WAfter, own.bAfter);
  const plain = telling.spec.optimizer.kind === 'sgd' && !frozen(telling, parameter);
  return {
    name: 'update',
    state,
    symbol,
    symbolic: [`${symbol}\\leftarrow ${symbol}${plain ? `-\\eta\\,${d(symbol)}` : `+\\Delta ${symbol}`}`],
    numeric:
      state === 'later'
        ? []
        : [
            `${symbol}\\leftarrow ${num(telling, before)}${
              plain
                ? `-${exact(telling, telling.trace.lr)}\\cdot ${factor(telling, pick(parameter, own.dW, own.db))}`
                : `+${factor(telling, pick(parameter, own.deltaW, own.deltab))}`
            }=${mark('value', num(telling, value))}`,
          ],
    value: state === 'later' ? undefined : value,
    notes: frozen(telling, parameter) ? ['frozenBias'] : [],
  };
};

/** All that flows into a unit, weight by weight: old value, gradient, new value, as far as the step has come. */
export const incomingCard = (telling: Telling, layer: number, unit: number): Card => {
  const own = telling.trace.layers[layer - 1]!;
  const inputs = unitsIn(telling, layer - 1);
  const parameters: Parameter[] = [...Array.from({ length: inputs }, (_, from) => ({ layer, from, to: unit })), { layer, to: unit }];
  const rowOf = (parameter: Parameter): Row => {
    const gradient = phaseState(telling, parameter, 'gradient');
    const update = phaseState(telling, parameter, 'update');
    const now = gradient === 'now' || update === 'now';
    return {
      label: labelOf(parameter),
      cells: [
        pick(parameter, own.W, own.b),
        gradient === 'later' ? undefined : pick(parameter, own.dW, own.db),
        update === 'later' ? undefined : pick(parameter, own.WAfter, own.bAfter),
      ],
      state: now ? 'now' : gradient === 'later' ? 'later' : 'done',
    };
  };
  const rows = parameters.map(rowOf);
  const { place } = telling;
  const here =
    place.layer === layer &&
    (place.phase === 'optimise' || (place.unit === unit && (place.phase === 'gradient' || place.phase === 'update')));
  const symbol = symbols.w(layer, 0, unit).replace('_{1,', '_{i,');
  return {
    name: 'incoming',
    state: here ? 'now' : rows.every((row) => row.state === 'later') ? 'later' : 'done',
    symbol,
    symbolic: [`${symbol}\\leftarrow ${symbol}${telling.spec.optimizer.kind === 'sgd' ? `-\\eta\\,${d(symbol)}` : `+\\Delta ${symbol}`}`],
    numeric: [],
    table: { head: ['', 'w', '\\partial L/\\partial w', "w'"], rows },
    notes: [],
  };
};
