/** What takes bytes of a budget and can give some back. */
export interface Holder {
  readonly bytes: number;
  /** Gives some bytes back; false where it has none to spare. */
  thin(): boolean;
}

/** Bytes that the histories of a run and of its branches share: where all are taken, who holds most gives way. */
export class Budget {
  readonly #holders = new Set<Holder>();

  constructor(readonly bytes: number) {}

  /** Bytes that are held. */
  get taken(): number {
    let taken = 0;
    for (const holder of this.#holders) taken += holder.bytes;
    return taken;
  }

  join(holder: Holder): void {
    this.#holders.add(holder);
  }

  leave(holder: Holder): void {
    this.#holders.delete(holder);
  }

  /** Thins until so many bytes are free, or nothing is left to spare. */
  makeRoom(bytes: number): void {
    while (this.taken + bytes > this.bytes) {
      const most = [...this.#holders].sort((a, b) => b.bytes - a.bytes);
      if (!most.some((holder) => holder.thin())) return;
    }
  }
}
