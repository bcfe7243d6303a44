import { sheetExtensions, tableExtensions } from '#core/spec/table-names.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { TableReading } from '#core/contract/table.ts';
import type { HostCalls, OpenedFile } from '#core/protocol/host.ts';
import type { Notices } from '#renderer/model/notices.svelte.ts';
import type { Preferences } from '#renderer/model/preferences.svelte.ts';
import type { Recovery } from './recovery.ts';
import type { Tables } from './tables.svelte.ts';

/** Files of tables to learn from, chosen by the person. */
export class TableFiles {
  constructor(
    readonly host: Pick<HostCalls, 'openFile'>,
    readonly preferences: Pick<Preferences, 'words'>,
    readonly tables: Pick<Tables, 'add' | 'forget'>,
    readonly recovery: Pick<Recovery, 'reviveWhereLost'>,
    readonly notices: Notices,
  ) {}

  choose(): Promise<OpenedFile | undefined> {
    return this.host.openFile({ name: this.preferences.words.shell.tableFile, extensions: [...tableExtensions, ...sheetExtensions] });
  }

  /** Reads a table by the name that runs give it; a refused one is told, and answered with false. */
  async read(table: string, bytes: Uint8Array, reading?: TableReading): Promise<boolean> {
    this.recovery.reviveWhereLost();
    this.notices.dismiss();
    try {
      await this.tables.add(table, bytes, reading);
      return true;
    } catch (reason) {
      this.notices.report(reason);
      return false;
    }
  }

  /** Asks for the file of a table that a run names, and tries the run `again`; a file that does not go with it is dropped. */
  async find(table: string, reading: TableReading | undefined, again: () => Promise<boolean>): Promise<void> {
    const file = await this.choose();
    if (file && (await this.read(table, file.bytes, reading)) && !(await again())) this.tables.forget(table);
  }

  /** Says why a run was not opened; where only its table is missing, the file can be found and the run tried again. */
  refuse(failure: Failure, again: () => Promise<boolean>): false {
    const find = failure.code === 'needs-table' ? () => this.find(failure.table, failure.reading, again) : undefined;
    this.notices.fail(failure, find);
    return false;
  }
}
