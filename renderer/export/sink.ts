import type { Phase } from '#core/contract/position.ts';

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
  readonly caption: string;
}

/** One drawn frame. The canvas holds it only until the sink's `add` first gives up control. */
export interface Picture {
  readonly index: number;
  readonly canvas: HTMLCanvasElement;
  readonly note: FrameNote;
}

/** Where frames go. Whoever opens one ends it, by exactly one of `finish` and `abort`. */
export interface Sink {
  /** Takes a frame; resolves when it is ready for the next. */
  add(picture: Picture): Promise<void>;
  /** The whole file. */
  finish(): Promise<Uint8Array<ArrayBuffer>>;
  /** Lets go of everything; may be called in the middle of `add` or `finish`. */
  abort(): void;
}
