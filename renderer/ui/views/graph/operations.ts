import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Account } from '#core/account/account.ts';
import { delta, gated, opening, upstream } from '#core/account/backward.ts';
import { activation, normalisation, preActivation } from '#core/account/forward.ts';
import { gradient } from '#core/account/gradient.ts';
import { lossShare, sampleLoss } from '#core/account/loss.ts';
import { forwardPart, gatePart, stateAt, upstreamPart, type Place, type State } from '#core/account/place.ts';
import { unitsIn, type Program } from '#core/account/program.ts';
import type { Value } from '#core/account/quantity.ts';

/** One operation of the forward pass of one sample, with what the way back makes of it (Wengert, 1964). */
export interface Operation {
  readonly kind: 'product' | 'sum' | 'normalization' | 'activation' | 'loss';
  /** From 1; the unit from 0. */
  readonly layer: number;
  readonly unit: number;
  /** Of a product: the unit of the layer before. */
  readonly from?: number;
  readonly value: Value;
  /** Derivative of the value by each operand; none where one number does not say it, as in softmax and batch normalisation. */
  readonly locals: readonly { readonly by: 'w' | 'a' | 'p' | 'z'; readonly value: Value }[];
  /** dL/d(value); undefined where the step does not compute it. */
  readonly adjoint: Value;
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

/** The operations of one unit in the order in which they happen. */
const unitEntries = (account: Account, layer: number, unit: number): Operation[] => {
  const sum = preActivation(account, layer, unit);
  const terms = sum.terms!;
  const error = delta(account, layer, unit).value;
  const through = opening(account, layer, unit);
  const normalised = normalisation(account, layer, unit)?.normalized;
  return [
    ...Array.from({ length: unitsIn(account.program, layer - 1) }, (_, from): Operation => {
      const { multiplier } = gradient(account, { layer, from, to: unit });
      const locals = [{ by: 'w', value: multiplier.value } as const, { by: 'a', value: terms.factors(from)[0]!.value } as const];
      return { kind: 'product', layer, unit, from, value: terms.value(from), locals, adjoint: error };
    }),
    { kind: 'sum', layer, unit, value: sum.value, locals: [{ by: 'p', value: 1 }], adjoint: error },
    ...(normalised
      ? [
          {
            kind: 'normalization' as const,
            layer,
            unit,
            value: normalised.value,
            locals: [],
            adjoint: gated(account, layer, unit).value,
          },
        ]
      : []),
    {
      kind: 'activation',
      layer,
      unit,
      value: activation(account, layer, unit).value,
      locals: through ? [{ by: 'z', value: through.value }] : [],
      adjoint: upstream(account, layer, unit)?.value,
    },
  ];
};

/** The operations of the carried sample: of the whole network, or of one unit and what leaves it. */
export const operationsOf = (account: Account, only?: { readonly layer: number; readonly unit: number }): Operation[] => {
  const { depth, program } = account;
  const end: Operation = {
    kind: 'loss',
    layer: depth,
    unit: 0,
    value: sampleLoss(account).value,
    locals: [],
    adjoint: lossShare(account)?.value,
  };
  const unitsOf = (layer: number): number[] => Array.from({ length: unitsIn(program, layer) }, (_, unit) => unit);
  if (!only) return [...program.layers.flatMap((_, l) => unitsOf(l + 1).flatMap((unit) => unitEntries(account, l + 1, unit))), end];
  const own = unitEntries(account, only.layer, only.unit);
  const next = only.layer + 1;
  const leaving =
    next > depth
      ? [end]
      : unitsOf(next)
          .slice(0, mostProducts)
          .map((unit) => unitEntries(account, next, unit)[only.unit]!);
  const products = own.filter(({ kind }) => kind === 'product').slice(0, mostProducts);
  return [...products, ...own.filter(({ kind }) => kind !== 'product'), ...leaving];
};

/** Where the step stands with an operation: its value on the way forward, its adjoint on the way back. */
export const statesOf = (
  { kind, layer, unit, from }: Operation,
  place: Place,
  program: Program,
): { readonly value: State; readonly adjoint: State } => {
  if (kind === 'loss') {
    const state = stateAt(place, { phase: 'loss', layer, unit: 0, first: 1, last: 1 });
    return { value: state, adjoint: state };
  }
  const part = (which: 'sum' | 'bias' | 'activation'): number => forwardPart(program, layer, which);
  const [first, last] = {
    product: [from!, from!],
    sum: [part('sum'), part('bias')],
    normalization: [part('activation'), part('activation')],
    activation: [part('activation'), part('activation')],
  }[kind] as [number, number];
  const arrived = upstreamPart(program, layer);
  const gate = gatePart(program, layer) ?? arrived;
  const back = kind === 'activation' ? [0, arrived] : [gate, gate];
  return {
    value: stateAt(place, { phase: 'forward', layer, unit, first, last }),
    adjoint: stateAt(place, { phase: 'backward', layer, unit, first: back[0]!, last: back[1]! }),
  };
};
