import type { Part, Taken } from '#renderer/model/run/taken.ts';

/** How many steps are looked at from closest by. */
const fewest = 10;

/** The stretch of training that the timeline shows: the whole of it, or a part from close by. Steps may be fractions at its ends. */
export class TimeWindow implements Part {
  #part = $state.raw<{ readonly from: number; readonly span: number } | undefined>(undefined);

  readonly #goal = $derived.by(() => Math.max(1, this.run.goal));
  readonly span = $derived.by(() => Math.min(this.#part?.span ?? Infinity, this.#goal));
  readonly from = $derived.by(() => Math.min(this.#part?.from ?? 0, this.#goal - this.span));
  readonly to = $derived(this.from + this.span);
  readonly isWhole = $derived(this.span === this.#goal);

  constructor(readonly run: { readonly goal: number }) {}

  taken({ by }: Taken): void {
    if (by === 'opening') this.showWhole();
  }

  /** The part that is shown; undefined for the whole. */
  get part(): { readonly from: number; readonly span: number } | undefined {
    return this.isWhole ? undefined : { from: this.from, span: this.span };
  }

  show(part: { readonly from: number; readonly span: number } | undefined): void {
    this.#part = part;
  }

  /** Where a step lies between the ends: 0 to 1, beyond them where it is not shown. */
  fractionOf(step: number): number {
    return (step - this.from) / this.span;
  }

  /** The nearest step to a place, of those that are shown. */
  stepAt(fraction: number): number {
    return Math.max(Math.ceil(this.from), Math.min(Math.floor(this.to), Math.round(this.from + fraction * this.span)));
  }

  /** Shows so many times as many steps; `step` stays where it is, or comes to the end that it lies beyond. */
  zoom(by: number, step: number): void {
    const span = Math.max(Math.min(fewest, this.#goal), this.span * by);
    const fraction = Math.max(0, Math.min(1, this.fractionOf(step)));
    this.#part = span >= this.#goal ? undefined : { span, from: this.#within(step - fraction * span, span) };
  }

  /** Moves along, as far as there are steps. */
  move(by: number): void {
    if (!this.isWhole) this.#part = { span: this.span, from: this.#within(this.from + by, this.span) };
  }

  /** Moves to where a step is shown, with more of what lies the way that it went. */
  reveal(step: number): void {
    if (step > this.to) this.move(step - 0.1 * this.span - this.from);
    else if (step < this.from) this.move(step - 0.9 * this.span - this.from);
  }

  showWhole(): void {
    this.show(undefined);
  }

  #within(from: number, span: number): number {
    return Math.max(0, Math.min(this.#goal - span, from));
  }
}
