const RECORDS_PER_CHUNK = 1024;

/** Records of a fixed number of fields in chunks: appending never copies what is there. */
export class Records {
  readonly #chunks: Float64Array[] = [];
  #count = 0;

  constructor(readonly fields: number) {}

  get count(): number {
    return this.#count;
  }

  /** Bytes allocated. */
  get bytes(): number {
    return 8 * this.#chunks.length * this.fields * RECORDS_PER_CHUNK;
  }

  /** Appends the fields that begin at `at`. */
  push(record: Float64Array, at = 0): void {
    const row = this.#count % RECORDS_PER_CHUNK;
    if (row === 0) this.#chunks.push(new Float64Array(this.fields * RECORDS_PER_CHUNK));
    const chunk = this.#chunks[this.#chunks.length - 1]!;
    for (let field = 0; field < this.fields; field++) chunk[row * this.fields + field] = record[at + field]!;
    this.#count++;
  }

  get(index: number, field: number): number {
    return this.#chunks[Math.floor(index / RECORDS_PER_CHUNK)]![(index % RECORDS_PER_CHUNK) * this.fields + field]!;
  }

  clear(): void {
    this.#chunks.length = 0;
    this.#count = 0;
  }
}
