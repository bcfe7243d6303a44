import type { Failure } from '#core/contract/failure.ts';
import type { Theme } from '#renderer/picture/palette.ts';
import type { FramesHeader } from './frames-json.ts';
import type { FrameNote, Piece } from './sink.ts';

/** A file in the making, on the encoder's thread. */
export interface Writer {
  /** Takes the next frame and closes it. */
  add(frame: ImageBitmap, note: FrameNote | undefined): Promise<void>;
  /** Puts down what is left. */
  finish(): Promise<void>;
}

/** Puts bytes of the file down: behind those before unless it is said where. */
export type PutDown = (bytes: Uint8Array, at?: number) => void;

/** What a writer may want to know. The name is the file's, without its ending; sizes are in pixels. */
export interface WriterOptions extends FramesHeader {
  /** How many there will be. */
  readonly frames: number;
  readonly transparent: boolean;
  readonly theme: Theme;
  /** Of what is said, as BCP 47. */
  readonly language: string;
}

/** What the encoder's thread is told. `start` comes first and once. */
export type ToEncoder =
  { readonly start: WriterOptions } | { readonly frame: ImageBitmap; readonly note: FrameNote | undefined } | { readonly finish: true };

/** What it answers: one message for each it was sent, in their order, and before it the pieces of the file that this brought. */
export type FromEncoder = { readonly ready: true } | { readonly failure: Failure } | Piece;
