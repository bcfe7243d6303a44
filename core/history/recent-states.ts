const MOST = 1024;
const MOST_BYTES = 1 << 24;

/** How many states like this one are kept of a budget of so many bytes. */
export const capacityOf = (state: Float64Array, budget: number): number =>
  Math.min(MOST, Math.max(2, Math.floor(Math.min(budget / 8, MOST_BYTES) / (8 * Math.max(1, state.length)))));

/** The last states that were visited, whatever their step, so that scrubbing to and fro around a place replays nothing. */
export class RecentStates {
  readonly #steps: number[] = [];
  readonly #states: Float64Array[] = [];
  #next = 0;
  #bytes = 0;

  constructor(readonly capacity: number) {}

  /** Bytes allocated. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether keeping another state takes no more bytes. */
  get isFull(): boolean {
    return this.#states.length === this.capacity;
  }

  /** Keeps a copy; the oldest gives way. */
  put(step: number, state: Float64Array): void {
    if (this.#steps.includes(step)) return;
    const slot = this.#next;
    const kept = this.#states[slot];
    if (kept) kept.set(state);
    else {
      this.#states[slot] = state.slice();
      this.#bytes += state.byteLength;
    }
    this.#steps[slot] = step;
    this.#next = (slot + 1) % this.capacity;
  }

  /** The nearest kept state at or before `step`, if there is one. */
  before(step: number): { readonly step: number; readonly state: Float64Array } | undefined {
    let best = -1;
    for (let slot = 0; slot < this.#steps.length; slot++) {
      const candidate = this.#steps[slot]!;
      if (candidate <= step && (best < 0 || candidate > this.#steps[best]!)) best = slot;
    }
    return best < 0 ? undefined : { step: this.#steps[best]!, state: this.#states[best]! };
  }
}
