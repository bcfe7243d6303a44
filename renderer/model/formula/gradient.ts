import {
  batchOf,
  exact,
  factor,
  inBatch,
  num,
  outputOf,
  separator,
  type Card,
  type NoteName,
  type Row,
  type RowWord,
  type Telling,
} from './card.ts';
import { d, mark } from './latex.ts';
import { frozen, layerOf, phaseState, pick, pickState, symbolOf, type Parameter } from './parameter.ts';

/** How a mistake of the program touches the gradient of a parameter. */
interface Touch {
  /** Counts every bias once per sample. */
  readonly timesSamples: boolean;
  /** Has 1 or 0 in the place of what the weight multiplied. */
  readonly masked: boolean;
  /** What earlier steps left in the gradient, 0 where it is cleared. */
  readonly carried: number | undefined;
  /** The right gradient from the same numbers, before clipping. */
  readonly right: number;
}

const touchOf = (telling: Telling, parameter: Parameter, before: number): Touch | undefined => {
  const { layer, from } = parameter;
  const { fault } = layerOf(telling, parameter);
  const untouched = { timesSamples: false, masked: false, carried: undefined };
  switch (telling.fault) {
    case 'bias-per-sample':
      return from === undefined ? { ...untouched, timesSamples: true, right: before / batchOf(telling) } : undefined;
    case 'gradients-not-zeroed': {
      // A trace of the program before may still be on show.
      if (!fault?.carried) return undefined;
      const carried = pickState(parameter, fault.carried);
      return { ...untouched, carried, right: before - carried };
    }
    case 'mask-on-activations': {
      if (from === undefined || layer === 1 || !fault?.dW) return undefined;
      return { ...untouched, masked: true, right: pick(parameter, fault.dW, fault.dW) };
    }
    default:
      return undefined;
  }
};

/** dL/dw = sum over the batch of a·dZ, plus the penalty's own gradient; or what a program with a mistake makes of it. */
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
  const touch = touchOf(telling, parameter, before);
  const summedOver = (of: string, times = ''): string =>
    `${averaged ? `\\dfrac{1}{${samples}}` : times}\\sum_{n=1}^{${samples}}${of}${perSample}`;
  const whole = [summedOver(input), ...penalty].join('+');
  const mask = `\\mathbf{1}_{a^{[${layer - 1}](n)}_{${(from ?? 0) + 1}}>0}\\,`;
  const program = touch
    ? [
        summedOver(touch.masked ? mask : input, touch.timesSamples ? `${samples}\\cdot ` : ''),
        ...penalty,
        ...(touch.carried === undefined ? [] : ['g_{k-1}']),
      ].join('+')
    : whole;
  const clip = clipLines(telling, value, before, symbol);
  const g = clip ? 'g' : symbol;
  const written = (number: number): string => (clip ? num(telling, number) : mark('value', num(telling, number)));
  const old = pick(parameter, own.W, own.b);
  const numbers = bias
    ? []
    : [
        ...(l1 > 0 ? [`${exact(telling, l1)}\\cdot\\operatorname{sgn}(${num(telling, old)})`] : []),
        ...(l2 > 0 ? [`${exact(telling, l2)}\\cdot ${factor(telling, old)}`] : []),
      ];
  const contributionOf = (taken: number): string =>
    `${averaged ? `\\dfrac{1}{${samples}}\\cdot ` : ''}${bias ? '' : `${factor(telling, taken)}\\cdot `}${factor(telling, owed)}`;
  const alone = samples === 1 && penalty.length === 0 && inBatch(telling);
  const added = [...numbers, ...(touch?.carried === undefined ? [] : [factor(telling, touch.carried)])];
  const equation = (): string => {
    if (added.length > 0) return `${num(telling, before - penaltyOf(telling, parameter) - (touch?.carried ?? 0))}+${added.join('+')}=`;
    if (touch?.timesSamples) return `${samples}\\cdot ${factor(telling, touch.right)}=`;
    return alone ? `${contributionOf(takenBy(telling, parameter, touch))}=` : '';
  };
  const notes: NoteName[] = [
    ...(inBatch(telling) ? [] : (['notInBatch'] as const)),
    ...(article ? ([bias ? 'articleBiases' : 'articleWeights'] as const) : []),
    ...((telling.trace.clipFactor ?? 1) < 1 ? (['clipped'] as const) : []),
    ...(clip && value !== before * (telling.trace.clipFactor ?? 1) ? (['cut'] as const) : []),
    ...(frozen(telling, parameter) ? (['frozenBias'] as const) : []),
    ...(touch?.carried === undefined ? [] : (['carried'] as const)),
  ];
  return {
    name: 'gradient',
    state,
    symbol,
    symbolic: [`${g}=${program}`, ...(clip?.symbolic ?? [])],
    numeric: state === 'later' ? [] : [`${g}=${equation()}${written(before)}`, ...(clip?.numeric ?? [])],
    value: state === 'later' ? undefined : value,
    table:
      state === 'later' || samples === 1
        ? undefined
        : {
            head: ['', bias ? '\\partial L/\\partial z' : 'a\\,\\partial L/\\partial z'],
            ...contributions(telling, parameter, value, before, touch),
          },
    notes,
    right: touch && {
      symbolic: [`${g}=${whole}`],
      numeric: state === 'later' ? [] : [`${g}=${alone ? `${contributionOf(takenBy(telling, parameter))}=` : ''}${written(touch.right)}`],
    },
  };
};

/** What the weight multiplied for the followed sample, or what the program took for it; 1 for a bias. */
const takenBy = (telling: Telling, { layer, from }: Parameter, touch?: Touch): number => {
  if (from === undefined) return 1;
  const input = outputOf(telling, layer - 1, from);
  return touch?.masked ? Number(input > 0) : input;
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
const contributions = (
  telling: Telling,
  parameter: Parameter,
  value: number,
  before: number,
  touch: Touch | undefined,
): { rows: Row[]; total: Row } => {
  const { from, to } = parameter;
  const own = layerOf(telling, parameter);
  const owed = own.dZ.data[to]!;
  const bias = from === undefined;
  const mean = bias && telling.spec.arithmetic === 'article' ? batchOf(telling) : 1;
  const times = touch?.timesSamples ? batchOf(telling) : 1;
  const mine = inBatch(telling) ? (takenBy(telling, parameter, touch) * owed * times) / mean : 0;
  const carried = touch?.carried ?? 0;
  const { l1, l2 } = telling.spec.penalty;
  const penalty = penaltyOf(telling, parameter);
  const row = (word: Exclude<RowWord, 'bias'>, cell: number): Row => ({
    label: { word },
    cells: [cell],
    state: 'done',
  });
  return {
    rows: [
      ...(inBatch(telling) ? [row('thisSample', mine)] : []),
      row('otherSamples', before - penalty - carried - mine),
      ...(touch?.carried === undefined ? [] : [row('carried', carried)]),
      ...(!bias && (l1 > 0 || l2 > 0) ? [row('penalty', penalty)] : []),
      ...(value === before ? [] : [row('clipping', value - before)]),
    ],
    total: row('total', value),
  };
};
