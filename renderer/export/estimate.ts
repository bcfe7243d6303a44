import type { Costs } from './formats.ts';
import type { ExportPlan } from './plan.ts';
import type { Schedule } from './schedule.ts';

/** Frames of a film, as few as tell its size and how long it takes. */
export interface Sample {
  readonly frames: readonly number[];
  readonly schedule: Schedule;
}

/** Frames that stand alone, and pairs of which the second shows what a change costs. */
const [fewAlone, fewPairs] = [12, 48];
/** Seconds of a film: as many as have so many pixels, within bounds. */
const pixels = 150e6;
const seconds = { fewest: 3, most: 8 };

/** Stretches lie all over the film, each somewhere in its own share: what comes again at an even pace is not met at the same place each time. */
export const sampleOf = (
  costs: Costs,
  schedule: Schedule,
  { fps, width, height }: Pick<ExportPlan, 'fps' | 'width' | 'height'>,
): Sample => {
  const length = { alone: 1, change: 2, second: Math.min(Math.ceil(fps), schedule.frames) }[costs];
  const wanted = Math.floor(pixels / (width * height * length));
  const count = { alone: fewAlone, change: fewPairs, second: Math.min(Math.max(wanted, seconds.fewest), seconds.most) }[costs];
  const all = Array.from({ length: schedule.frames }, (_, frame) => frame);
  const starts = Array.from({ length: count }, (_, index) => {
    const within = (index * golden + 0.5) % 1;
    return Math.floor(((index + within) / count) * (schedule.frames - length + 1));
  });
  const some = starts.flatMap((start) => all.slice(start, start + length));
  const frames = some.length + 1 >= schedule.frames ? all : costs === 'change' ? [0, ...some] : some;
  return { frames, schedule: { frames: frames.length, seconds: frames.length / fps, at: (index) => schedule.at(frames[index]!) } };
};

const golden = 0.618034;

/** What was seen when a sample was written. */
export interface Seen {
  /** Bytes of each piece of the file, in the order in which they came, and how long the file became. */
  readonly pieces: readonly number[];
  readonly length: number;
  /** Milliseconds when each frame was taken. */
  readonly times: readonly number[];
}

export interface Estimate {
  readonly bytes: number;
  readonly seconds: number;
}

/** What the whole film will be and take, more or less. */
export const estimateOf = (costs: Costs, { frames }: Sample, of: number, { pieces, length, times }: Seen): Estimate => {
  const follows = (index: number): boolean => frames[index]! === frames[index - 1]! + 1;
  const changes = frames.flatMap((_, index) => (follows(index) ? [pieces[index]!] : []));
  const spans = frames.flatMap((_, index) =>
    index > 0 && (costs === 'alone' || follows(index)) ? [times[index]! - times[index - 1]!] : [],
  );
  const bytes = costs !== 'change' || frames.length === of ? (length / frames.length) * of : pieces[0]! + mean(changes) * (of - 1);
  // Of frames that stand alone some wait for a step that was not trained: those tell nothing of the others.
  const each = costs === 'alone' ? median(spans) : mean(spans);
  return { bytes, seconds: (each * of) / 1000 };
};

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length);
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
