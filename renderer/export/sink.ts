import type { Phase } from '#core/contract/position.ts';
import type { Frame } from '#renderer/picture/frame.ts';

/** What a frame shows, in words and numbers: it stands beside the pictures as `frames.json`. */
export interface FrameNote {
  readonly step: number;
  /** Seconds within the step, at speed 1. */
  readonly t: number;
  readonly phase: Phase;
  readonly layer: number;
  readonly epoch: number;
  /** Loss of the step's batch before its update, penalty included. */
  readonly loss: number;
  /** The phase by its title, and what is told of the moment. */
  readonly caption: string;
  readonly sentence: string;
  /** What the person wrote at a mark of this moment. */
  readonly remark?: string;
}

/** One frame of an export, as data. */
export interface Shot {
  readonly frame: Frame;
  /** Undefined where the frame shows no moment of a step. */
  readonly note: FrameNote | undefined;
}

/** One drawn frame. The canvas holds it only until the sink's `add` first gives up control. */
export interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly note: FrameNote | undefined;
}

/** Bytes of a file and where in it they lie; pieces may come in any order, and a later one lies over an earlier. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly at: number;
}
/** Takes the next piece of a file; resolves when it is written. */
export type Put = (piece: Piece) => Promise<void>;

/** Where an export goes: it puts its file down as it makes it. Whoever opens one ends it: by `finish`, or by `abort` when that did not come to its end. */
interface Sink<T> {
  /** Takes the next one; resolves when it is ready for another. */
  add(next: T): Promise<void>;
  /** Puts down what is left; resolves when the whole file is written. */
  finish(): Promise<void>;
  /** Lets go of everything; may be called in the middle of `add` or `finish`. */
  abort(): void;
}

/** Takes frames as data: what writes lines and letters needs no canvas. */
export type FrameSink = Sink<Shot>;
/** Takes pixels. `raster` makes a `FrameSink` of it. */
export type PixelSink = Sink<Picture>;
