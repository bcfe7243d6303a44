import type { App } from '#renderer/model/app.svelte.ts';
import type { KeptState } from '#renderer/model/branches/loans.ts';
import type { HeldTable } from '#renderer/model/run/tables.svelte.ts';
import type { Work } from './kept-work.ts';
import { besideHere, runHere, tablesHere } from './snapshot.ts';

/** What is large and changes seldom of the work on screen: it is the same object as long as it is equal. A run is open. */
export class WorkHere {
  #run: { readonly of: readonly unknown[]; readonly text: string } = { of: [], text: '' };
  #tables: readonly HeldTable[] = [];

  constructor(readonly app: App) {}

  /** The run and its branches as JSON. */
  get run(): string {
    const { branches, restorer } = this.app;
    const of = [branches.root, branches.list, restorer.waiting];
    if (!of.every((part, index) => part === this.#run.of[index])) this.#run = { of, text: JSON.stringify(runHere(this.app)) };
    return this.#run.text;
  }

  /** All of it. */
  work(unsaved: boolean, states: readonly KeptState[]): Work {
    const { session } = this.app;
    return {
      run: this.run,
      beside: JSON.stringify(besideHere(this.app, session.name)),
      example: session.example,
      unsaved,
      states,
      files: tablesHere(this.app),
    };
  }

  /** The tables that it names, and others that are named. */
  tables(more: readonly string[]): readonly HeldTable[] {
    const names = [...tablesHere(this.app), ...more];
    const held = this.app.tables.held.filter(({ table }) => names.includes(table));
    const same = held.length === this.#tables.length && held.every((one, index) => one === this.#tables[index]);
    return same ? this.#tables : (this.#tables = held);
  }
}
