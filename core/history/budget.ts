/** What takes bytes of a budget and can give some back. */
export interface Holder {
  readonly bytes: number;
  /** Gives some bytes back; false where it has none to spare. */
  thin(): boolean;
}

/** Bytes of a budget that are not given back before it is released: of a run or a branch, of its modules, of the scalars of its steps. */
export interface Share {
  readonly bytes: number;
  /** Takes so many more; false where they are not left. */
  take(bytes: number): boolean;
  release(): void;
}

/** What the histories of a run and all its branches may take together, in bytes. */
const LARGEST = 1 << 30;

/**
 * Memory that a run and its branches have together. What their shares leave of it, up to 1 GiB, is their histories': where all of that is
 * taken, who holds most gives way.
 */
export class Budget {
  readonly #holders = new Set<Holder>();
  readonly #shares = new Set<Share>();

  /** `memory`: bytes of histories and shares together. */
  constructor(readonly memory: number) {}

  /** Bytes of the shares. */
  get shared(): number {
    return sumOf(this.#shares);
  }

  /** Bytes that histories may take. */
  get bytes(): number {
    return Math.max(0, Math.min(LARGEST, this.memory - this.shared));
  }

  /** Bytes that histories hold. */
  get taken(): number {
    return sumOf(this.#holders);
  }

  join(holder: Holder): void {
    this.#holders.add(holder);
  }

  leave(holder: Holder): void {
    this.#holders.delete(holder);
  }

  /** A share of so many bytes, and of those that `growing` tells. */
  share(bytes: number, growing: () => number = () => 0): Share {
    let own = bytes;
    const share: Share = {
      get bytes() {
        return own + growing();
      },
      take: (more) => {
        if (this.shared + more > this.memory) return false;
        own += more;
        this.makeRoom(0);
        return true;
      },
      release: () => void this.#shares.delete(share),
    };
    this.#shares.add(share);
    this.makeRoom(0);
    return share;
  }

  /** Thins until so many bytes are free, or nothing is left to spare. */
  makeRoom(bytes: number): void {
    while (this.taken + bytes > this.bytes) {
      const most = [...this.#holders].sort((a, b) => b.bytes - a.bytes);
      if (!most.some((holder) => holder.thin())) return;
    }
  }
}

const sumOf = (all: Iterable<{ readonly bytes: number }>): number => {
  let sum = 0;
  for (const { bytes } of all) sum += bytes;
  return sum;
};
