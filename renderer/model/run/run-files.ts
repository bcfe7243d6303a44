import type { HostCalls, OpenedFile } from '#core/protocol/host.ts';
import { runFileOf } from '#core/spec/run-file.ts';
import type { BranchRestorer } from '#renderer/model/branches/branch-restorer.svelte.ts';
import { branchesToKeep } from '#renderer/model/branches/branches-to-keep.ts';
import type { Branches } from '#renderer/model/branches/branches.svelte.ts';
import type { Notices } from '#renderer/model/notices.svelte.ts';
import type { Preferences } from '#renderer/model/preferences.svelte.ts';
import { setTable } from './data-edits.ts';
import type { Draft } from './draft.svelte.ts';
import { examples, startingExample } from './examples.ts';
import { readRunFile } from './read-run-file.ts';
import type { Session } from './session.svelte.ts';
import type { TableFiles } from './table-files.ts';
import { plainName, tableExtensions, type Tables } from './tables.svelte.ts';

/** What the files need of the app. */
interface Parts {
  readonly session: Session;
  readonly branches: Branches;
  readonly restorer: BranchRestorer;
  readonly draft: Draft;
  readonly tables: Pick<Tables, 'shapes'>;
  readonly tableFiles: TableFiles;
  readonly preferences: Pick<Preferences, 'words'>;
  readonly notices: Notices;
}

/** The files that a person opens and saves: runs with their branches, and tables. */
export class RunFiles {
  constructor(
    readonly host: Pick<HostCalls, 'openFile' | 'saveFile'>,
    readonly parts: Parts,
  ) {}

  async open(): Promise<void> {
    const extensions = ['json', ...tableExtensions];
    const file = await this.host.openFile({ name: this.parts.preferences.words.shell.runOrTable, extensions });
    if (file) await this.take(file);
  }

  /** A file that was chosen or dropped: a table by its name, else a run. */
  async take({ name, bytes }: OpenedFile): Promise<void> {
    if (tableExtensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`))) await this.#takeTable({ name, bytes });
    else await this.openRun(bytes);
  }

  async openRun(bytes: Uint8Array): Promise<boolean> {
    const { session, tables, tableFiles } = this.parts;
    const read = readRunFile(bytes, tables.shapes);
    if (!read.ok) return tableFiles.refuse(read.failure, () => this.openRun(bytes));
    const last = Math.max(0, ...read.value.branches.map(({ step }) => step));
    const steps = session.run.wished || examples[startingExample].steps;
    // A branch has steps of its own.
    return session.openSpec(read.value.spec, last < steps ? steps : 2 * last, undefined, read.value);
  }

  /** Asks for a table to learn from. */
  async openTable(): Promise<void> {
    const file = await this.parts.tableFiles.choose();
    if (file) await this.#takeTable(file);
  }

  /** Makes a table the data of the open run, which adapts to it. */
  async #takeTable({ name, bytes }: OpenedFile): Promise<void> {
    const { draft, tableFiles } = this.parts;
    const table = plainName(name);
    if (!(await tableFiles.read(table, bytes))) return;
    draft.change(setTable(table), true);
    await draft.flush();
  }

  async save(): Promise<void> {
    const { branches, restorer, preferences, notices } = this.parts;
    if (!branches.root) return;
    const file = runFileOf(branches.root, branchesToKeep([...branches.list, ...restorer.waiting]));
    const bytes = new TextEncoder().encode(JSON.stringify(file, null, 2));
    const saved = await this.host.saveFile({
      suggestedName: 'run.json',
      filter: { name: preferences.words.shell.runFile, extensions: ['json'] },
      bytes,
    });
    if (saved) notices.saved(saved.name);
  }
}
