import { batchOf, exact, factor, inBatch, num, outputOf, separator, type Card, type NoteName, type Row, type Telling } from './card.ts';
import { d, mark } from './latex.ts';
import { frozen, layerOf, phaseState, pick, pickState, symbolOf, type Parameter } from './parameter.ts';

/** dL/dw = sum over the batch of a·dZ, plus the penalty's own gradient. */
export const gradientCard = (telling: Telling, parameter: Parameter): Card => {
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
  const before = own.unclipped ? pickState(parameter, own.unclipped) : value;
  const summed = `${averaged ? `\\dfrac{1}{${samples}}` : ''}\\sum_{n=1}^{${samples}}${input}${perSample}`;
  const whole = [summed, ...penalty].join('+');
  const clip = clipLines(telling, value, before, symbol);
  const g = clip ? 'g' : symbol;
  const written = (number: number): string => (clip ? num(telling, number) : mark('value', num(telling, number)));
  const old = pick(parameter, own.W, own.b);
  const numbers = [
    ...(l1 > 0 ? [`${exact(telling, l1)}\\cdot\\operatorname{sgn}(${num(telling, old)})`] : []),
    ...(l2 > 0 ? [`${exact(telling, l2)}\\cdot ${factor(telling, old)}`] : []),
  ];
  const contribution = `${averaged ? `\\dfrac{1}{${samples}}\\cdot ` : ''}${bias ? '' : `${factor(telling, outputOf(telling, layer - 1, from))}\\cdot `}${factor(telling, owed)}`;
  const notes: NoteName[] = [
    ...(inBatch(telling) ? [] : (['notInBatch'] as const)),
    ...(article ? ([bias ? 'articleBiases' : 'articleWeights'] as const) : []),
    ...((telling.trace.clipFactor ?? 1) < 1 ? (['clipped'] as const) : []),
    ...(clip && value !== before * (telling.trace.clipFactor ?? 1) ? (['cut'] as const) : []),
    ...(frozen(telling, parameter) ? (['frozenBias'] as const) : []),
  ];
  return {
    name: 'gradient',
    state,
    symbol,
    symbolic: [`${g}=${whole}`, ...(clip?.symbolic ?? [])],
    numeric:
      state === 'later'
        ? []
        : [
            samples === 1 && penalty.length === 0 && inBatch(telling)
              ? `${g}=${contribution}=${written(before)}`
              : penalty.length > 0
                ? `${g}=${num(telling, before - penaltyOf(telling, parameter))}+${numbers.join('+')}=${written(before)}`
                : `${g}=${written(before)}`,
            ...(clip?.numeric ?? []),
          ],
    value: state === 'later' ? undefined : value,
    table:
      state === 'later' || samples === 1
        ? undefined
        : {
            head: ['', bias ? '\\partial L/\\partial z' : 'a\\,\\partial L/\\partial z'],
            ...contributions(telling, parameter, value, before),
          },
    notes,
  };
};

/** What the penalty adds to the gradient of this parameter; biases are not penalised. */
const penaltyOf = (telling: Telling, parameter: Parameter): number => {
  if (parameter.from === undefined) return 0;
  const own = layerOf(telling, parameter);
  const w = pick(parameter, own.W, own.b);
  const { l1, l2 } = telling.spec.penalty;
  return l1 * Math.sign(w) + l2 * w;
};

/** What clipping makes of the gradient g: scaled with all others by k, then cut at a bound; undefined for a run without it. */
const clipLines = (telling: Telling, value: number, before: number, symbol: string) => {
  const { spec, trace } = telling;
  const { clipNorm, clipValue } = spec;
  if (clipNorm === null && clipValue === null) return undefined;
  const comma = separator(telling);
  const scaled = (gradient: string, k: string): string => (clipNorm === null ? gradient : `${k}\\cdot ${gradient}`);
  const cut = (gradient: string, bound: string): string =>
    clipValue === null ? gradient : `\\max\\bigl(-${bound}${comma}\\min(${bound}${comma}${gradient})\\bigr)`;
  const least = (bound: string, norm: string): string => `\\min\\Bigl(1${comma}\\dfrac{${bound}}{${norm}+10^{-6}}\\Bigr)`;
  const bound = clipValue === null ? '' : exact(telling, clipValue);
  return {
    symbolic: [...(clipNorm === null ? [] : [`k=${least('c', '\\lVert g\\rVert')}`]), `${symbol}=${cut(scaled('g', 'k'), 'v')}`],
    numeric: [
      ...(clipNorm === null
        ? []
        : [`k=${least(exact(telling, clipNorm), num(telling, trace.gradientNorm))}=${num(telling, trace.clipFactor!)}`]),
      `${symbol}=${cut(scaled(factor(telling, before), num(telling, trace.clipFactor ?? 1)), bound)}=${mark('value', num(telling, value))}`,
    ],
  };
};

/** How this sample, the rest of the batch, the penalty and clipping add up to the gradient. */
const contributions = (telling: Telling, parameter: Parameter, value: number, before: number): { rows: Row[]; total: Row } => {
  const { layer, from, to } = parameter;
  const own = layerOf(telling, parameter);
  const owed = own.dZ.data[to]!;
  const bias = from === undefined;
  const mean = bias && telling.spec.arithmetic === 'article' ? batchOf(telling) : 1;
  const mine = inBatch(telling) ? ((bias ? 1 : outputOf(telling, layer - 1, from)) * owed) / mean : 0;
  const { l1, l2 } = telling.spec.penalty;
  const penalty = penaltyOf(telling, parameter);
  const row = (word: 'thisSample' | 'otherSamples' | 'penalty' | 'clipping' | 'total', cell: number): Row => ({
    label: { word },
    cells: [cell],
    state: 'done',
  });
  return {
    rows: [
      ...(inBatch(telling) ? [row('thisSample', mine)] : []),
      row('otherSamples', before - penalty - mine),
      ...(!bias && (l1 > 0 || l2 > 0) ? [row('penalty', penalty)] : []),
      ...(value === before ? [] : [row('clipping', value - before)]),
    ],
    total: row('total', value),
  };
};
