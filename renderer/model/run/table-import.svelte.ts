import type { Failure } from '#core/contract/failure.ts';
import { usualMissingMarks, type ColumnKind, type TableReading, type TableShape } from '#core/contract/table.ts';
import type { OpenedFile } from '#core/protocol/host.ts';
import type { TablePreview } from '#core/protocol/tables.ts';
import { planColumns } from '#core/spec/column-plan.ts';
import type { CsvData } from '#core/spec/run-spec.ts';
import { readingOf } from '#core/spec/table-reading.ts';
import type { Trainer } from '#renderer/link/trainer.ts';
import type { Notices } from '#renderer/model/notices.svelte.ts';
import { setTable } from './data-edits.ts';
import type { Draft } from './draft.svelte.ts';
import type { Recovery } from './recovery.ts';
import { asFailure } from './run.svelte.ts';
import { guessData, hasGaps, roleOf, withRole, type ColumnRole } from './table-guess.ts';
import { plainName, type Tables } from './tables.svelte.ts';

/** Bytes that a file is looked at by. */
const previewed = 1 << 20;
const slot = 'preview';

export interface TableMark {
  readonly mark: string;
  readonly count: number;
  readonly on: boolean;
}
const namesOf = ({ columns }: TableShape): ReadonlySet<string> => new Set(columns.map(({ name }) => name));
const missingSet = (marks: readonly string[]): ReadonlySet<string> => new Set(marks.map((mark) => mark.toLowerCase()));

/** What the import needs of the app. */
interface Parts {
  readonly trainer: Pick<Trainer, 'latest' | 'cancel'>;
  readonly tables: Tables;
  readonly draft: Draft;
  readonly recovery: Pick<Recovery, 'reviveWhereLost'>;
  readonly notices: Notices;
}

/** A table on its way into the run: as it is read and what its columns are for, until the person takes it. */
export class TableImport {
  /** The file that is looked at. */
  file = $state.raw<OpenedFile | undefined>(undefined);
  preview = $state.raw<TablePreview | undefined>(undefined);
  /** What the run will say of the table. */
  data = $state.raw<CsvData | undefined>(undefined);
  /** What the columns come to: how many inputs, which classes; or why the table cannot be learned so. */
  readonly plan = $derived(this.data && this.preview ? planColumns(this.data, this.preview.shape) : undefined);
  /** Why the file cannot be read as it is asked for. */
  failure = $state.raw<Failure | undefined>(undefined);
  /** What the person chose; the rest is found out. */
  #asked = $state.raw<TableReading>({});
  /** What could mean that a cell holds nothing: what was found, and what the person named. `count` is among the first rows. */
  readonly marks = $derived.by((): readonly TableMark[] => {
    const means = missingSet(this.#asked.missingMarks ?? usualMissingMarks);
    const found = this.preview?.marks ?? {};
    const named = (this.#asked.missingMarks ?? []).filter((mark) => !usualMissingMarks.includes(mark) && !(mark in found));
    return [...Object.entries(found), ...named.map((mark) => [mark, 0] as const)].map(([mark, count]) => ({
      mark,
      count,
      on: means.has(mark.toLowerCase()),
    }));
  });
  /** Whether the program's guess of the columns' parts stands. */
  #guessed = true;

  constructor(
    readonly parts: Parts,
    /** A table is there to be looked at. */
    readonly show: () => void,
  ) {}

  /** Looks at a file. One that is no table whatever is chosen is told and not shown. */
  async open({ name, bytes }: OpenedFile): Promise<void> {
    this.parts.notices.dismiss();
    await this.#begin({ name: plainName(name), bytes }, {}, undefined);
  }

  /** Looks once more at the table of the run. Answers whether its file is here. */
  async reopen(data: CsvData): Promise<boolean> {
    const bytes = this.parts.tables.bytesOf(data.file);
    if (bytes) await this.#begin({ name: data.file, bytes }, readingOf(data), data);
    return bytes !== undefined;
  }

  async #begin(file: OpenedFile, asked: TableReading, data: CsvData | undefined): Promise<void> {
    this.close();
    this.file = file;
    this.#asked = asked;
    this.data = data;
    this.#guessed = data === undefined;
    await this.#look();
    if (this.file !== file) return;
    // Another delimiter may still make rows of it.
    if (this.preview ?? this.failure?.code === 'bad-row') return this.show();
    const { failure } = this;
    this.close();
    if (failure) this.parts.notices.fail(failure);
  }

  /** Another way to read the file. Where other names may come of it, what was said of the columns is said anew. */
  async read(asked: TableReading): Promise<void> {
    const renames = 'header' in asked || 'delimiter' in asked;
    this.#asked = { ...this.#asked, ...asked, ...(renames && { types: undefined }) };
    await this.#look();
  }

  /** A column that was left aside because it held more than numbers is of use once it is of another kind. */
  async setKind(name: string, kind: ColumnKind): Promise<void> {
    const mends = this.preview?.shape.columns.some((column) => column.name === name && column.fault) && kind === 'category';
    await this.read({ types: { ...this.#asked.types, [name]: kind } });
    if (mends && this.data && roleOf(this.data, name) === 'ignore') this.setRole(name, 'input');
  }

  setRole(name: string, role: ColumnRole): void {
    this.#guessed = false;
    if (this.data) this.data = withRole(this.data, this.preview?.shape, name, role);
  }

  /** Whether cells that hold this mark hold nothing. */
  async setMark(mark: string, on: boolean): Promise<void> {
    const others = (this.#asked.missingMarks ?? usualMissingMarks).filter((each) => each.toLowerCase() !== mark.toLowerCase());
    await this.read({ missingMarks: on ? [...others, mark] : others });
  }

  async #look(): Promise<void> {
    const { file } = this;
    if (!file) return;
    this.parts.recovery.reviveWhereLost();
    const whole = file.bytes.byteLength <= previewed;
    try {
      // A copy: what is posted of a view is the whole file.
      const query = { file: file.name, bytes: file.bytes.slice(0, previewed), whole, reading: { ...this.#asked } };
      const preview = await this.parts.trainer.latest(slot, 'preview', query);
      if (this.file !== file) return;
      this.preview = preview;
      this.failure = undefined;
      this.data = this.#dataOf(preview);
    } catch (reason) {
      const failure = asFailure(reason);
      if (this.file === file && failure.code !== 'cancelled') this.failure = failure;
    }
  }

  /** All that was seen is said, so that the table is read alike wherever the run goes. */
  #dataOf({ shape, reading }: TablePreview): CsvData {
    const { header, delimiter, decimal } = reading;
    const said = Object.fromEntries(
      Object.entries({ ...this.#asked, header, delimiter, decimal }).filter(([, value]) => value !== undefined),
    ) as TableReading;
    const names = namesOf(shape);
    const old = this.data;
    const stands = old && !this.#guessed && [...old.target, ...old.ignore].every((name) => names.has(name));
    if (!stands) return guessData(shape, said);
    const { file, target, ignore, missing, task } = old;
    return { kind: 'csv', file, target, ignore, missing: missing === 'refuse' && hasGaps(shape) ? 'mean' : missing, task, ...said };
  }

  /** Makes the table the data of the open run, which adapts to it. Answers whether the file could be read to its end. */
  async take(): Promise<boolean> {
    const { file, data } = this;
    if (!file || !data) return false;
    const { tables, draft } = this.parts;
    try {
      const shape = await tables.add(file.name, file.bytes, readingOf(data));
      if (this.file !== file) return false;
      const missing = data.missing === 'refuse' && hasGaps(shape) ? 'mean' : data.missing;
      this.close();
      draft.change(setTable({ ...data, missing }), true);
      await draft.flush();
      return true;
    } catch (reason) {
      const failure = asFailure(reason);
      if (this.file === file && failure.code !== 'cancelled') this.failure = failure;
      return false;
    }
  }

  close(): void {
    if (this.file) this.parts.trainer.cancel(slot);
    this.file = undefined;
    this.preview = undefined;
    this.data = undefined;
    this.failure = undefined;
  }
}
