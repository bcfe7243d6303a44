import type { Failure } from '#core/contract/failure.ts';
import type { FramesHeader } from './frames-json.ts';
import type { GifOptions } from './gif-writer.ts';
import type { FrameNote } from './sink.ts';

/** A file in the making, on the encoder's thread. */
export interface Writer {
  /** Bytes so far. */
  readonly size: number;
  /** Takes the next frame and closes it. */
  add(frame: ImageBitmap, note: FrameNote): Promise<void>;
  finish(): Promise<Uint8Array<ArrayBuffer>>;
}

export interface PngOptions extends FramesHeader {
  readonly transparent: boolean;
}

export interface WebmOptions {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly transparent: boolean;
}

export type WriterOptions =
  ({ readonly format: 'png' } & PngOptions) | ({ readonly format: 'gif' } & GifOptions) | ({ readonly format: 'webm' } & WebmOptions);

/** What the encoder's thread is told. `start` comes first and once. */
export type ToEncoder =
  { readonly start: WriterOptions } | { readonly frame: ImageBitmap; readonly note: FrameNote } | { readonly finish: true };

/** What it answers: one message for each it was sent, in their order. */
export type FromEncoder = { readonly ready: true } | { readonly file: Uint8Array<ArrayBuffer> } | { readonly failure: Failure };
