import type { Series } from '#core/protocol/trainer.ts';
import { step } from '#core/contract/units.ts';
import { Records } from './records.ts';

/** Groups of one level that make a group of the next. */
const FACTOR = 8;
const MiB = 1 << 20;

/**
 * The scalars of every step (loss, gradient norm per layer), with their sums and the extremes of the loss over groups of
 * 8, 64, 512... steps: a plot of a million steps reads a few thousand numbers. Past the byte budget the finest level is
 * dropped: the plot then tells groups of 8 apart, of 64..., and its extremes stay exact.
 *
 * A summary has the fields: sum of losses, L sums of gradient norms, least loss, greatest loss. For one step the last two
 * are the first, so the level of single steps leaves them out.
 */
export class Pyramid {
  /** levels[i] has the complete groups of FACTOR^i steps. */
  readonly #levels: Records[];
  /** open[i] is the summary of the steps after the last complete group of level i that are complete groups of level i - 1. */
  readonly #open: Float64Array[] = [];
  #finest = 0;
  #count = 0;

  /** `budget`: bytes of the finest level; all levels together take a seventh more. */
  constructor(
    readonly layers: number,
    readonly budget = 64 * MiB,
  ) {
    this.#levels = [new Records(layers + 1)];
    this.#open = [this.#empty(), this.#empty()];
  }

  /** Steps pushed so far. */
  get count(): number {
    return this.#count;
  }

  /** Steps of the smallest groups that can be told apart: 1 until the budget is full. */
  get resolution(): number {
    return size(this.#finest);
  }

  /** Bytes allocated. */
  get bytes(): number {
    return this.#levels.reduce((sum, level) => sum + level.bytes, 0);
  }

  /** As it began, without an array that is new. */
  clear(): void {
    this.#levels.splice(1);
    this.#levels[0]!.clear();
    this.#open.splice(2);
    for (const summary of this.#open) this.#clear(summary);
    this.#finest = 0;
    this.#count = 0;
  }

  /** The scalars of `count` steps, in rows of loss and L gradient norms that begin at `at`, `stride` numbers apart. */
  push(rows: Float64Array, count = 1, at = 0, stride = this.layers + 1): void {
    const fields = this.layers + 1;
    const open = this.#open[1]!;
    for (let n = 0, row = at; n < count; n++, row += stride) {
      if (this.#finest === 0) this.#levels[0]!.push(rows, row);
      const loss = rows[row]!;
      for (let i = 0; i < fields; i++) open[i] = open[i]! + rows[row + i]!;
      if (loss < open[fields]!) open[fields] = loss;
      if (loss > open[fields + 1]!) open[fields + 1] = loss;
      this.#count++;
      if (this.#count % FACTOR === 0) this.#close();
    }
    if (this.#levels[this.#finest]!.bytes > this.budget && this.#levels.length > this.#finest + 1) this.#levels[this.#finest++]!.clear();
  }

  /** Moves the summary of each group that is full to its level, and into the open group of the next one. */
  #close(): void {
    for (let i = 1, groups = this.#count / FACTOR; ; i++, groups /= FACTOR) {
      if (i === this.#levels.length) this.#levels.push(new Records(this.layers + 3));
      if (this.#open.length === i + 1) this.#open.push(this.#empty());
      const full = this.#open[i]!;
      if (i >= this.#finest) this.#levels[i]!.push(full);
      this.#add(this.#open[i + 1]!, full);
      this.#clear(full);
      if (groups % FACTOR !== 0) break;
    }
  }

  /**
   * At most `buckets` even buckets over the pushed steps of [from, to), widened to the groups that can be told apart.
   * Bucket i covers the steps [start[i], start[i + 1]); the last ends at `to` or where the pushed steps end.
   */
  series(from: number, to: number, buckets: number): Series {
    const { layers, resolution } = this;
    const begin = resolution * Math.floor(Math.max(0, Math.min(from, this.#count)) / resolution);
    const end = Math.min(this.#count, resolution * Math.ceil(Math.max(begin, to) / resolution));
    const groups = Math.ceil((end - begin) / resolution);
    const entries = Math.min(Math.floor(buckets), groups);
    const start = new Float64Array(entries).map((_, i) => begin + resolution * Math.floor((i * groups) / entries));
    const lossMin = new Float64Array(entries);
    const lossMean = new Float64Array(entries);
    const lossMax = new Float64Array(entries);
    const gradientNorm = Array.from({ length: layers }, () => new Float64Array(entries));
    const summary = this.#empty();
    for (let i = 0; i < entries; i++) {
      const until = i + 1 < entries ? start[i + 1]! : end;
      this.#summarise(start[i]!, until, summary);
      const steps = until - start[i]!;
      lossMean[i] = summary[0]! / steps;
      for (let l = 0; l < layers; l++) gradientNorm[l]![i] = summary[l + 1]! / steps;
      lossMin[i] = summary[layers + 1]!;
      lossMax[i] = summary[layers + 2]!;
    }
    return { start, lossMin, lossMean, lossMax, gradientNorm, trainedTo: step(this.#count) };
  }

  /** Merges the largest complete groups that fit; a rest finer than the finest level can only be the end of what was pushed. */
  #summarise(from: number, to: number, into: Float64Array): void {
    this.#clear(into);
    let position = from;
    while (position + this.resolution <= to) {
      let i = this.#finest;
      while (position % size(i + 1) === 0 && position + size(i + 1) <= to) i++;
      const level = this.#levels[i]!;
      const index = position / size(i);
      this.#merge(into, (field) => level.get(index, field < level.fields ? field : 0));
      position += size(i);
    }
    if (position < to) for (let i = 1; i <= this.#finest; i++) this.#merge(into, (field) => this.#open[i]![field]!);
  }

  #empty(): Float64Array {
    const summary = new Float64Array(this.layers + 3);
    this.#clear(summary);
    return summary;
  }

  #clear(summary: Float64Array): void {
    summary.fill(0);
    summary[this.layers + 1] = Infinity;
    summary[this.layers + 2] = -Infinity;
  }

  /** The same from a summary in an array of its own. */
  #add(into: Float64Array, from: Float64Array): void {
    const { layers } = this;
    for (let i = 0; i <= layers; i++) into[i] = into[i]! + from[i]!;
    if (from[layers + 1]! < into[layers + 1]!) into[layers + 1] = from[layers + 1]!;
    if (from[layers + 2]! > into[layers + 2]!) into[layers + 2] = from[layers + 2]!;
  }

  #merge(into: Float64Array, field: (index: number) => number): void {
    const { layers } = this;
    for (let i = 0; i <= layers; i++) into[i]! += field(i);
    into[layers + 1] = Math.min(into[layers + 1]!, field(layers + 1));
    into[layers + 2] = Math.max(into[layers + 2]!, field(layers + 2));
  }
}

/** Steps of a group of level i. */
const size = (level: number): number => {
  let steps = 1;
  for (let i = 0; i < level; i++) steps *= FACTOR;
  return steps;
};
