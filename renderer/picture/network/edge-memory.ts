import type { EdgeRenewal, Edges } from '#renderer/picture/frame.ts';

/** Arrays that a frame may be written into again, so that a running picture makes no waste. */
export type EdgeArrays = { -readonly [K in keyof Edges]: Edges[K] };

export const edgeArrays = (count: number): EdgeArrays => ({
  count,
  ends: new Float32Array(0),
  colour: new Uint32Array(count),
  alpha: new Float32Array(count),
  width: new Float32Array(count),
  dashed: new Uint8Array(count),
  dashLength: 1,
  washWidth: new Float32Array(count),
  washColour: new Uint32Array(count),
  washAlpha: new Float32Array(count),
  ghostWidth: new Float32Array(count),
  ghostColour: new Uint32Array(count),
  pulseAt: new Float32Array(count),
  pulseRadius: new Float32Array(count),
  pulseColour: new Uint32Array(count),
  pulseHollow: new Uint8Array(count),
});

/** What is written of each group of edges: how strong they are, how far their gradient and update are, whether pulses run along them. */
export const keyLength = 4;

/**
 * The edges of one frame after the other in the same arrays. Between two frames most edges stay as they are: only groups of edges that
 * would be written differently are written again, and `renewal` says which those were.
 */
export class EdgeMemory {
  readonly edges: EdgeArrays;
  readonly starts: Uint32Array;
  readonly #written: Float64Array;
  #made: readonly unknown[] = [];
  readonly #keys: Float64Array;
  #frame = 0;

  constructor(count: number, starts: Uint32Array) {
    this.edges = edgeArrays(count);
    this.starts = starts;
    this.#written = new Float64Array(starts.length - 1);
    this.#keys = new Float64Array(keyLength * this.#written.length);
  }

  /** Of the last frame. */
  get renewal(): EdgeRenewal {
    return { starts: this.starts, frame: this.#frame, written: this.#written };
  }

  /** A new frame begins, made of these: all of it must be written where one of them is another than before. */
  begin(made: readonly unknown[]): void {
    this.#frame++;
    if (made.length !== this.#made.length || made.some((part, i) => part !== this.#made[i])) this.#keys.fill(NaN);
    this.#made = made;
  }

  /** Whether a group must be written; remembers that it was. A key of NaN is never the same as before. */
  stale(group: number, emphasis: number, gradient: number, update: number, pulses: number): boolean {
    const keys = this.#keys;
    const k = keyLength * group;
    if (keys[k] === emphasis && keys[k + 1] === gradient && keys[k + 2] === update && keys[k + 3] === pulses) return false;
    keys[k] = emphasis;
    keys[k + 1] = gradient;
    keys[k + 2] = update;
    keys[k + 3] = pulses;
    this.#written[group] = this.#frame;
    return true;
  }
}
