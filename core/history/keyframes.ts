const CHUNK_BYTES = 1 << 20;

/**
 * States kept at the multiples of a spacing, in chunks so that growing never copies. Once all `capacity` slots are taken each new keyframe
 * takes the slot of every second old one, from the beginning on: the gaps of an ever longer beginning are doubled, and when all are, so is
 * the spacing. All slots stay in use, and no state moves.
 */
export class Keyframes {
  readonly #chunks: Float64Array[] = [];
  readonly #slotsPerChunk: number;
  /** Slots of the keyframes in the order of their steps. */
  #slots: number[] = [];
  #free: number[] = [];
  #allocated = 0;
  #spacing: number;
  /** So many gaps, from the beginning on, are doubled. */
  #doubled = 0;

  constructor(
    readonly stateLength: number,
    spacing: number,
    readonly capacity: number,
  ) {
    this.#spacing = spacing;
    this.#slotsPerChunk = Math.min(capacity, Math.max(1, Math.floor(CHUNK_BYTES / (8 * stateLength))));
  }

  /** The widest gap. */
  get spacing(): number {
    return this.#doubled > 0 ? 2 * this.#spacing : this.#spacing;
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
    if (step !== this.#stepOf(this.count)) return;
    if (this.count === this.capacity) {
      this.#thin();
      if (step !== this.#stepOf(this.count)) return;
    }
    const slot = this.#free.pop() ?? this.#allocate();
    this.#slots.push(slot);
    this.#view(slot).set(state);
  }

  /** The last keyframe at or before `step`. Step 0 is always kept. */
  before(step: number): { readonly step: number; readonly state: Float64Array } {
    const wide = Math.floor(step / (2 * this.#spacing));
    const at = wide < this.#doubled ? wide : Math.floor(step / this.#spacing) - this.#doubled;
    const index = Math.min(at, this.count - 1);
    return { step: this.#stepOf(index), state: this.#view(this.#slots[index]!) };
  }

  #stepOf(index: number): number {
    return this.#spacing * (index + Math.min(index, this.#doubled));
  }

  /** Gives one slot back. */
  #thin(): void {
    if (this.#doubled + 1 >= this.count) {
      this.#spacing *= 2;
      this.#doubled = 0;
    }
    this.#doubled++;
    this.#free.push(...this.#slots.splice(this.#doubled, 1));
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
