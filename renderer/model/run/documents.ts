import type { OpenedFile, RecentFile } from '#core/protocol/host.ts';
import type { ExampleName } from './examples.ts';

/** The file that the work on screen is of. */
export interface CurrentFile {
  readonly name: string;
  /** Where the host can save it again without asking. */
  readonly token?: string;
  /** A newer program made it, or it is a run alone: it is not written over. */
  readonly fixed: boolean;
  readonly bytes: Uint8Array;
}

/** What a person is asked about a document; undefined is that they change their mind. */
export type Question =
  | { readonly kind: 'replace' | 'close'; readonly answer: (choice: 'save' | 'replace' | undefined) => void }
  | { readonly kind: 'read-only'; readonly name: string; readonly answer: (replace: true | undefined) => void }
  | { readonly kind: 'name'; readonly name: string; readonly answer: (name: string | undefined) => void };

/** Documents as the app and its components see them. */
export interface Documenting {
  readonly current: CurrentFile | undefined;
  readonly question: Question | undefined;
  /** What the work is called on screen, where it has a name. */
  readonly name: string | undefined;
  /** Something of the work is in no file. */
  readonly edited: boolean;
  readonly recent: readonly RecentFile[];
  /** What a file of it is called where nobody said. A run is open. */
  readonly usualName: string;
  /** The bytes of a document of what is on screen. Rejects with the failure of one that no file may hold. A run is open. */
  bytes(name?: string): Promise<Uint8Array>;
  begin(): Promise<void>;
  save(): Promise<boolean>;
  saveAs(): Promise<boolean>;
  revert(): Promise<void>;
  /** Opens a document, or a run by itself; unsaved work is asked about first. */
  open(file: OpenedFile): Promise<boolean>;
  /** Opens the run that a link carries. Rejects with the failure where it carries none that is whole. */
  openLink(text: string): Promise<boolean>;
  openRecent(token: string): Promise<void>;
  /** Opens an example; unsaved work is asked about first. */
  openExample(name: ExampleName): Promise<void>;
  /** The window is to be closed: asks what becomes of unsaved work, and answers whether it may. */
  mayClose(): Promise<boolean>;
  /** Looks up the files that were open lately. */
  look(): Promise<void>;
}
