import type { Failure } from '#core/contract/failure.ts';

/** What the program around the picture offers: files, menus, the window. Electron and the browser both implement it. */
export interface HostCalls {
  readonly kind: 'electron' | 'browser';
  /** Asks for a file and reads it; undefined when the person changes their mind. Rejects with a FailureError. */
  openFile(filter: FileFilter): Promise<OpenedFile | undefined>;
  /** What is saved as a document has a place, to which it is saved again; else each saving is another download. */
  readonly savesInPlace: boolean;
  /** Asks where, and writes the whole file or nothing; undefined when the person changes their mind. */
  saveFile(file: FileToSave): Promise<SavedFile | undefined>;
  /** Asks where, and opens a file there that grows piece by piece; undefined when the person changes their mind. Rejects with a FailureError. */
  growFile(file: FileToGrow): Promise<GrowingFile | undefined>;
  /** Files that were open lately, the newest first, and one of them again. Rejects with a FailureError where it is gone. */
  recent?(): Promise<readonly RecentFile[]>;
  openRecent?(token: string): Promise<OpenedFile | undefined>;
  /** A document was opened or saved: it is to be found again. */
  remember?(file: OpenedFile): void;
  /** Files that the host opens in this window of its own accord: dropped on the program, or named where it was started. */
  onGiven?(listener: (file: OpenedFile) => void, refused: (failure: Failure) => void): void;
  /** Says what the window's work is, whenever that changes. */
  tellWork?(state: WorkState): void;
  /** The window is to be closed, and something would be lost: it closes with `closeWindow`, or stays. */
  onClosing?(listener: () => void): void;
  closeWindow?(): void;
  /** Another window, with a document of its own. */
  newWindow?(): void;
  /** The page as it prints, as a PDF with pages of the sizes that it names; without, the person prints by the dialog. */
  printToPdf?(): Promise<Uint8Array<ArrayBuffer>>;
  /** Shows this menu, in the chosen language. A host without a menu bar ignores it. */
  setMenu(menu: readonly MenuGroup[]): void;
  setFullScreen(on: boolean): void;
  /** The window begins or ceases to fill the screen, whoever made it. */
  onFullScreen?(listener: (on: boolean) => void): void;
  /** What the host itself draws is to look like the page. */
  setTheme?(theme: HostTheme): void;
  /** Draws all pages larger or smaller; without, the browser does so itself, by the same keys. */
  zoomPages?(by: ZoomStep): void;
  /** Shows the folder where the program tells of faults, without anything of the person's. */
  openLogs?(): void;
  /** Something failed, told without its particulars: a line for that folder. */
  noteFault?(fault: string): void;
  /** What the program knows of itself and of the machine: versions, graphics, what failed of late. For a report. */
  facts?(): Promise<string>;
  /** Opens an https page of the allow-list outside the app. */
  openExternal(url: string): void;
  /** A menu entry was chosen; `command` is the id of the registry. */
  onCommand(listener: (command: string) => void): void;
}

/** What the host needs to know of a window's work. */
export interface WorkState {
  /** What the host knows the open document's place by. */
  readonly token?: string;
  /** Something of it is in no file. */
  readonly edited: boolean;
  /** No backup has it either. */
  readonly wouldLose: boolean;
  /** Nobody made anything of it: what is opened may take its place. */
  readonly blank: boolean;
  /** Of the words that the host itself says. */
  readonly language: string;
}

export interface FileFilter {
  /** Shown to the person. */
  readonly name: string;
  /** Without dots: `json`. */
  readonly extensions: readonly string[];
}

export interface OpenedFile {
  /** Name without its folder: the renderer never sees paths. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the host knows its place by. */
  readonly token?: string;
}

export type SavedFile = Omit<OpenedFile, 'bytes'>;

export interface RecentFile {
  readonly name: string;
  readonly token: string;
}

export interface FileToSave {
  readonly suggestedName: string;
  readonly filter: FileFilter;
  readonly bytes: Uint8Array;
  /** Where it was before: nobody is asked where. */
  readonly token?: string;
  /** It is a document: it is to be saved again. */
  readonly lasting?: boolean;
  /** A file that is protected against writing is replaced all the same. */
  readonly overReadOnly?: boolean;
}

export type FileToGrow = Pick<FileToSave, 'suggestedName' | 'filter'>;

/** A file that is written piece by piece: until it is closed there is nothing of it. All that it does rejects with a FailureError. */
export interface GrowingFile {
  readonly name: string;
  /** Pieces may come in any order; a later one lies over an earlier. */
  write(bytes: Uint8Array, at: number): Promise<void>;
  /** It is whole, and takes its name. */
  close(): Promise<void>;
  /** Nothing of it remains. */
  abort(): Promise<void>;
}

export const hostThemes = ['system', 'light', 'dark'] as const;
export type HostTheme = (typeof hostThemes)[number];

export const zoomSteps = ['larger', 'smaller', 'usual'] as const;
export type ZoomStep = (typeof zoomSteps)[number];

/** Groups that systems know. A Mac has one of the program itself, `app`: what stands there stands nowhere else, and elsewhere it does not exist. */
export const groupRoles = ['app', 'edit', 'window', 'help'] as const;

export interface MenuGroup {
  readonly label: string;
  readonly role?: (typeof groupRoles)[number];
  readonly items: readonly MenuItem[];
}

export type MenuItem =
  | { readonly separator: true }
  /** Something that the system does by itself, under the system's own keys. */
  | { readonly role: MenuRole; readonly label: string }
  /** The files that were open lately, which the host knows. */
  | { readonly recent: true; readonly label: string }
  | {
      readonly command: string;
      readonly label: string;
      /** As the command registry writes keys: `Mod+Shift+P`. */
      readonly accelerator?: string;
      readonly enabled: boolean;
      readonly checked?: boolean;
    };

export const menuRoles = [
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'selectAll',
  'minimize',
  'zoom',
  'front',
  'close',
  'services',
  'hide',
  'hideOthers',
  'unhide',
  'quit',
] as const;
export type MenuRole = (typeof menuRoles)[number];
