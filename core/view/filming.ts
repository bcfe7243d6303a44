import type { Failure, Result } from '#core/contract/failure.ts';
import type { Granularity, Phase } from '#core/contract/position.ts';
import type { GrowingFile } from '#core/protocol/host.ts';
import type { Language } from '#core/words/catalogue.ts';
import type { Moments } from './drawing.ts';
import type { Extra, FigureSubject, PaperId } from './figures.ts';

/** What is made without a window out of frames that are drawn in a browser. */
export const filmForms = ['gif', 'webm', 'mp4', 'zip', 'pptx'] as const;
/** `zip` is a sequence of PNG, `folder` the same unpacked, and `pptx` a deck of slides. */
export type FilmForm = (typeof filmForms)[number] | 'folder';

/** How long a step lasts: as long as its sentences take to read, a frame as it is when it is done, or so many seconds. */
export type FilmPace = 'reading' | 'finished' | number;

/** Another file begins with each of these. */
export const clipSizes = ['unit', 'layer', 'phase', 'step', 'mark'] as const;
export type ClipSize = (typeof clipSizes)[number];

/** What is asked of whoever films: plain data, that is sent to a page. */
export interface FilmAsk {
  readonly subject: FigureSubject;
  readonly moments: Moments;
  /** A frame for each moment of this size, and nothing between them. */
  readonly each?: Granularity | undefined;
  /** Of every step; all of them unless said. */
  readonly phases?: readonly Phase[] | undefined;
  /** The animation's own seconds unless said. */
  readonly pace?: FilmPace | undefined;
  readonly clips?: ClipSize | undefined;
  /** How far training goes, where the subject is about all of it; unless said, as far as the file says. */
  readonly steps?: number | undefined;
  readonly form: FilmForm;
  /** Of the file, without folder and ending. */
  readonly name: string;
  readonly size: PaperId | { readonly width: number; readonly height: number };
  readonly fps: number;
  readonly theme: 'light' | 'dark';
  readonly transparent: boolean;
  readonly parts: readonly Extra[];
  /** What is said and where chapters begin is written beside the film. */
  readonly captions: boolean;
  readonly language: Language;
}

/** What filming asks of the world around it. */
export interface FilmWorld {
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  /** A file of the program's own assets. */
  asset(file: string): Promise<Uint8Array>;
  /** A table that lies beside the run. */
  table(file: string): Promise<Result<Uint8Array>>;
  /** What of a document is left out, and why. */
  amiss(failure: Failure): void;
  report(done: number, total: number): void;
  /** Opens a file that grows. */
  open(place: FilmPlace): Promise<Result<GrowingFile>>;
}

/** Which file of a film it is: the film itself, the `index`-th of so many, unless something else is said. */
export interface FilmPlace {
  readonly index: number;
  readonly count: number;
  /** Its name in the folder, where there is one. */
  readonly file?: string;
  /** It stands beside the film and ends like this. */
  readonly ending?: string;
}

/** Makes films; answers why there is none, where it failed. */
export type Film = (ask: FilmAsk, world: FilmWorld) => Promise<Result<void>>;
