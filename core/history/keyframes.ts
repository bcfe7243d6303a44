const CHUNK_BYTES = 1 << 20;

/**
 * States kept at the multiples of a spacing, in chunks so that growing never copies. When all `capacity` slots are taken
 * every second keyframe gives its slot back and the spacing doubles: no state moves.
 */
export class Keyframes {
  readonly #chunks: Float64Array[] = [];
  readonly #slotsPerChunk: number;
  /** Slot of keyframe i, which holds the state of step i * spacing. */
  #slots: number[] = [];
  #free: number[] = [];
  #allocated = 0;
  #spacing: number;

  constructor(
    readonly stateLength: number,
    spacing: number,
    readonly capacity: number,
  ) {
    this.#spacing = spacing;
    this.#slotsPerChunk = Math.min(capacity, Math.max(1, Math.floor(CHUNK_BYTES / (8 * stateLength))));
  }

  get spacing(): number {
    return this.#spacing;
  }

  get count(): number {
    return this.#slots.length;
  }

  /** Bytes allocated. */
  get bytes(): number {
    return 8 * this.stateLength * this.#allocated;
  }

  /** To be offered every state once, in the order of the steps; keeps those that are due. */
  offer(step: number, state: Float64Array): void {
    if (step !== this.count * this.#spacing) return;
    if (this.count === this.capacity) {
      this.#thin();
      if (step !== this.count * this.#spacing) return;
    }
    const slot = this.#free.pop() ?? this.#allocate();
    this.#slots.push(slot);
    this.#view(slot).set(state);
  }

  /** The last keyframe at or before `step`. Step 0 is always kept. */
  before(step: number): { readonly step: number; readonly state: Float64Array } {
    const index = Math.min(Math.floor(step / this.#spacing), this.count - 1);
    return { step: index * this.#spacing, state: this.#view(this.#slots[index]!) };
  }

  #thin(): void {
    this.#free.push(...this.#slots.filter((_, index) => index % 2 === 1));
    this.#slots = this.#slots.filter((_, index) => index % 2 === 0);
    this.#spacing *= 2;
  }

  #allocate(): number {
    const slot = this.#chunks.length * this.#slotsPerChunk;
    const slots = Math.min(this.#slotsPerChunk, this.capacity - slot);
    this.#chunks.push(new Float64Array(slots * this.stateLength));
    this.#allocated += slots;
    for (let i = slots - 1; i > 0; i--) this.#free.push(slot + i);
    return slot;
  }

  #view(slot: number): Float64Array {
    const chunk = this.#chunks[Math.floor(slot / this.#slotsPerChunk)]!;
    const offset = (slot % this.#slotsPerChunk) * this.stateLength;
    return chunk.subarray(offset, offset + this.stateLength);
  }
}
