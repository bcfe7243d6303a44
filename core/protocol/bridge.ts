import type { Result } from '#core/contract/failure.ts';
import type {
  FileFilter,
  FileToGrow,
  FileToSave,
  HostTheme,
  MenuGroup,
  OpenedFile,
  RecentFile,
  SavedFile,
  WorkState,
  ZoomStep,
} from './host.ts';
import type { Message, Request } from './trainer.ts';

/**
 * What Electron's preload puts on the page's `window`, and nothing else. Errors do not keep their class on the way
 * through it, so that answers are Results; `renderer/link` turns them into the FailureErrors of HostCalls.
 */
export interface TrainerBridge {
  /** Starts this page's trainer; one that runs already is ended, and nothing of it is heard any more. */
  start(): void;
  stop(): void;
  post(message: Request): void;
  listen(listener: (message: Message) => void): void;
  onLost(listener: (reason: string) => void): void;
}

export interface HostBridge {
  openFile(filter: FileFilter): Promise<Result<OpenedFile | undefined>>;
  saveFile(file: FileToSave): Promise<Result<SavedFile | undefined>>;
  /** Opens a file that grows; it is known by its `id` until it is ended. */
  growFile(file: FileToGrow): Promise<Result<{ readonly id: string; readonly name: string } | undefined>>;
  growPiece(piece: GrowingPiece): Promise<Result<void>>;
  endGrowing(end: GrowingEnd): Promise<Result<void>>;
  recent(): Promise<readonly RecentFile[]>;
  openRecent(token: string): Promise<Result<OpenedFile | undefined>>;
  remember(token: string): void;
  /** The window's backup, as it was last written; it rejects where it cannot be read. */
  readBackup(): Promise<Readonly<Record<string, unknown>>>;
  /** Writes parts of it, all or none of them; one that is undefined is taken away. */
  writeBackup(parts: Readonly<Record<string, unknown>>): Promise<Result<void>>;
  onGiven(listener: (file: Result<OpenedFile>) => void): void;
  tellWork(state: WorkState): void;
  onClosing(listener: () => void): void;
  closeWindow(): void;
  newWindow(): void;
  printToPdf(): Promise<Uint8Array<ArrayBuffer>>;
  setMenu(menu: readonly MenuGroup[]): void;
  setFullScreen(on: boolean): void;
  onFullScreen(listener: (on: boolean) => void): void;
  setTheme(theme: HostTheme): void;
  zoomPages(by: ZoomStep): void;
  openLogs(): void;
  noteFault(fault: string): void;
  facts(): Promise<string>;
  openExternal(url: string): void;
  onCommand(listener: (command: string) => void): void;
}

export interface GrowingPiece {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly at: number;
}
export interface GrowingEnd {
  readonly id: string;
  /** It takes its name; else nothing of it remains. */
  readonly whole: boolean;
}

/** Names of the messages between preload and main. A trainer's messages carry the session they belong to. */
export const channels = {
  trainerStart: 'trainer:start',
  trainerStop: 'trainer:stop',
  trainerPost: 'trainer:post',
  trainerMessage: 'trainer:message',
  trainerLost: 'trainer:lost',
  openFile: 'file:open',
  saveFile: 'file:save',
  growFile: 'file:grow',
  growPiece: 'file:piece',
  endGrowing: 'file:end',
  recent: 'file:recent',
  openRecent: 'file:open-recent',
  remember: 'file:remember',
  readBackup: 'backup:read',
  writeBackup: 'backup:write',
  awaitGiven: 'file:await-given',
  given: 'file:given',
  work: 'window:work',
  closing: 'window:closing',
  closingHeard: 'window:closing-heard',
  closeWindow: 'window:close',
  newWindow: 'window:new',
  printToPdf: 'window:pdf',
  setMenu: 'menu:set',
  command: 'menu:command',
  setFullScreen: 'window:full-screen',
  awaitFullScreen: 'window:await-full-screen',
  fullScreen: 'window:fills-screen',
  setTheme: 'window:theme',
  zoomPages: 'window:zoom',
  openLogs: 'log:open',
  noteFault: 'log:fault',
  facts: 'log:facts',
  openExternal: 'external:open',
} as const;

/** The sites that the app's links lead to; a host opens no others. */
export const externalSites: readonly string[] = ['github.com', 'arxiv.org', 'es.wikipedia.org', 'en.wikipedia.org'];
