import { isBinary } from '#core/spec/binary.ts';
import { limits } from '#core/spec/methods.ts';
import { isRunText, sheetExtensions, tableExtensions } from '#core/spec/table-names.ts';
import type { HostCalls, OpenedFile } from '#core/protocol/host.ts';
import type { Branches } from '#renderer/model/branches/branches.svelte.ts';
import type { Notices } from '#renderer/model/notices.svelte.ts';
import type { Preferences } from '#renderer/model/preferences.svelte.ts';
import type { Keeping } from './keeping.ts';
import { readRunFile } from './read-run-file.ts';
import { nameOf, withoutExtension } from './run-name.ts';
import type { Session } from './session.svelte.ts';
import type { TableFiles } from './table-files.ts';
import type { TableImport } from './table-import.svelte.ts';
import type { Tables } from './tables.svelte.ts';

/** What the files need of the app. */
interface Parts {
  readonly session: Session;
  readonly branches: Pick<Branches, 'root'>;
  readonly keeper: Pick<Keeping, 'saved' | 'openDocument' | 'fileOf' | 'documents'>;
  readonly tables: Pick<Tables, 'shapes' | 'readOver'>;
  readonly tableFiles: TableFiles;
  readonly tableImport: TableImport;
  readonly preferences: Pick<Preferences, 'words'>;
  readonly notices: Notices;
  /** Takes a course. */
  readonly give: (course: OpenedFile) => void;
}

/** The files that a person opens and saves: runs with their branches, and tables. */
export class RunFiles {
  constructor(
    readonly host: Pick<HostCalls, 'openFile' | 'saveFile'>,
    readonly parts: Parts,
  ) {}

  async open(): Promise<void> {
    const extensions = ['retrograd', 'json', 'zip', 'png', ...tableExtensions, ...sheetExtensions];
    const file = await this.host.openFile({ name: this.parts.preferences.words.shell.runOrTable, extensions });
    if (file) await this.take(file);
  }

  /**
   * A file that was chosen or dropped: a document, whatever it is called meanwhile, a course in a .zip, a run by its name or its first brace,
   * else a table, which is looked at first.
   */
  async take(file: OpenedFile): Promise<void> {
    if (isRun(file) || (await isDocument(file))) await this.parts.keeper.documents.open(file);
    else if (file.name.toLowerCase().endsWith('.zip')) this.parts.give(file);
    else await this.parts.tableImport.open(file);
  }

  /** Opens a run file, exactly where it was left. It is called what the file is called, where it comes from one. */
  async openRun(bytes: Uint8Array, name?: string): Promise<boolean> {
    const { tables, tableFiles, keeper } = this.parts;
    const read = await tables.readOver(() => readRunFile(bytes, tables.shapes));
    if (!read.ok) return tableFiles.refuse(read.failure, () => this.openRun(bytes, name));
    return keeper.openDocument({ ...read.value, ...(name !== undefined && { name }) });
  }

  /** Asks for a table to learn from. */
  async openTable(): Promise<void> {
    const file = await this.parts.tableFiles.choose();
    if (file) await this.parts.tableImport.open(file);
  }

  /** Saves the run with its branches, marks and view as text. */
  async save(): Promise<void> {
    const { branches, session, keeper, preferences, notices } = this.parts;
    if (!branches.root) return;
    const { words } = preferences;
    const name = session.name ?? nameOf(branches.root, session.example, words);
    const text = textOfRun(keeper.fileOf(name));
    if (text.byteLength > limits.specBytes)
      return notices.fail({ code: 'too-large', what: 'bytes', place: '', found: text.byteLength, limit: limits.specBytes });
    const saved = await this.host.saveFile({
      suggestedName: `${name}.json`,
      filter: { name: words.shell.runFile, extensions: ['json'] },
      bytes: text,
    });
    if (!saved) return;
    session.name = withoutExtension(saved.name);
    keeper.saved();
    notices.saved(saved.name);
  }
}

/** A text for people, a line a value, unless it is so large that nobody reads it. */
const mostForPeople = 4 << 20;
const textOfRun = (file: object): Uint8Array => {
  const text = JSON.stringify(file);
  return new TextEncoder().encode(text.length > mostForPeople ? text : JSON.stringify(file, null, 2));
};

const isDocument = async ({ name, bytes }: OpenedFile): Promise<boolean> =>
  name.toLowerCase().endsWith('.retrograd') || (isBinary(bytes) && (await import('#core/document/read-file.ts')).isDocument(bytes));
const isRun = ({ name, bytes }: OpenedFile): boolean => isRunText(name, new TextDecoder().decode(bytes.subarray(0, 1000)));
