import type { Phase } from '#core/contract/position.ts';
import { seconds, step, type Seconds, type Step } from '#core/contract/units.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { shownOf, upTo, type Pace, type Piece } from './pace.ts';

/** Which part of training is exported. `every` is a stride over the steps, from `from` on. */
export type Range =
  /** These phases of each step. */
  | {
      readonly kind: 'animated';
      readonly from: Step;
      readonly to: Step;
      readonly every: number;
      readonly phases: readonly Phase[];
      readonly pace: Pace;
    }
  /** One frame for each step, as it stands when the step is done. */
  | { readonly kind: 'finished'; readonly from: Step; readonly to: Step; readonly every: number }
  /** A frame for each of these places. */
  | { readonly kind: 'places'; readonly places: readonly Instant[] }
  /** What leads to each of these places, from the one before or from the beginning of its step. */
  | { readonly kind: 'leading'; readonly places: readonly Instant[]; readonly pace: Pace }
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

/** Pieces laid end to end; `startsAt(count)` is the end of the last, in seconds of the export. */
interface Reel {
  readonly count: number;
  readonly piece: (index: number) => Piece & { readonly step: Step };
  readonly startsAt: (index: number) => number;
}

/**
 * Frame index to moment. A piece owns the frames between its rounded ends, so rounding never adds up. Its last frame is its
 * end, so that every clip rests on what it led to. Its first is the beginning of the step, or else just after its own
 * beginning: that moment itself still belongs to the phase before.
 */
export const scheduleOf = (range: Range, fps: number, timeline: StepTimeline): Schedule => {
  if (range.kind === 'still') return { frames: range.ready ? 1 : 0, seconds: 0, at: () => ({ step: step(0), t: seconds(0) }) };
  if (range.kind === 'places') {
    const { places } = range;
    return { frames: places.length, seconds: places.length / fps, at: (frame) => places[frame]! };
  }
  const reel = reelOf(range, fps, timeline);
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

/** One after the other. */
export const joined = (schedules: readonly Schedule[], fps: number): Schedule => {
  const frames = schedules.reduce((sum, one) => sum + one.frames, 0);
  return {
    frames,
    seconds: frames / fps,
    at(frame) {
      let rest = frame;
      for (const one of schedules) {
        if (rest < one.frames) return one.at(rest);
        rest -= one.frames;
      }
      throw new RangeError(`frame ${frame} of ${frames}`);
    },
  };
};

/** The same frames as several exports: another begins where `key` is other than for the frame before. */
export const clipsOf = (schedule: Schedule, fps: number, key: (instant: Instant) => string | number): readonly Schedule[] => {
  const starts: number[] = [];
  let before: string | number | undefined;
  for (let frame = 0; frame < schedule.frames; frame++) {
    const now = key(schedule.at(frame));
    if (now !== before) starts.push(frame);
    before = now;
  }
  return starts.map((start, index) => {
    const frames = (starts[index + 1] ?? schedule.frames) - start;
    return { frames, seconds: frames / fps, at: (frame) => schedule.at(start + frame) };
  });
};

/** How many steps a stride visits. */
export const stepsVisited = (from: number, to: number, every: number): number => (to < from ? 0 : Math.floor((to - from) / every) + 1);

const reelOf = (range: Exclude<Range, { kind: 'still' | 'places' }>, fps: number, timeline: StepTimeline): Reel => {
  if (range.kind === 'leading') return leadingReel(range, timeline);
  const { duration } = timeline;
  const pieces =
    range.kind === 'finished' ? [{ start: duration, end: duration, seconds: 1 / fps }] : shownOf(range.phases, range.pace, timeline);
  const { from, to, every } = range;
  const count = pieces.length;
  const starts = startsOf(pieces);
  const whole = starts[count]!;
  return {
    count: count * stepsVisited(from, to, every),
    piece: (index) => ({ ...pieces[index % count]!, step: step(from + Math.floor(index / count) * every) }),
    startsAt: (index) => (count === 0 ? 0 : Math.floor(index / count) * whole + starts[index % count]!),
  };
};

const leadingReel = ({ places, pace }: Extract<Range, { kind: 'leading' }>, timeline: StepTimeline): Reel => {
  const pieces = places.flatMap((place, index) => {
    const before = places[index - 1];
    return upTo(place.t, before?.step === place.step ? before.t : 0, pace, timeline).map((piece) => ({ ...piece, step: place.step }));
  });
  const starts = startsOf(pieces);
  return { count: pieces.length, piece: (index) => pieces[index]!, startsAt: (index) => starts[index]! };
};

/** When each of these begins, and when the last is over. */
const startsOf = (pieces: readonly Piece[]): readonly number[] => {
  const starts = [0];
  for (const piece of pieces) starts.push(starts.at(-1)! + piece.seconds);
  return starts;
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
