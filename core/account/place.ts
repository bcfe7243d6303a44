import { phases, type Phase } from '#core/contract/position.ts';
import type { LayerIndex } from '#core/contract/units.ts';
import { hasGate, unitsIn, type Program } from './program.ts';

/** What happens in one part. `upstream` is w·dL/dz arriving over one outgoing weight; `gate` multiplies it by f'(z). */
export type Operation =
  | 'start'
  | 'input'
  | 'product'
  | 'sum'
  | 'bias'
  | 'activation'
  | 'residual'
  | 'loss'
  | 'upstream'
  | 'upstream-sum'
  | 'gate'
  | 'gradient'
  | 'bias-gradient'
  | 'optimiser'
  | 'weight-update'
  | 'bias-update';

/** A named place within one step: which part of which unit of which layer of which phase. */
export interface Place {
  readonly phase: Phase;
  readonly layer: LayerIndex;
  readonly unit: number;
  readonly part: number;
  /** What this part is; for a product or an upstream product, `part` is the index of the other unit. */
  readonly operation: Operation;
}

/** Parts `first` to `last` of a unit's turn in a phase. */
export interface Span {
  readonly phase: Phase;
  readonly layer: number;
  readonly unit: number;
  readonly first: number;
  readonly last: number;
}

/** Where a quantity stands in the step: still to come, being computed, computed. */
export type State = 'later' | 'now' | 'done';

/** Sorts a place before (negative), at (0) or after a part of a span, by the time at which the step reaches them. */
const order = (place: Omit<Place, 'operation' | 'layer'> & { readonly layer: number }, span: Span, part: number): number => {
  if (place.phase !== span.phase) return phases.indexOf(place.phase) - phases.indexOf(span.phase);
  const { phase } = span;
  if (place.layer !== span.layer) return phase === 'backward' || phase === 'gradient' ? span.layer - place.layer : place.layer - span.layer;
  // All residuals come before the loss itself, which is one part of one unit.
  return phase === 'loss' ? place.part - part || place.unit - span.unit : place.unit - span.unit || place.part - part;
};

/** Whether a span of parts is still to come, under way or over when the step is at `place`. */
export const stateAt = (place: Place, span: Span): State => {
  if (place.operation === 'start' || order(place, span, span.first) < 0) return 'later';
  return order(place, span, span.last) > 0 ? 'done' : 'now';
};

/** The parts of a unit's forward turn that follow its products. */
export const forwardPart = (program: Program, layer: number, which: 'sum' | 'bias' | 'activation'): number =>
  unitsIn(program, layer - 1) + { sum: 0, bias: 1, activation: 2 }[which];

/** The part of a backward turn at whose end dL/da stands complete: at the output the loss says it, inside it is a sum. */
export const upstreamPart = (program: Program, layer: number): number =>
  layer === program.layers.length ? 0 : unitsIn(program, layer + 1);

/** The part in which f'(z) is applied; undefined for a layer without a gate. */
export const gatePart = (program: Program, layer: number): number | undefined =>
  hasGate(program, layer) ? upstreamPart(program, layer) + 1 : undefined;
