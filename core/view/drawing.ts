import type { Failure, Result } from '#core/contract/failure.ts';
import type { Granularity, Phase } from '#core/contract/position.ts';
import type { Language } from '#core/words/catalogue.ts';
import type { Extra, FigureSubject, Ground, PaperId } from './figures.ts';

/** A moment of a step as a person names it: a part of it alone stands for its end, a step alone for the step done. */
export interface Spot {
  readonly phase: Phase | 'start';
  readonly layer?: number | undefined;
  readonly unit?: number | undefined;
}

/** A stretch of steps, each told by one moment. `to` is `from` for a single step. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly every: number;
  readonly spot?: Spot | undefined;
}

/** Which moments are drawn: where a document was left (of a run the first step, done), its marks, or steps. */
export type Moments = 'here' | 'marks' | readonly Stretch[];

/** What is asked of whoever draws without a window. */
export interface DrawingAsk {
  /** A run or a document, as its file is. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly subject: FigureSubject;
  readonly moments: Moments;
  /** Each moment becomes all those of its step that one move of this size ends at. */
  readonly each?: Granularity | undefined;
  /** How far training goes, where the subject is about all of it; unless said, as far as the file says. */
  readonly steps?: number | undefined;
  readonly paper: PaperId;
  /** Size of the letters; the paper's own unless said. */
  readonly points?: number | undefined;
  readonly ground: Ground;
  /** 0xRRGGBB, for the ground that is a colour of one's own. */
  readonly colour?: number | undefined;
  readonly parts: readonly Extra[];
  readonly language: Language;
  /** `sheet`: all of them on pages of A4, with their words. */
  readonly as: 'svg' | 'tex' | 'csv' | 'sheet';
  /** It becomes a PDF. */
  readonly printed: boolean;
  /** Letters are outlines: nobody needs the font. */
  readonly outlined: boolean;
}

/** What drawing asks of the world around it. */
export interface DrawingWorld {
  /** A file of the program's own assets. */
  asset(file: string): Promise<Uint8Array>;
  /** A table that lies beside the run. */
  table(file: string): Promise<Result<Uint8Array>>;
  /** What of a document is left out, and why. */
  amiss(failure: Failure): void;
  report(done: number, total: number): void;
}

/** One picture, or one page of them. */
export interface Drawn {
  readonly content: string;
  /** Millimetres on paper, and pixels for an inch where pixels are made of it. */
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  readonly transparent: boolean;
  /** What a PNG that is made of it says besides its pixels. */
  readonly finish: (png: Uint8Array) => Uint8Array;
}

/** Ends with why there is no more, where it failed: whoever draws may be a program of its own, whose errors are of other classes. */
export type Draw = (ask: DrawingAsk, world: DrawingWorld) => AsyncGenerator<Drawn, Failure | undefined, undefined>;
