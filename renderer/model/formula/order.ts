import { phases, type Phase } from '#core/contract/position.ts';
import type { Place } from '#renderer/picture/time/step-timeline.ts';
import type { CardState } from './card.ts';

/** Parts `first` to `last` of a unit's turn in a phase. */
export interface Span {
  readonly phase: Phase;
  readonly layer: number;
  readonly unit: number;
  readonly first: number;
  readonly last: number;
}

/** Sorts places by the time at which the step reaches them. */
const key = ({ phase, layer, unit, part }: { phase: Phase; layer: number; unit: number; part: number }): readonly number[] => {
  const order = phase === 'backward' || phase === 'gradient' ? -layer : layer;
  // All residuals come before the loss itself, which is one part of one unit.
  return phase === 'loss' ? [phases.indexOf(phase), order, part, unit] : [phases.indexOf(phase), order, unit, part];
};

const compare = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
};

/** Whether a span of parts is still to come, under way or over when the step is at `place`. */
export const stateAt = (place: Pick<Place, 'phase' | 'layer' | 'unit' | 'part' | 'operation'>, span: Span): CardState => {
  if (place.operation === 'start') return 'later';
  const here = key(place);
  if (compare(here, key({ ...span, part: span.first })) < 0) return 'later';
  return compare(here, key({ ...span, part: span.last })) > 0 ? 'done' : 'now';
};
