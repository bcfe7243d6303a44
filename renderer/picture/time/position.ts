import type { Position } from '#core/contract/position.ts';
import type { Seconds } from '#core/contract/units.ts';
import type { StepTimeline } from './step-timeline.ts';

/** How finely `through` is told: far below what an eye or a screen tells apart, and short to write. */
const parts = 1e9;

/** A moment of a step's timeline, in seconds, as a position. */
export const positionAt = (timeline: StepTimeline, step: number, t: number): Position => {
  const { phase, layer, unit, part, operation, progress } = timeline.at(t);
  if (operation === 'start') return { step, phase: 'start', layer: 0, unit: 0, part: 0, through: 1 };
  // Never 0: that is the end of the part before.
  const through = Math.max(1, Math.round(progress * parts)) / parts;
  return { step, phase, layer, unit, part, through };
};

/**
 * Where on a step's timeline a position is. One that this network does not have is the nearest that it has: the layer of the phase, its last
 * unit, the last part. From `positionAt` and back to the same position.
 */
export const timeOf = (timeline: StepTimeline, position: Omit<Position, 'step'>): Seconds => {
  if (position.phase === 'start') return timeline.restAt(0);
  const index = indexOf(timeline, position);
  const [start, end] = [timeline.restAt(index - 1), timeline.restAt(index)];
  return position.through === 1 ? end : ((start + position.through * (end - start)) as Seconds);
};

const indexOf = (timeline: StepTimeline, { phase, layer, unit, part }: Omit<Position, 'step'>): number => {
  const { layers } = timeline.phaseSpans.find((span) => span.phase === phase)!;
  const away = Math.min(...layers.map((span) => Math.abs(span.layer - layer)));
  // The loss has two turns at the same layer: of the outputs, and of their sum.
  const turns = layers.filter((span) => Math.abs(span.layer - layer) === away).map(({ start, end }) => turnOf(timeline, start, end));
  const turn = turns.find(({ firstPart, partCount }) => part < firstPart + partCount) ?? turns.at(-1)!;
  const offset = Math.min(Math.max(0, part - turn.firstPart), turn.partCount - 1);
  return turn.first + Math.min(unit, turn.units - 1) * turn.partCount + offset;
};

/** A layer's turn within a phase: its units, each with as many parts. */
const turnOf = (timeline: StepTimeline, start: number, end: number) => {
  const first = timeline.at(start).index + 1;
  const last = timeline.at(end).index;
  const units = timeline.positionOf(last).unit + 1;
  return { first, units, partCount: (last - first + 1) / units, firstPart: timeline.positionOf(first).part };
};
