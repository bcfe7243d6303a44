import { activationFormulas } from './activation.ts';
import {
  batchOf,
  factor,
  inBatch,
  num,
  outputsOf,
  unitsIn,
  type Card,
  type CardState,
  type NoteName,
  type Right,
  type Row,
  type Telling,
} from './card.ts';
import { argumentOf, symbolArgument } from './forward.ts';
import { d, mark, sum, symbols } from './latex.ts';
import { averagedOver, logitBlame, outputBlame } from './loss.ts';
import { stateAt } from './order.ts';

/** What unit j of layer l owes: dL/da over its outgoing weights (or from the loss), then dL/dz through the gate f'(z). */
export const backwardCards = (telling: Telling, layer: number, unit: number): Card[] => {
  const own = telling.trace.layers[layer - 1]!;
  if (own.dA === undefined) return [logitCard(telling, layer, unit)];
  return [
    layer === telling.spec.network.layers.length ? outputBlameCard(telling, layer, unit) : hiddenBlameCard(telling, layer, unit),
    gateCard(telling, layer, unit),
  ];
};

const absent = (telling: Telling): NoteName[] => (inBatch(telling) ? [] : ['notInBatch']);
const article = ({ spec }: Telling): boolean => spec.arithmetic === 'article';

const told = (state: CardState, lines: readonly string[], value: number): Pick<Card, 'numeric' | 'value'> =>
  state === 'later' ? { numeric: [], value: undefined } : { numeric: lines, value };

/** What is right in the place of a sum over the batch: the mean. `value` is the program's number. */
const meanInstead = (
  telling: Telling,
  state: CardState,
  symbol: string,
  blame: { readonly symbolic: string; readonly numeric: string },
  value: number,
): Right | undefined =>
  telling.fault === 'sum-for-mean'
    ? {
        symbolic: [`${symbol}=${blame.symbolic}`],
        numeric:
          state === 'later' || !inBatch(telling)
            ? []
            : [`${symbol}=${blame.numeric}=${mark('value', num(telling, value / batchOf(telling)))}`],
      }
    : undefined;

const outputBlameCard = (telling: Telling, layer: number, unit: number): Card => {
  const state = stateAt(telling.place, { phase: 'backward', layer, unit, first: 0, last: 0 });
  const symbol = d(symbols.a(layer, unit));
  const { symbolic, numeric } = outputBlame(telling, unit);
  const value = telling.trace.layers[layer - 1]!.dA!.data[unit]!;
  return {
    name: 'dA',
    state,
    symbol,
    symbolic: [`${symbol}=${symbolic}`],
    ...told(state, inBatch(telling) ? [`${symbol}=${numeric}=${mark('value', num(telling, value))}`] : [], value),
    notes: [...absent(telling), ...(article(telling) ? (['articleError'] as const) : [])],
    right: meanInstead(telling, state, symbol, outputBlame(telling, unit, averagedOver(telling)), value),
  };
};

/** dA_j = sum over the units k of the next layer of w_jk · dZ_k; a program that updates too early has w' in the place of w. */
const hiddenBlameCard = (telling: Telling, layer: number, unit: number): Card => {
  const next = telling.trace.layers[layer]!;
  const count = unitsIn(telling, layer + 1);
  const state = stateAt(telling.place, { phase: 'backward', layer, unit, first: 0, last: count });
  const part = state === 'now' ? telling.place.part : Infinity;
  const early = telling.fault === 'update-before-backward';
  const weightIn = (weights: typeof next.W, k: number): number => weights.data[unit * weights.cols + k]!;
  const weight = (k: number): number => weightIn(early ? next.WAfter : next.W, k);
  const owed = (k: number): number => next.dZ.data[k]!;
  const symbol = d(symbols.a(layer, unit));
  const current = Number.isFinite(part) ? part : undefined;
  const product = (w: number, k: number): string => `${factor(telling, w)}\\cdot ${factor(telling, owed(k))}`;
  const term = (k: number): string => {
    const written = product(weight(k), k);
    return k === part ? mark('now', written) : k > part ? mark('later', written) : written;
  };
  const value = telling.trace.layers[layer - 1]!.dA!.data[unit]!;
  const rows: Row[] = Array.from({ length: count }, (_, k) => ({
    label: { symbol: 'z', layer: layer + 1, indices: [k] },
    cells: [weight(k), owed(k), part >= k ? weight(k) * owed(k) : undefined],
    state: part === k ? 'now' : part > k ? 'done' : 'later',
  }));
  const w = early ? "w'" : 'w';
  const reached = state !== 'later';
  const summed = part >= count;
  // A residual connection hands on what the next layer's own output owes, unit by unit.
  const skipped = next.branch ? next.dA!.data[unit]! : undefined;
  if (skipped !== undefined)
    rows.push({
      label: { symbol: 'a', layer: layer + 1, indices: [unit] },
      cells: [undefined, skipped, summed ? skipped : undefined],
      state: part === count ? 'now' : summed ? 'done' : 'later',
    });
  const added = (): string => {
    if (skipped === undefined) return '';
    const written = factor(telling, skipped);
    return `+${part === count ? mark('now', written) : summed ? written : mark('later', written)}`;
  };
  const symbolicOf = (w: (k: number) => string): string =>
    `${symbol}=${sum(count, (k) => `${w(k)}\\,${d(symbols.z(layer + 1, k))}`, current)}` +
    (skipped === undefined ? '' : `+${d(symbols.a(layer + 1, unit))}`);
  const old = (k: number): string => symbols.w(layer + 1, unit, k);
  const rightSum = Array.from({ length: count }, (_, k) => weightIn(next.W, k) * owed(k)).reduce((a, b) => a + b, skipped ?? 0);
  const rightTerms = sum(count, (k) => product(weightIn(next.W, k), k), current);
  return {
    name: 'dA',
    state,
    symbol,
    symbolic: [symbolicOf(early ? (k) => old(k).replace('w', "w'") : old)],
    numeric: reached
      ? [`${symbol}=${sum(count, term, current)}${added()}`, ...(summed ? [`{}=${mark('value', num(telling, value))}`] : [])]
      : [],
    value: reached && summed ? value : undefined,
    table: reached ? { head: ['k', `${w}_k`, '\\partial L/\\partial z_k', `${w}_k\\,\\partial L/\\partial z_k`], rows } : undefined,
    notes: [...absent(telling), ...(skipped === undefined ? [] : (['twoWays'] as const))],
    right: early
      ? {
          symbolic: [symbolicOf(old)],
          numeric: summed
            ? [
                `${symbol}=${rightTerms}${skipped === undefined ? '' : `+${factor(telling, skipped)}`}=${mark('value', num(telling, rightSum))}`,
              ]
            : [],
        }
      : undefined,
  };
};

/** dZ = dA · f'(z), and what dropout and normalisation make of it. */
const gateCard = (telling: Telling, layer: number, unit: number): Card => {
  const own = telling.trace.layers[layer - 1]!;
  const last = telling.spec.network.layers.length;
  const gate = layer === last ? 1 : unitsIn(telling, layer + 1) + 1;
  const state = stateAt(telling.place, { phase: 'backward', layer, unit, first: gate, last: gate });
  const symbol = d(symbols.z(layer, unit));
  const value = own.dZ.data[unit]!;
  const { activation } = telling.spec.network.layers[layer - 1]!;
  const before = d(symbols.a(layer, unit));
  const dA = own.dA!.data[unit]!;
  const notes = absent(telling);
  if (activation === 'softmax') {
    // The outputs of a softmax depend on each other, so each one's blame is taken relative to the common mean.
    const a = (own.branch ?? own.a).data;
    const common = sum(unitsIn(telling, layer), (k) => `${symbols.a(layer, k)}\\,${d(symbols.a(layer, k))}`, unit);
    return {
      name: 'dZ',
      state,
      symbol,
      symbolic: [`${symbol}=${symbols.a(layer, unit)}\\Bigl(${before}-\\bigl(${common}\\bigr)\\Bigr)`],
      ...told(
        state,
        [`${symbol}=${num(telling, a[unit]!)}\\cdot\\bigl(${num(telling, dA)}-\\cdots\\bigr)=${mark('value', num(telling, value))}`],
        value,
      ),
      notes: [...notes, 'softmaxCoupled'],
    };
  }
  const mask = own.mask?.data[unit];
  // A cross-entropy takes no slope at its output, wherever the program would have taken it.
  const viaLogits = layer === last && telling.spec.loss.includes('cross-entropy');
  const rightSlope = telling.fault === 'derivative-at-activation' ? own.fault?.slope?.data[unit] : undefined;
  const wrongPlace = rightSlope !== undefined && !viaLogits;
  const slope = viaLogits && rightSlope !== undefined ? rightSlope : own.slope!.data[unit]!;
  const argument = argumentOf(telling, layer, unit);
  const { name, slope: derivative } = activationFormulas[activation];
  // The article's sigmoid takes its slope at a, not at z.
  const atOutput = article(telling) && layer === last;
  const plain = mask === undefined && !own.branch;
  const activated = plain ? symbols.a(layer, unit) : `${name}(${argument.symbol})`;
  const at = atOutput || wrongPlace ? activated : argument.symbol;
  const said = plain && !atOutput && !wrongPlace ? symbols.a(layer, unit) : `${name}(${at})`;
  const masked = mask === undefined ? '' : `${symbols.mask(layer, unit)}\\cdot `;
  const gatedBy = (by: number): string =>
    `${factor(telling, dA)}\\cdot ${mask === undefined ? '' : `${num(telling, mask)}\\cdot `}${factor(telling, by)}`;
  const gated = gatedBy(slope);
  const slopeLine = `${name}'(${at})=${derivative(symbolArgument(telling, at, said))}`;
  const simple = simplified(telling, layer, unit);
  const owed = own.normalization ? d(symbols.normalized(layer, unit)) : symbol;
  const owedValue = own.normalization ? own.normalization.dNormalized.data[unit]! : value;
  const chainAt = (place: string): string => `${owed}=${before}\\cdot ${masked}${name}'(${place})`;
  const chain = chainAt(at);
  return {
    name: 'dZ',
    state,
    symbol,
    symbolic: [
      chain,
      slopeLine,
      ...(simple ? [`{}=${simple.symbolic}`] : []),
      ...(own.normalization ? [normalizedBlame(telling, layer, unit)] : []),
    ],
    ...told(
      state,
      inBatch(telling)
        ? [
            `${owed}=${gated}=${own.normalization ? num(telling, owedValue) : mark('value', num(telling, value))}`,
            ...(own.normalization ? [`${symbol}=${mark('value', num(telling, value))}`] : []),
          ]
        : [],
      value,
    ),
    notes: [
      ...notes,
      ...(slope === 0 && inBatch(telling) ? (['closedGate'] as const) : []),
      ...(atOutput ? (['articleSlope'] as const) : []),
    ],
    right: wrongPlace
      ? {
          symbolic: [
            chainAt(argument.symbol),
            `${name}'(${argument.symbol})=${derivative(symbolArgument(telling, argument.symbol, activated))}`,
          ],
          numeric:
            state === 'later' || !inBatch(telling)
              ? []
              : [`${owed}=${gatedBy(rightSlope)}=${mark('value', num(telling, dA * (mask ?? 1) * rightSlope))}`],
        }
      : undefined,
  };
};

/** A sigmoid under binary cross-entropy: f' cancels and only the error is left. */
const simplified = (telling: Telling, layer: number, unit: number) =>
  layer === telling.spec.network.layers.length &&
  telling.spec.loss === 'binary-cross-entropy' &&
  telling.spec.network.layers[layer - 1]!.activation === 'sigmoid' &&
  telling.trace.layers[layer - 1]!.normalization === undefined &&
  telling.trace.layers[layer - 1]!.mask === undefined
    ? logitBlame(telling, unit)
    : undefined;

/** Back through a normalisation: what the mean and the variance took along is subtracted. */
const normalizedBlame = (telling: Telling, layer: number, unit: number): string => {
  const { kind } = telling.trace.layers[layer - 1]!.normalization!;
  const hat = symbols.hat(layer, unit);
  const mean = kind === 'batch' ? '\\operatorname{mean}_n' : '\\operatorname{mean}_j';
  return (
    `${d(symbols.z(layer, unit))}=\\dfrac{1}{\\sqrt{s^2+\\varepsilon}}\\Bigl(g-${mean}(g)-${hat}\\cdot ${mean}(g\\,\\hat z)\\Bigr),` +
    `\\quad g=\\gamma\\,${d(symbols.normalized(layer, unit))}`
  );
};

/** Softmax under cross-entropy: the gradient is taken from the logits. */
const logitCard = (telling: Telling, layer: number, unit: number): Card => {
  const state = stateAt(telling.place, { phase: 'backward', layer, unit, first: 0, last: 0 });
  const symbol = d(symbols.z(layer, unit));
  const { symbolic, numeric } = logitBlame(telling, unit);
  const value = telling.trace.layers[layer - 1]!.dZ.data[unit]!;
  return {
    name: 'dZ',
    state,
    symbol,
    symbolic: [`${symbol}=${symbolic}`],
    ...told(state, inBatch(telling) ? [`${symbol}=${numeric}=${mark('value', num(telling, value))}`] : [], value),
    notes: [...absent(telling), ...(outputsOf(telling) > 1 ? (['logits'] as const) : [])],
    right: meanInstead(telling, state, symbol, logitBlame(telling, unit, averagedOver(telling)), value),
  };
};
