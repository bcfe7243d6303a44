import type { Failure } from '#core/contract/failure.ts';
import type { Document } from '#core/view/document.ts';
import type { Documenting } from './documents.ts';

/** How what is on screen outlives the page, and becomes a file: what the app asks of the keeper that is built over it. */
export interface Keeping {
  /** What another opening replaced, and no file has. */
  readonly replaced: object | undefined;
  /** Whether this window began with what was left in it. */
  readonly restored: boolean;
  /** Whether the page, were it closed now, would take work with it. */
  readonly wouldLose: boolean;
  readonly documents: Documenting;
  /** Something of the work is in no file. */
  readonly isEdited: boolean;
  /** Nor can it be kept. */
  readonly isAtRisk: boolean;
  restore(): Promise<boolean | Failure>;
  begin(touched: boolean, kept?: boolean): void;
  tick(now: number): void;
  keep(): void;
  startAfresh(): Promise<void>;
  bringBack(): Promise<void>;
  openAgain(): Promise<void>;
  leave(): void;
  opened(): void;
  edited(): void;
  saved(): void;
  /** Puts what is on screen aside for something that is not kept; answers how to bring it back. */
  putAside(): () => Promise<void>;
  /** What is opened next is what something was put aside for, and not kept either. */
  lend(): void;
  /** Opens a document, exactly where it was left; false where its run is refused. */
  openDocument(document: Document): Promise<boolean>;
  /** What the file of the open run holds, under this name. */
  fileOf(name: string): object;
}
