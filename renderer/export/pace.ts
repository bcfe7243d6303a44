import { phases as allPhases, type Phase } from '#core/contract/position.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';

/** How long what is shown of a step takes. */
export type Pace =
  /** So many times as fast as the timetable. */
  | { readonly by: 'speed'; readonly speed: number }
  /** The same for every step. */
  | { readonly by: 'step'; readonly seconds: number }
  /** Each stretch as long as reading its sentence takes; they follow on one another through the whole step. */
  | { readonly by: 'sentence'; readonly stretches: readonly Stretch[] };

/** What one sentence tells: it moves up to `end`, and rests there. */
export interface Stretch {
  readonly end: number;
  readonly moving: number;
  readonly resting: number;
}

/** A stretch of a step that plays without a cut, in seconds of its timetable, and the seconds that it takes. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly seconds: number;
}

/** Seconds that a place stands where nothing leads to it. */
const standing = 1;

/** Seconds of the film for a second of the timetable; undefined where it is not the same throughout. */
export const rateOf = (pace: Pace, phases: readonly Phase[], timeline: StepTimeline): number | undefined => {
  if (pace.by === 'sentence') return undefined;
  if (pace.by === 'speed') return 1 / pace.speed;
  const [first] = shownOf(phases, pace, timeline);
  return first && first.seconds / (first.end - first.start);
};

/** What is shown of a step whose phases these are, in the order in which they happen. */
export const shownOf = (phases: readonly Phase[], pace: Pace, timeline: StepTimeline): readonly Piece[] => {
  const spans: { start: number; end: number }[] = [];
  for (const phase of allPhases) {
    if (!phases.includes(phase)) continue;
    const { start, end } = timeline.phaseSpans.find((span) => span.phase === phase)!;
    const before = spans.at(-1);
    // Neighbours make one piece: the moment that they share is not shown twice.
    if (before?.end === start) before.end = end;
    else spans.push({ start, end });
  }
  if (pace.by === 'sentence') return spans.flatMap(({ start, end }) => cut(told(pace.stretches), start, end));
  const all = spans.reduce((sum, { start, end }) => sum + (end - start), 0);
  return spans.map(({ start, end }) => ({
    start,
    end,
    seconds: pace.by === 'speed' ? (end - start) / pace.speed : pace.seconds * ((end - start) / all),
  }));
};

/** What of a step leads to a moment of it from an earlier one. */
export const upTo = (t: number, from: number, pace: Pace, timeline: StepTimeline): readonly Piece[] =>
  t <= from ? [{ start: t, end: t, seconds: standing }] : cut(shownOf(allPhases, pace, timeline), from, t);

const told = (stretches: readonly Stretch[]): readonly Piece[] =>
  stretches.flatMap(({ end, moving, resting }, index) => {
    const start = stretches[index - 1]?.end ?? 0;
    const rest = resting > 0 ? [{ start: end, end, seconds: resting }] : [];
    return [{ start, end, seconds: moving }, ...rest];
  });

/** What of pieces lies between two moments, each with its share of the time. */
const cut = (pieces: readonly Piece[], from: number, to: number): readonly Piece[] =>
  pieces.flatMap((piece) => {
    const [start, end] = [Math.max(piece.start, from), Math.min(piece.end, to)];
    if (piece.start === piece.end) return piece.end > from && piece.end <= to ? [piece] : [];
    return end <= start ? [] : [{ start, end, seconds: (piece.seconds * (end - start)) / (piece.end - piece.start) }];
  });
