/**
 * Tables of numbers that one end of a port has sent whole and the other has by now, so that they need not go again: an edit of a run sends
 * its change. Whoever sends them numbers them, and knows that one has arrived once the other end names it in an answer.
 */
export type Rows = readonly (readonly number[])[];

/** What an end needs of it to pack and unpack. */
export interface SharedRows {
  /** The number by which the other end has them already. */
  numberOf(rows: Rows): number | undefined;
  /** They go whole: the number that they are given, where this end gives any. */
  send(rows: Rows): number | undefined;
  /** They came whole, under a number. */
  take(number: number, rows: Rows): void;
  /** The other end names some. */
  named(number: number): Rows | undefined;
}

/** So many tables stay with the end that takes them: inputs and targets of two runs. */
const most = 4;

/** The end that sends tables and gives them numbers. */
export class SentRows implements SharedRows {
  #sent = 0;
  readonly #numbers = new WeakMap<Rows, number>();
  /** Whoever shows a run has its tables: the last ones alone are kept for an answer that is under way. */
  readonly #rows = new Map<number, WeakRef<Rows>>();
  #last: readonly Rows[] = [];
  readonly #arrived = new Set<number>();

  numberOf(rows: Rows): number | undefined {
    const number = this.#numbers.get(rows);
    // What was refused on the way never arrived: the other end has those that followed at most.
    return number !== undefined && this.#arrived.has(number) && this.#sent - number < most ? number : undefined;
  }

  send(rows: Rows): number {
    const number = ++this.#sent;
    this.#numbers.set(rows, number);
    this.#rows.set(number, new WeakRef(rows));
    this.#last = [...this.#last, rows].slice(-most);
    return number;
  }

  take(): void {
    // The other end numbers none.
  }

  named(number: number): Rows | undefined {
    this.#arrived.add(number);
    return this.#rows.get(number)?.deref();
  }
}

/** The end that takes them. */
export class TakenRows implements SharedRows {
  #last: readonly { readonly number: number; readonly rows: Rows }[] = [];

  numberOf(rows: Rows): number | undefined {
    return this.#last.find((one) => one.rows === rows)?.number;
  }

  send(): undefined {
    return undefined;
  }

  take(number: number, rows: Rows): void {
    this.#last = [...this.#last, { number, rows }].slice(-most);
  }

  named(number: number): Rows | undefined {
    return this.#last.find((one) => one.number === number)?.rows;
  }
}
