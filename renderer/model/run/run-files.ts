import type { HostCalls, OpenedFile } from '#core/protocol/host.ts';
import { runFileOf } from '#core/spec/run-file.ts';
import type { BranchRestorer } from '#renderer/model/branches/branch-restorer.svelte.ts';
import { branchesToKeep } from '#renderer/model/branches/branches-to-keep.ts';
import type { Branches } from '#renderer/model/branches/branches.svelte.ts';
import type { Notices } from '#renderer/model/notices.svelte.ts';
import type { Preferences } from '#renderer/model/preferences.svelte.ts';
import { examples, startingExample } from './examples.ts';
import { readRunFile } from './read-run-file.ts';
import type { Session } from './session.svelte.ts';
import type { TableFiles } from './table-files.ts';
import type { TableImport } from './table-import.svelte.ts';
import { sheetExtensions, tableExtensions, type Tables } from './tables.svelte.ts';

/** What the files need of the app. */
interface Parts {
  readonly session: Session;
  readonly branches: Branches;
  readonly restorer: BranchRestorer;
  readonly tables: Pick<Tables, 'shapes'>;
  readonly tableFiles: TableFiles;
  readonly tableImport: TableImport;
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
    const extensions = ['json', ...tableExtensions, ...sheetExtensions];
    const file = await this.host.openFile({ name: this.parts.preferences.words.shell.runOrTable, extensions });
    if (file) await this.take(file);
  }

  /** A file that was chosen or dropped: a run by its name or its first brace, else a table, which is looked at first. */
  async take(file: OpenedFile): Promise<void> {
    if (isRun(file)) await this.openRun(file.bytes);
    else await this.parts.tableImport.open(file);
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
    if (file) await this.parts.tableImport.open(file);
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

const isRun = ({ name, bytes }: OpenedFile): boolean =>
  name.toLowerCase().endsWith('.json') || /^\uFEFF?\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 1000)));
