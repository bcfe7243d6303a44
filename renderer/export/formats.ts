import type { FrameSink, Put } from './sink.ts';
import { captionsSink, type Spoken } from './captions-sink.ts';
import { raster, type Painter } from './raster.ts';
import { svgSink } from './svg-sink.ts';
import { WorkerSink, type EncoderThread } from './worker-sink.ts';
import type { WriterOptions } from './writer.ts';

/** What a file is, as its name says: one picture, or many of them, or what plays. */
export type Kind = 'picture' | 'pictures' | 'slides' | 'animation' | 'video' | 'captions';

/** What the size of a frame depends on. */
export type Costs =
  /** On itself. */
  | 'alone'
  /** On what changed since the frame before. */
  | 'change'
  /** On its place in a second of the film, of which one frame stands by itself, and on how hard the encoder saves. */
  | 'second';

export interface SinkOptions extends WriterOptions, Spoken {
  /** Opens what draws frames at the file's size, for a format that is made of pixels. */
  readonly openPainter: () => Promise<Painter>;
  /** Takes the file as it is made. */
  readonly put: Put;
}

/** All that the program knows of a format. */
export interface FormatRow {
  /** Its own, the same in every language. */
  readonly name: string;
  readonly kind: Kind;
  /** How the file ends. */
  readonly extension: string;
  /** Whether both sides must be even. */
  readonly even: boolean;
  /** Whether what lies under the picture can be left free. */
  readonly alpha: boolean;
  /** Frames per second. */
  readonly fps: { readonly min: number; readonly max: number };
  /** What its frames cost, by which a few of them tell its size; undefined where making it costs no more than that. */
  readonly costs: Costs | undefined;
  /** Loads its writer, which nothing else does. Rejects with `no-encoder` where the machine cannot write such a file. */
  readonly open: (options: SinkOptions) => Promise<FrameSink>;
}

/** A format made of pixels: its writer is a thread, so that the interface stays alive at any size. */
const pixels =
  (thread: () => EncoderThread): FormatRow['open'] =>
  ({ openPainter, put, atStep: _, ...options }) =>
    raster(openPainter, () => WorkerSink.open(options, thread(), put));

const rows = {
  png: {
    name: 'PNG',
    kind: 'pictures',
    extension: 'zip',
    even: false,
    alpha: true,
    fps: { min: 1, max: 60 },
    costs: 'alone',
    open: pixels(() => new Worker(new URL('./encoders/entry-png.ts', import.meta.url), { type: 'module' })),
  },
  gif: {
    name: 'GIF',
    kind: 'animation',
    extension: 'gif',
    even: false,
    alpha: true,
    // Viewers show a frame of less than two hundredths of a second five times too long.
    fps: { min: 1, max: 50 },
    costs: 'change',
    open: pixels(() => new Worker(new URL('./encoders/entry-gif.ts', import.meta.url), { type: 'module' })),
  },
  webm: {
    name: 'WebM',
    kind: 'video',
    extension: 'webm',
    // Its colour is stored for two by two pixels.
    even: true,
    alpha: true,
    fps: { min: 1, max: 60 },
    costs: 'second',
    open: pixels(() => new Worker(new URL('./encoders/entry-video.ts', import.meta.url), { type: 'module', name: 'webm' })),
  },
  mp4: {
    name: 'MP4',
    kind: 'video',
    extension: 'mp4',
    even: true,
    alpha: false,
    fps: { min: 1, max: 60 },
    costs: 'second',
    open: pixels(() => new Worker(new URL('./encoders/entry-video.ts', import.meta.url), { type: 'module', name: 'mp4' })),
  },
  svg: {
    name: 'SVG',
    kind: 'pictures',
    extension: 'zip',
    even: false,
    alpha: true,
    fps: { min: 1, max: 60 },
    costs: 'alone',
    open: svgSink,
  },
  pptx: {
    name: 'PowerPoint',
    kind: 'slides',
    extension: 'pptx',
    // A slide may play a film.
    even: true,
    alpha: true,
    fps: { min: 1, max: 60 },
    costs: 'alone',
    open: pixels(() => new Worker(new URL('./encoders/entry-pptx.ts', import.meta.url), { type: 'module' })),
  },
  captions: {
    name: 'SRT, VTT',
    kind: 'captions',
    extension: 'zip',
    even: false,
    alpha: false,
    fps: { min: 1, max: 60 },
    costs: undefined,
    open: (options) => Promise.resolve(captionsSink(options)),
  },
  picture: {
    name: 'PNG',
    kind: 'picture',
    extension: 'png',
    even: false,
    alpha: true,
    fps: { min: 1, max: 1 },
    costs: 'alone',
    open: pixels(() => new Worker(new URL('./encoders/entry-picture.ts', import.meta.url), { type: 'module' })),
  },
} as const satisfies Readonly<Record<string, FormatRow>>;

export type Format = keyof typeof rows;

/** The formats, in the order in which they are offered: one row each, which everything else reads. */
export const formats: Readonly<Record<Format, FormatRow>> = rows;
export const formatIds = Object.keys(rows) as readonly Format[];

/** The formats for one picture, for pictures that stand alone, and for many that follow on one another. */
export const offeredFor = (what: 'one' | 'alone' | 'many'): readonly Format[] =>
  formatIds.filter((id) => {
    const { kind } = formats[id];
    return (kind === 'picture') === (what === 'one') && (kind !== 'slides' || what === 'alone');
  });

/** Whether a file of this kind has a length. */
export const plays = (kind: Kind): boolean => kind === 'animation' || kind === 'video' || kind === 'captions';
