import type { Operation, Place } from '#core/account/place.ts';
import { phases, type Granularity, type Phase } from '#core/contract/position.ts';
import { layerIndex, seconds, type LayerIndex, type Seconds } from '#core/contract/units.ts';
import type { NetworkShape } from '#renderer/picture/shape.ts';
import { timetable, type Segment } from './timetable.ts';

/** A place and how far into it a moment lies. */
export interface Moment extends Place {
  /** 0 is the start, before anything; 1..count - 1 are the parts in order. */
  readonly index: number;
  /** 0..1; 1 exactly at the rest of `index`. */
  readonly progress: number;
}

export interface PhaseSpan {
  readonly phase: Phase;
  readonly start: Seconds;
  readonly end: Seconds;
  readonly layers: readonly { readonly layer: LayerIndex; readonly start: Seconds; readonly end: Seconds }[];
}

/**
 * The timetable of one training step. Part i is the interval (restAt(i - 1), restAt(i)], so a step that lands on
 * restAt(i) shows part i complete. A boundary of a granularity is the last part of its unit, layer or phase; index 0 is a
 * boundary of all. From a boundary, `previous(next(i, g), g) === i` and `next(previous(i, g), g) === i`.
 */
export interface StepTimeline {
  readonly duration: Seconds;
  /** How many indices there are, 0 (the start) included. */
  readonly count: number;
  readonly phaseSpans: readonly PhaseSpan[];
  at(t: number): Moment;
  restAt(index: number): Seconds;
  positionOf(index: number): Place;
  /** The next boundary after `index`; undefined when that lies beyond this step (steps and epochs always do). */
  next(index: number, granularity: Granularity): number | undefined;
  /** The last boundary before `index`, which may be `count`; undefined when that lies before this step. */
  previous(index: number, granularity: Granularity): number | undefined;
  /** When a unit of a phase begins and ends; Infinity where the phase does not visit it. */
  unitStart(phase: Phase, layer: number, unit: number): number;
  unitEnd(phase: Phase, layer: number, unit: number): number;
  /** When a part of a unit ends, by its part number. */
  partEnd(phase: Phase, layer: number, unit: number, part: number): number;
}

/** Builds the timeline of a network. Costs nothing to speak of at any size: places are computed, not stored. */
export const stepTimeline = (shape: NetworkShape): StepTimeline => new Timed(timetable(shape));

class Timed implements StepTimeline {
  readonly duration: Seconds;
  readonly count: number;
  readonly phaseSpans: readonly PhaseSpan[];
  readonly #byPlace = new Map<Phase, (Segment | undefined)[]>(phases.map((phase) => [phase, []]));

  constructor(readonly segments: readonly Segment[]) {
    const last = segments.at(-1)!;
    this.duration = seconds(last.end);
    this.count = last.firstIndex + last.units * last.partCount;
    this.phaseSpans = phases.map((phase) => spanOf(phase, segments));
    for (const segment of segments) {
      this.#byPlace.get(segment.phase)![segment.layer] ??= segment;
    }
  }

  at(t: number): Moment {
    if (!(t > 0)) return { ...this.positionOf(0), index: 0, progress: 1 };
    const time = Math.min(t, this.duration);
    const segment = this.segments[firstWhere(this.segments.length, (i) => this.segments[i]!.end >= time)]!;
    const parts = segment.units * segment.partCount;
    const index = segment.firstIndex + firstWhere(parts, (i) => this.restAt(segment.firstIndex + i) >= time);
    const start = this.restAt(index - 1);
    return { ...this.positionOf(index), index, progress: (time - start) / (this.restAt(index) - start) };
  }

  restAt(index: number): Seconds {
    if (index <= 0) return seconds(0);
    if (index >= this.count - 1) return this.duration;
    const segment = this.#segmentOf(index);
    const offset = index - segment.firstIndex;
    return seconds(partEnd(segment, Math.floor(offset / segment.partCount), offset % segment.partCount));
  }

  positionOf(index: number): Place {
    const segment = this.#segmentOf(Math.max(1, Math.min(index, this.count - 1)));
    if (index <= 0) return { phase: segment.phase, layer: layerIndex(segment.layer), unit: 0, part: 0, operation: 'start' };
    const offset = Math.min(index, this.count - 1) - segment.firstIndex;
    const part = offset % segment.partCount;
    return {
      phase: segment.phase,
      layer: layerIndex(segment.layer),
      unit: Math.floor(offset / segment.partCount),
      part: part + segment.firstPart,
      operation: operationOf(segment, part),
    };
  }

  next(index: number, granularity: Granularity): number | undefined {
    const following = Math.max(0, index) + 1;
    return following >= this.count ? undefined : this.#groupEnd(following, granularity);
  }

  previous(index: number, granularity: Granularity): number | undefined {
    const preceding = Math.min(index, this.count) - 1;
    if (preceding < 0 || granularity === 'step' || granularity === 'epoch') return undefined;
    if (preceding === 0 || this.#groupEnd(preceding, granularity) === preceding) return preceding;
    return this.#groupStart(preceding, granularity) - 1;
  }

  unitStart(phase: Phase, layer: number, unit: number): number {
    const segment = this.#byPlace.get(phase)![layer];
    return segment && unit < segment.units ? unitStart(segment, unit) : Infinity;
  }

  unitEnd(phase: Phase, layer: number, unit: number): number {
    const segment = this.#byPlace.get(phase)![layer];
    return segment && unit < segment.units ? unitStart(segment, unit + 1) : Infinity;
  }

  partEnd(phase: Phase, layer: number, unit: number, part: number): number {
    const segment = this.#byPlace.get(phase)![layer];
    return segment && unit < segment.units && part < segment.partCount ? partEnd(segment, unit, part) : Infinity;
  }

  /** Last index of the unit, layer or phase that holds `index`. */
  #groupEnd(index: number, granularity: Granularity): number | undefined {
    const segment = this.#segmentOf(index);
    if (granularity === 'part') return index;
    if (granularity === 'unit') return this.#groupStart(index, 'unit') + segment.partCount - 1;
    if (granularity === 'layer') return segment.firstIndex + segment.units * segment.partCount - 1;
    if (granularity !== 'phase') return undefined;
    const last = this.segments.findLast(({ phase }) => phase === segment.phase)!;
    return last.firstIndex + last.units * last.partCount - 1;
  }

  #groupStart(index: number, granularity: Granularity): number {
    const segment = this.#segmentOf(index);
    if (granularity === 'unit') return index - ((index - segment.firstIndex) % segment.partCount);
    if (granularity === 'phase') return this.segments.find(({ phase }) => phase === segment.phase)!.firstIndex;
    return granularity === 'part' ? index : segment.firstIndex;
  }

  #segmentOf(index: number): Segment {
    const { segments } = this;
    return segments[firstWhere(segments.length, (i) => segments[i]!.firstIndex + segments[i]!.units * segments[i]!.partCount > index)]!;
  }
}

/** First i of 0..count - 1 for which `holds` is true, if it stays true from there on; count - 1 if it never is. */
const firstWhere = (count: number, holds: (i: number) => boolean): number => {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The first unit of a layer is shown at leisure, `lead` times as long as each of the others. */
const unitStart = (segment: Segment, unit: number): number => {
  if (unit === 0) return segment.start;
  if (unit === segment.units) return segment.end;
  return segment.start + ((segment.end - segment.start) * (segment.lead + unit - 1)) / (segment.lead + segment.units - 1);
};

const partEnd = (segment: Segment, unit: number, part: number): number => {
  const start = unitStart(segment, unit);
  const end = unitStart(segment, unit + 1);
  if (part >= segment.partCount - 1) return end;
  let before = 0;
  let first = 0;
  for (const { count, share } of segment.parts) {
    if (part < first + count) return start + (end - start) * (before + (share * (part - first + 1)) / count);
    before += share;
    first += count;
  }
  return end;
};

const operationOf = (segment: Segment, part: number): Operation => {
  let first = 0;
  for (const { count, operation } of segment.parts) {
    if (part < first + count) return operation;
    first += count;
  }
  throw new RangeError(`part ${part} of ${segment.partCount}`);
};

const spanOf = (phase: Phase, segments: readonly Segment[]): PhaseSpan => {
  const own = segments.filter((segment) => segment.phase === phase);
  return {
    phase,
    start: seconds(own[0]!.start),
    end: seconds(own.at(-1)!.end),
    layers: own.map(({ layer, start, end }) => ({ layer: layerIndex(layer), start: seconds(start), end: seconds(end) })),
  };
};
