import { datasetTable } from '#core/spec/data-facts.ts';
import { FailureError, type Failure, type Result } from '#core/contract/failure.ts';
import { datasets, limits, type DatasetName } from '#core/spec/methods.ts';
import { fileOfKey, tableKey } from '#core/spec/table-reading.ts';
import type { TableReading, TableShape, TableShapes } from '#core/contract/table.ts';
import type { Trainer } from '#renderer/link/trainer.ts';
import { fetchDataset } from './datasets.ts';

export type NeedsTable = Extract<Failure, { code: 'needs-table' }>;

/** A file's name as a run may write it: without what elsewhere separates folders or drives. */
export const plainName = (name: string): string => name.replace(/[\\/:\p{Cc}]/gu, '_').slice(-255);

/** A file that the person gave, by the name that runs give it. */
export interface HeldTable {
  readonly table: string;
  readonly bytes: Uint8Array;
}

/** Bytes that travel at once: a piece is read within a few frames, so that a cancelled file ends soon. */
const pieceBytes = 1 << 20;
/** Bytes of files that are held for a trainer that has to be given them again. The newest is held in any case. */
const mostHeld = 512 << 20;
const slot = 'supply';

/** The table that is on its way to the trainer, and how much of its file is there: 0 to 1. */
export interface Reading {
  readonly file: string;
  readonly share: number;
}

/**
 * The tables that runs name. The program's own are fetched when a run first needs them; a file comes from the person and is
 * held, so that a trainer that was lost or has dropped it gets it again.
 */
export class Tables {
  /** What is known of each table that was read, by the name that runs give it. */
  shapes = $state.raw<TableShapes>({});
  reading = $state.raw<Reading | undefined>(undefined);
  /** The oldest first. */
  #files: readonly HeldTable[] = [];
  /** One file is on its way at a time: a newer one ends it. */
  #turn = 0;

  constructor(
    readonly trainer: Pick<Trainer, 'latest' | 'cancel'>,
    public fetchOwn: (name: DatasetName) => Promise<Uint8Array> = fetchDataset,
  ) {}

  /** The files that are here. */
  get held(): readonly HeldTable[] {
    return this.#files;
  }

  /**
   * Reads a file that the person gave, under the name that runs give it and as they say. Rejects with a FailureError and then knows nothing
   * new.
   */
  async add(table: string, bytes: Uint8Array, reading: TableReading = {}): Promise<TableShape> {
    if (bytes.byteLength > limits.tableBytes)
      throw new FailureError({ code: 'too-large', what: 'bytes', place: table, found: bytes.byteLength, limit: limits.tableBytes });
    const shape = await this.#send(table, reading, Promise.resolve(bytes));
    this.hold({ table, bytes });
    return shape;
  }

  /** Has a file ready, to be read when a run first needs it. */
  hold({ table, bytes }: HeldTable): void {
    this.#files = [...this.#files.filter((file) => file.table !== table), { table, bytes }];
    let held = this.#files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
    for (const oldest of this.#files.slice(0, -1)) {
      if (held <= mostHeld) break;
      held -= oldest.bytes.byteLength;
      this.forget(oldest.table);
    }
  }

  /** Gives the trainer the table that a run was refused for; rejects with that very failure where its file is not here. */
  async supply(failure: NeedsTable): Promise<void> {
    const { table, reading = {} } = failure;
    const own = (Object.keys(datasets) as DatasetName[]).find((name) => datasetTable(name) === table);
    const held = this.bytesOf(table);
    if (!own && !held) throw new FailureError(failure);
    await this.#send(table, reading, own ? this.fetchOwn(own) : Promise.resolve(held!));
  }

  /** Reads something that names a table, once more where it needs one whose file is here. */
  async readOver<T>(read: () => Result<T>): Promise<Result<T>> {
    const result = read();
    if (result.ok || result.failure.code !== 'needs-table' || !this.bytesOf(result.failure.table)) return result;
    try {
      await this.supply(result.failure);
    } catch (reason) {
      if (reason instanceof FailureError) return { ok: false, failure: reason.failure };
      throw reason;
    }
    return read();
  }

  bytesOf(table: string): Uint8Array | undefined {
    return this.#files.find((file) => file.table === table)?.bytes;
  }

  /** The file was not the one that was meant. */
  forget(table: string): void {
    this.#files = this.#files.filter((file) => file.table !== table);
    this.shapes = Object.fromEntries(Object.entries(this.shapes).filter(([name]) => fileOfKey(name) !== table));
  }

  /** Ends the reading that is under way; whoever waits for it hears `cancelled`. */
  cancel(): void {
    this.#turn++;
    this.reading = undefined;
    this.trainer.cancel(slot);
  }

  async #send(table: string, reading: TableReading, file: Promise<Uint8Array>): Promise<TableShape> {
    this.cancel();
    const turn = this.#turn;
    const tell = (share: number): void => {
      if (turn !== this.#turn) throw new FailureError({ code: 'cancelled' });
      this.reading = { file: table.replace(/^dataset:/, ''), share };
    };
    try {
      tell(0);
      const bytes = await file;
      let shape: TableShape | undefined;
      for (let at = 0; !shape; at += pieceBytes) {
        tell(at / Math.max(1, bytes.byteLength));
        const last = at + pieceBytes >= bytes.byteLength;
        // A copy: what is posted of a view is the whole file.
        const piece = { table, reading, at, bytes: bytes.slice(at, at + pieceBytes), last };
        ({ shape } = await this.trainer.latest(slot, 'supply', piece));
      }
      tell(1);
      // Of an older file of this name no reading is left.
      const others = Object.entries(this.shapes).filter(([name]) => fileOfKey(name) !== table);
      this.shapes = { ...Object.fromEntries(others), [tableKey(table, reading)]: shape };
      return shape;
    } finally {
      if (turn === this.#turn) this.reading = undefined;
    }
  }
}
