/** The part of gifenc 1.0.3 that is used; the package has no types. */
declare module 'gifenc' {
  export interface GifFrame {
    /** Colour table, with the first frame only. */
    palette?: readonly (readonly [number, number, number])[];
    /** Milliseconds; written as hundredths of a second. */
    delay?: number;
    transparent?: boolean;
    transparentIndex?: number;
    /** 1 leaves the frame in place, 2 clears it before the next. */
    dispose?: number;
    /** -1 once, 0 for ever. */
    repeat?: number;
  }
  export interface GifStream {
    writeFrame(indices: Uint8Array, width: number, height: number, options: GifFrame): void;
    finish(): void;
    /** What was written since the last reset. */
    bytesView(): Uint8Array<ArrayBuffer>;
    readonly stream: { reset(): void };
  }
  export const GIFEncoder: () => GifStream;
}
