import { defaultChoices } from '#core/view/choices.ts';
import { readDocument, type Document } from '#core/view/document.ts';
import type { Failure } from '#core/contract/failure.ts';
import { noSlot, type Slot } from '#renderer/link/slot.ts';
import { isFull } from '#renderer/link/store.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { KeptState } from '#renderer/model/branches/loans.ts';
import type { Keeping } from '#renderer/model/run/keeping.ts';
import {
  isSame,
  noParts,
  otherThan,
  partsOf,
  readParts,
  textOf,
  type Held,
  type Left,
  type Parts,
  type Print,
  type Work,
} from './kept-work.ts';
import { Documents } from './documents.svelte.ts';
import { openDocument } from './open-document.ts';
import { besideHere, marksHere, runHere } from './snapshot.ts';
import { StatesToKeep } from './states-to-keep.ts';
import { changedAt, isDue, lookEvery, type Unkept } from './when-to-keep.ts';
import { WorkHere } from './work-here.ts';

/**
 * Keeps what is on screen in the slot, so that a reload finds it as it was left, and the work that another opening replaced, so that it can be
 * had back. A first visit that nobody touched keeps nothing.
 */
export class Keeper implements Keeping {
  /** What another opening replaced, and no file has. */
  replaced = $state.raw<Work | undefined>(undefined);
  /** Whether this window began with what was left in it. */
  restored = $state(false);
  /** Something of the run and the marks is in no file. */
  isEdited = $state(false);
  /** Nor can it be kept. */
  isAtRisk = $state(false);
  readonly documents: Documents;

  readonly #states: StatesToKeep;
  readonly #here: WorkHere;
  /** What the slot holds or, before anything is touched, what it need not hold. */
  #parts: Held | undefined;
  #touched = false;
  #refused = false;
  #forgets = false;
  /** What a file holds of the run and the marks, or what they began with; undefined where they stand in none. */
  #clean: Print | undefined;
  #left: Left | undefined;
  #looked = 0;

  constructor(
    readonly app: App,
    readonly slot: Slot = noSlot,
  ) {
    this.#states = new StatesToKeep(app);
    this.#here = new WorkHere(app);
    this.documents = new Documents(app, this);
  }

  /** Shows what was left in the slot. False where there is nothing, or nothing that can be shown: a failure says why. */
  async restore(): Promise<boolean | Failure> {
    const read = await this.slot.read().catch((reason: unknown) => void (this.#forgets = reason instanceof DOMException));
    this.#refused = read === undefined;
    const kept = read && readParts(read);
    if (!kept) return false;
    for (const table of kept.tables) this.app.tables.hold(table);
    const opened = await this.#open(kept.work);
    if (opened !== true) return opened;
    const { run, beside } = kept.work;
    this.#found = { run, beside };
    this.replaced = kept.replaced;
    this.documents.current = kept.file;
    this.restored = true;
    if (!this.app.notices.current) this.app.notices.restored();
    return true;
  }

  /** As it was found in the slot: branches may have other numbers now, in the one as in the other. */
  #found: Pick<Parts, 'run' | 'beside'> | undefined;

  /** From now on whatever changes is kept; `touched` where what is there is somebody's, `kept` where the slot holds it. Without a run, from the first one on. */
  begin(touched: boolean, kept = touched): void {
    if ((this.#isDue = !this.app.run.summary)) return;
    this.#parts = !touched ? this.#partsHere() : kept ? { ...this.#partsHere(), ...this.#found } : noParts;
    this.#seen = this.#unkept = undefined;
    this.#touched = touched;
    if (this.#forgets) this.app.notices.unkept('blocked');
  }

  /** Begins as on the first visit; what was there can be had back. */
  async startAfresh(): Promise<void> {
    const { layout, choices } = this.app;
    this.#parts = undefined;
    await this.#write(noParts);
    await this.app.openFirst();
    layout.reset();
    choices.set(defaultChoices);
    this.app.unitSurfaces = false;
    this.begin(false);
  }

  /** Shows again what was replaced; what stands there now is replaced in turn. */
  async bringBack(): Promise<void> {
    const { replaced } = this;
    if (!replaced) return;
    this.replaced = undefined;
    const opened = await this.#open(replaced);
    if (opened === true) return;
    this.replaced = replaced;
    if (opened) this.app.notices.fail(opened);
  }

  /** The states that were kept are not those of this program: the same once more, by training alone. */
  async openAgain(): Promise<void> {
    await this.#open({ ...this.#work(), states: [] });
  }

  /** Once a frame, with milliseconds. */
  tick(now: number): void {
    if (now - this.#looked < lookEvery) return;
    this.#looked = now;
    this.#look(now);
    this.isEdited = this.unsaved;
    this.isAtRisk = this.#refused && this.isEdited;
    if (this.#parts && !this.app.waits) void this.#states.collect();
  }

  #look(now: number): void {
    if (!this.#parts || this.app.waits) return;
    const parts = this.#partsHere();
    if (otherThan(this.#seen ?? this.#parts, parts).length > 0) this.#unkept = changedAt(this.#unkept, now);
    this.#seen = parts;
    if (this.#wiped !== !this.app.preferences.backups || (this.#unkept && isDue(this.#unkept, now))) this.keep();
  }
  /** As it was looked at last, and what of it is not kept. */
  #seen: Parts | undefined;
  #unkept: Unkept | undefined;

  /** Keeps what has changed. Begun at once. */
  keep(): void {
    const before = this.#parts;
    if (!before || this.app.waits) return;
    this.#unkept = undefined;
    if (!this.app.preferences.backups) return this.#wipe();
    const parts = this.#partsHere();
    const holds = this.#touched && !this.#wiped;
    if (!this.#touched && parts.run === before.run && parts.beside === before.beside) return void (this.#wiped = false);
    const changed = holds ? otherThan(before, parts) : Object.entries(parts);
    this.#touched = true;
    this.#wiped = false;
    this.#parts = parts;
    if (changed.length > 0) void this.#write(Object.fromEntries(changed));
  }

  /** The person wants nothing kept. */
  #wipe(): void {
    if (!this.#wiped) this.slot.write(noParts).catch(() => undefined);
    this.#wiped = this.#refused = true;
  }
  #wiped = false;

  /** No file has what is on screen, or what was put aside. */
  get unsaved(): boolean {
    if (this.#aside && !this.#taken) return this.#aside !== 'unread' && this.#aside.unsaved;
    return this.app.run.summary !== undefined && this.#isUnsaved();
  }

  /** Whether closing this window would lose something: no file has it, and the slot cannot. */
  get wouldLose(): boolean {
    return this.#refused && this.unsaved;
  }

  /** The states from which the screen is there at once, that of its place among them. */
  async states(): Promise<readonly KeptState[]> {
    await this.#states.collect();
    return this.#states.all;
  }

  /** What stands in the slot stays there meanwhile, so that a reload finds it; before a run is open it has not even been read. */
  putAside(): () => Promise<void> {
    this.keep();
    const isOpen = this.app.run.summary !== undefined;
    const [aside, parts, clean, file] = [isOpen ? this.#work() : 'unread', this.#parts, this.#clean, this.documents.current] as const;
    this.#aside = aside;
    this.#parts = undefined;
    return async () => {
      const own = this.#taken ? this.#work() : undefined;
      this.#aside = undefined;
      this.#taken = false;
      if (aside === 'unread') await this.app.start();
      if (own) this.replaced = own;
      if (aside === 'unread') return;
      await this.#open(aside);
      this.#clean = clean;
      this.documents.current = file;
      this.#parts = parts;
    };
  }
  #aside: Work | 'unread' | undefined;
  /** Somebody opened another run than what something was put aside for. */
  #taken = false;
  #isDue = false;
  /** The next opening, or the one under way, is what it was put aside for. */
  #lends = false;
  #lent: Print | true | undefined;

  lend(): void {
    this.#lends = true;
  }

  /** The open run may be replaced. */
  leave(): void {
    const { branches, run } = this.app;
    this.#lent = this.#lends || (run.summary && this.#print());
    this.#lends = false;
    this.#left =
      run.summary && (!this.#aside || this.#taken)
        ? {
            work: this.#work(),
            print: this.#print(),
            branches: branches.list.filter(({ hidden }) => !hidden).length,
          }
        : undefined;
  }

  /** Another took its place: nothing of it is missing in a file yet. */
  opened(): void {
    this.saved();
    if (this.#isDue) this.begin(false);
    // What is called otherwise is of another file, or of none.
    if (this.app.session.name !== this.documents.name) this.documents.current = undefined;
    if (this.#aside) this.#taken = this.#lent !== true && (this.#taken || !isSame(this.#clean!, this.#lent));
    if (this.#left?.work.unsaved && !isSame(this.#left.print, this.#clean!)) this.#replace('run');
  }

  /** It began anew with an edit, and its branches are gone. */
  edited(): void {
    if (this.#left?.work.unsaved && this.#left.branches > 0) this.#replace('branches');
  }

  saved(): void {
    this.#clean = this.#print();
    this.isEdited = false;
  }

  readonly openDocument = (document: Document): Promise<boolean> => openDocument(this.app, document);

  fileOf(name: string): object {
    return { ...runHere(this.app), ...besideHere(this.app, name) };
  }

  #replace(what: 'run' | 'branches'): void {
    this.replaced = this.#left!.work;
    if (!this.app.notices.current) this.app.notices.replaced(what);
  }

  async #open(work: Work): Promise<boolean | Failure> {
    const { tables } = this.app;
    const read = await tables.readOver(() => readDocument(textOf(work), tables.shapes));
    if (!read.ok) return read.failure;
    if (!(await openDocument(this.app, read.value, work))) {
      const { current } = this.app.notices;
      return current?.kind === 'failure' && current.failure;
    }
    if (work.unsaved) this.#clean = undefined;
    this.#states.take(work.states);
    return true;
  }

  #work(): Work {
    return this.#here.work(this.#isUnsaved(), this.#states.all);
  }

  #partsHere(): Parts {
    return partsOf(this.#work(), this.#here.tables(this.replaced?.files ?? []), this.replaced, this.documents.current);
  }

  #print(): Print {
    return [this.#here.run, JSON.stringify(marksHere(this.app))];
  }

  #isUnsaved(): boolean {
    return !isSame(this.#print(), this.#clean);
  }

  async #write(parts: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      await this.slot.write(parts);
      this.#refused = false;
    } catch (reason) {
      this.#refused = true;
      if (isFull(reason)) this.app.notices.unkept('full');
    }
  }
}
