import { phases, type Phase } from '#core/contract/position.ts';
import { seconds, step, type Seconds, type Step } from '#core/contract/units.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';

/** Which part of training is exported. `every` is a stride over the steps, from `from` on. */
export type Range =
  /** Some phases of one step, at `speed` times the speed of the screen. */
  | { readonly kind: 'phases'; readonly step: Step; readonly phases: readonly Phase[]; readonly speed: number }
  /** Whole steps, each with its full choreography in the given time. */
  | { readonly kind: 'animated'; readonly from: Step; readonly to: Step; readonly every: number; readonly secondsPerStep: number }
  /** One frame for each step, as it stands when the step is done. */
  | { readonly kind: 'finished'; readonly from: Step; readonly to: Step; readonly every: number }
  /** A frame for each of some moments of a step, in seconds of its timeline. */
  | { readonly kind: 'moments'; readonly step: Step; readonly times: readonly Seconds[] }
  /** A picture of the whole of training, once there is one. */
  | { readonly kind: 'still'; readonly ready: boolean };

/** A moment of a run. */
export interface Instant {
  readonly step: Step;
  readonly t: Seconds;
}

/** Every frame of an export, known before the first is drawn. */
export interface Schedule {
  readonly frames: number;
  /** Length at the export's frame rate: `frames / fps`. */
  readonly seconds: number;
  at(frame: number): Instant;
}

/** A stretch of one step that plays without a cut. */
interface Piece {
  readonly step: Step;
  readonly start: number;
  readonly end: number;
}

/** Pieces laid end to end; `startsAt(count)` is the end of the last, in seconds of the export. */
interface Reel {
  readonly count: number;
  readonly piece: (index: number) => Piece;
  readonly startsAt: (index: number) => number;
}

/**
 * Frame index to moment. A piece owns the frames between its rounded ends, so rounding never adds up. Its last frame is its
 * end, so that every clip rests on what it led to. Its first is the beginning of the step, or else just after its own
 * beginning: that moment itself still belongs to the phase before.
 */
export const scheduleOf = (range: Range, fps: number, timeline: StepTimeline): Schedule => {
  if (range.kind === 'still') return { frames: range.ready ? 1 : 0, seconds: 0, at: () => ({ step: step(0), t: seconds(0) }) };
  if (range.kind === 'moments') {
    const { step: of, times } = range;
    return { frames: times.length, seconds: times.length / fps, at: (frame) => ({ step: of, t: times[frame]! }) };
  }
  const reel = range.kind === 'phases' ? phaseReel(range, timeline) : stepReel(range, fps, timeline);
  const firstFrame = (index: number): number => Math.round(reel.startsAt(index) * fps);
  const frames = reel.count === 0 ? 0 : Math.max(1, firstFrame(reel.count));
  return {
    frames,
    seconds: frames / fps,
    at(frame) {
      if (!(frame >= 0 && frame < frames)) throw new RangeError(`frame ${frame} of ${frames}`);
      const index = lastStarted(reel.count, frame, firstFrame);
      const { step: at, start, end } = reel.piece(index);
      const last = firstFrame(index + 1) - firstFrame(index) - 1;
      const offset = frame - firstFrame(index);
      const share = start === 0 ? offset / last : (offset + 1) / (last + 1);
      return { step: at, t: seconds(offset >= last ? end : start + (end - start) * share) };
    },
  };
};

/** How many steps a stride visits. */
export const stepsVisited = (from: number, to: number, every: number): number => (to < from ? 0 : Math.floor((to - from) / every) + 1);

const stepReel = (range: Extract<Range, { kind: 'animated' | 'finished' }>, fps: number, { duration }: StepTimeline): Reel => {
  const pace = range.kind === 'animated' ? range.secondsPerStep : 1 / fps;
  const start = range.kind === 'animated' ? 0 : duration;
  return {
    count: stepsVisited(range.from, range.to, range.every),
    piece: (index) => ({ step: step(range.from + index * range.every), start, end: duration }),
    startsAt: (index) => index * pace,
  };
};

const phaseReel = (range: Extract<Range, { kind: 'phases' }>, timeline: StepTimeline): Reel => {
  const pieces: Piece[] = [];
  for (const phase of phases) {
    if (!range.phases.includes(phase)) continue;
    const { start, end } = timeline.phaseSpans.find((span) => span.phase === phase)!;
    const before = pieces.at(-1);
    // Neighbours make one piece: the moment that they share is not shown twice.
    if (before?.end === start) pieces[pieces.length - 1] = { ...before, end };
    else pieces.push({ step: range.step, start, end });
  }
  const starts = [0];
  for (const { start, end } of pieces) starts.push(starts.at(-1)! + (end - start) / range.speed);
  return { count: pieces.length, piece: (index) => pieces[index]!, startsAt: (index) => starts[index]! };
};

/** The piece that owns a frame: the last one whose first frame is not after it. Pieces shorter than a frame may own none. */
const lastStarted = (count: number, frame: number, firstFrame: (index: number) => number): number => {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firstFrame(middle) <= frame) low = middle;
    else high = middle - 1;
  }
  return low;
};
