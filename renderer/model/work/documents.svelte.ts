import { failureFrom, FailureError } from '#core/contract/failure.ts';
import type { FileToSave, OpenedFile, RecentFile } from '#core/protocol/host.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { KeptState } from '#renderer/model/branches/loans.ts';
import type { CurrentFile, Documenting, Question } from '#renderer/model/run/documents.ts';
import type { ExampleName } from '#renderer/model/run/examples.ts';
import { nameOf, withoutExtension } from '#renderer/model/run/run-name.ts';
import { documentHere } from './document-parts.ts';
import { showDocument } from './show-document.ts';

/** What documents need of the keeper. */
interface Work {
  readonly isEdited: boolean;
  readonly unsaved: boolean;
  saved(): void;
  states(): Promise<readonly KeptState[]>;
}

/** The name of a document that came in no file. */
const noFile = '';

/** The documents that a person makes, opens and saves. */
export class Documents implements Documenting {
  current = $state.raw<CurrentFile | undefined>(undefined);
  question = $state.raw<Question | undefined>(undefined);
  recent = $state.raw<readonly RecentFile[]>([]);

  constructor(
    readonly app: App,
    readonly work: Work,
  ) {}

  get name(): string | undefined {
    return this.current && withoutExtension(this.current.name);
  }

  get edited(): boolean {
    return this.work.isEdited;
  }

  async begin(): Promise<void> {
    if (!(await this.#mayReplace())) return;
    if (this.app.lesson) await this.app.leaveLesson();
    await this.app.openFirst();
  }

  async open(file: OpenedFile): Promise<boolean> {
    return (await this.#mayReplace()) && this.#show(file);
  }

  async openLink(text: string): Promise<boolean> {
    const { readLink } = await import('#core/document/link.ts');
    const link = readLink(text);
    if (!link.ok) throw new FailureError(link.failure);
    const opened = await this.open({ name: noFile, bytes: new TextEncoder().encode(link.value.run) });
    if (opened && link.value.locked) this.app.tools.locked = true;
    return opened;
  }

  /** What is replaced was asked about already. Where its table is missing it is tried again with that. */
  async #show(file: OpenedFile): Promise<boolean> {
    const { app } = this;
    const shown = await showDocument(app, file);
    if (!shown.ok) return shown.failure.code === 'cancelled' ? false : app.tableFiles.refuse(shown.failure, () => this.#show(file));
    this.current = file.name === noFile ? undefined : { ...file, fixed: shown.value.fixed };
    if (this.current) app.host.remember?.(file);
    return true;
  }

  async openRecent(token: string): Promise<void> {
    const file = await this.app.host.openRecent?.(token);
    if (file) await this.open(file);
  }

  async openExample(name: ExampleName): Promise<void> {
    const { session, lesson } = this.app;
    // The own work is put aside during a lesson, and comes back after it.
    if (lesson || (await this.#mayReplace())) await session.openExample(name);
  }

  async look(): Promise<void> {
    this.recent = (await this.app.host.recent?.()) ?? [];
  }

  async revert(): Promise<void> {
    const { current } = this;
    if (current) await this.open(current);
  }

  async save(): Promise<boolean> {
    const { current, app } = this;
    if (!current || current.fixed) return this.saveAs();
    // Without a place to save to again it becomes another download.
    return this.#write(withoutExtension(current.name), app.host.savesInPlace ? current.token : undefined);
  }

  async saveAs(): Promise<boolean> {
    const { host, branches } = this.app;
    if (!branches.root) return false;
    const usual = this.usualName;
    // The host's own dialog asks for a name; a download gets the one that it is given.
    const name = host.savesInPlace ? usual : await this.#ask<string>((answer) => ({ kind: 'name', name: usual, answer }));
    return name === undefined ? false : this.#write(name);
  }

  get usualName(): string {
    const { branches, session, preferences } = this.app;
    return this.name ?? session.name ?? nameOf(branches.root!, session.example, preferences.words);
  }

  async bytes(name = this.usualName): Promise<Uint8Array> {
    const made = await documentHere(this.app, name, await this.work.states());
    if (!made.ok) throw new FailureError(made.failure);
    return made.value;
  }

  async #write(name: string, token?: string): Promise<boolean> {
    const { app } = this;
    const bytes = await this.bytes(name);
    const { words } = app.preferences;
    const file: FileToSave = {
      suggestedName: `${name}.retrograd`,
      filter: { name: words.documents.file, extensions: ['retrograd'] },
      bytes,
      lasting: true,
      ...(token !== undefined && { token }),
    };
    const saved = await this.#saveFile(file);
    if (!saved) return false;
    app.session.name = withoutExtension(saved.name);
    this.current = { ...saved, fixed: false, bytes };
    this.work.saved();
    app.host.remember?.(this.current);
    app.notices.saved(saved.name);
    return true;
  }

  /** Saves, and asks where the file is protected against writing. */
  async #saveFile(file: FileToSave): Promise<{ readonly name: string; readonly token?: string } | undefined> {
    try {
      return await this.app.host.saveFile(file);
    } catch (reason) {
      const failure = failureFrom('interface', reason);
      if (failure.code !== 'file-read-only') throw reason;
      const replace = await this.#ask<true>((answer) => ({ kind: 'read-only', name: failure.file, answer }));
      return replace && this.app.host.saveFile({ ...file, overReadOnly: true });
    }
  }

  mayClose(): Promise<boolean> {
    return this.#mayGo('close');
  }

  /** Whether what is on screen may give way: it is in a file, or the person says so. */
  #mayReplace(): Promise<boolean> {
    return this.#mayGo('replace');
  }

  async #mayGo(kind: 'replace' | 'close'): Promise<boolean> {
    if (!this.work.unsaved) return true;
    const choice = await this.#ask<'save' | 'replace'>((answer) => ({ kind, answer }));
    return choice === 'save' ? this.save() : choice === 'replace';
  }

  #ask<T>(asking: (answer: (choice: T | undefined) => void) => Question): Promise<T | undefined> {
    // One question at a time: a newer one is no answer to the older.
    (this.question as { answer(choice: undefined): void } | undefined)?.answer(undefined);
    return new Promise((resolve) => {
      this.question = asking((choice) => {
        this.question = undefined;
        resolve(choice);
      });
    });
  }
}
