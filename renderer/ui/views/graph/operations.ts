import type { RunSpec } from '#core/spec/run-spec.ts';
import type { LayerTrace, StepTrace } from '#core/contract/step-trace.ts';
import type { Place } from '#renderer/picture/time/step-timeline.ts';
import type { CardState } from '#renderer/model/formula/card.ts';
import { stateAt } from '#renderer/model/formula/order.ts';

/** One operation of the forward pass of one sample, with what the way back makes of it (Wengert, 1964). */
export interface Operation {
  readonly kind: 'product' | 'sum' | 'normalization' | 'activation' | 'loss';
  /** From 1; the unit from 0. */
  readonly layer: number;
  readonly unit: number;
  /** Of a product: the unit of the layer before. */
  readonly from?: number;
  readonly value: number;
  /** Derivative of the value by each operand; none where one number does not say it, as in softmax and batch normalisation. */
  readonly locals: readonly { readonly by: 'w' | 'a' | 'p' | 'z'; readonly value: number }[];
  /** dL/d(value); undefined where the step does not compute it. */
  readonly adjoint: number | undefined;
}

/** More operations than this are not shown at once: then one unit's own. */
export const mostEntries = 120;
/** Products of one unit that are shown at most. */
export const mostProducts = 40;

/** How many operations a network's forward pass of one sample has. */
export const entriesOf = ({ inputs, layers }: RunSpec['network']): number =>
  1 +
  layers.reduce(
    (sum, { units, normalization }, l) => sum + units * ((l === 0 ? inputs : layers[l - 1]!.units) + 2 + +(normalization !== 'none')),
    0,
  );

const slopeThrough = ({ slope, mask }: LayerTrace, unit: number): number | undefined =>
  slope && slope.data[unit]! * (mask?.data[unit] ?? 1);

/** The operations of one unit in the order in which they happen. */
const unitEntries = ({ layers, batch }: StepTrace, layer: number, unit: number): Operation[] => {
  const own = layers[layer - 1]!;
  const input = layer === 1 ? batch.x : layers[layer - 2]!.a;
  const { W, normalization } = own;
  const dZ = own.dZ.data[unit]!;
  const through = slopeThrough(own, unit);
  return [
    ...Array.from({ length: W.rows }, (_, from): Operation => {
      const [w, a] = [W.data[from * W.cols + unit]!, input.data[from]!];
      const locals = [{ by: 'w', value: a } as const, { by: 'a', value: w } as const];
      return { kind: 'product', layer, unit, from, value: w * a, locals, adjoint: dZ };
    }),
    { kind: 'sum', layer, unit, value: own.z.data[unit]!, locals: [{ by: 'p', value: 1 }], adjoint: dZ },
    ...(normalization
      ? [
          {
            kind: 'normalization' as const,
            layer,
            unit,
            value: normalization.normalized.data[unit]!,
            locals: [],
            adjoint: normalization.dNormalized.data[unit]!,
          },
        ]
      : []),
    {
      kind: 'activation',
      layer,
      unit,
      value: own.a.data[unit]!,
      locals: through === undefined ? [] : [{ by: 'z', value: through }],
      adjoint: own.dA?.data[unit],
    },
  ];
};

/**
 * dL/d(loss of one sample) for a batch of so many: its part of the mean, or 1 of a sum. Undefined in the article's arithmetic, whose
 * derivative of the loss is none.
 */
export const lossShare = ({ arithmetic, reduction, fault }: RunSpec, batch: number): number | undefined => {
  if (arithmetic === 'article') return undefined;
  return reduction === 'sum' || fault === 'sum-for-mean' ? 1 : 1 / batch;
};

/** The operations of the carried sample: of the whole network, or of one unit and what leaves it. `share` is as `lossShare` has it. */
export const operationsOf = (
  trace: StepTrace,
  share: number | undefined,
  only?: { readonly layer: number; readonly unit: number },
): Operation[] => {
  const { layers, loss } = trace;
  const end: Operation = { kind: 'loss', layer: layers.length, unit: 0, value: loss.perSample[0]!, locals: [], adjoint: share };
  if (!only)
    return [...layers.flatMap(({ W }, l) => Array.from({ length: W.cols }, (_, unit) => unitEntries(trace, l + 1, unit)).flat()), end];
  const own = unitEntries(trace, only.layer, only.unit);
  const next = layers[only.layer];
  const leaving = next
    ? Array.from({ length: next.W.cols }, (_, unit) => unitEntries(trace, only.layer + 1, unit)[only.unit]!).slice(0, mostProducts)
    : [end];
  const products = own.filter(({ kind }) => kind === 'product').slice(0, mostProducts);
  return [...products, ...own.filter(({ kind }) => kind !== 'product'), ...leaving];
};

/** Where the step stands with an operation: its value on the way forward, its adjoint on the way back. */
export const statesOf = (
  { kind, layer, unit, from }: Operation,
  place: Place,
  { inputs, layers }: RunSpec['network'],
): { readonly value: CardState; readonly adjoint: CardState } => {
  const depth = layers.length;
  if (kind === 'loss') {
    const state = stateAt(place, { phase: 'loss', layer: depth, unit: 0, first: 1, last: 1 });
    return { value: state, adjoint: state };
  }
  const count = layer === 1 ? inputs : layers[layer - 2]!.units;
  const [first, last] = {
    product: [from!, from!],
    sum: [count, count + 1],
    normalization: [count + 2, count + 2],
    activation: [count + 2, count + 2],
  }[kind] as [number, number];
  const gate = layer === depth ? 1 : layers[layer]!.units + 1;
  const back = kind === 'activation' ? [0, gate - 1] : [gate, gate];
  return {
    value: stateAt(place, { phase: 'forward', layer, unit, first, last }),
    adjoint: stateAt(place, { phase: 'backward', layer, unit, first: back[0]!, last: back[1]! }),
  };
};
