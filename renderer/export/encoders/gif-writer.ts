import { GIFEncoder } from 'gifenc';
import type { PutDown } from '#renderer/export/writer.ts';
import { clear, type Rgb } from './gif-palette.ts';

export interface GifOptions {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** Up to 256 colours; entry 0 stands for "nothing here". */
  readonly palette: readonly Rgb[];
  /** Pixels less than half covered are left out; the others are laid on the palette's first real colour. */
  readonly transparent: boolean;
}

/**
 * Hundredths of a second that frame `index` lasts. The remainder is handed on from frame to frame, so the delays of n frames
 * add up to n / fps, rounded once.
 */
export const gifDelay = (index: number, fps: number): number => Math.round(((index + 1) * 100) / fps) - Math.round((index * 100) / fps);

/** A GIF with one colour table. On an opaque background only what changed since the last frame is written. */
export class GifWriter {
  readonly #gif = GIFEncoder();
  readonly #nearest: Uint8Array;
  readonly #matched: (key: number) => number;
  #before: Uint8Array | undefined;
  #frames = 0;

  constructor(
    readonly options: GifOptions,
    readonly put: PutDown,
  ) {
    // One byte for each of the 2^24 colours, found when first met; 0 is "not met yet", as no pixel maps to entry 0.
    this.#nearest = new Uint8Array(1 << 24);
    this.#matched = (key) => (this.#nearest[key] ||= nearestEntry(options.palette, key >> 16, (key >> 8) & 255, key & 255));
  }

  /** `rgba` with straight alpha. */
  add(rgba: Uint8ClampedArray): void {
    const { width, height, fps, palette, transparent } = this.options;
    const indices = transparent ? this.#cutOut(rgba) : this.#opaque(rgba);
    const changes = transparent ? indices : changed(indices, this.#before);
    this.#before = indices;
    this.#gif.writeFrame(changes, width, height, {
      ...(this.#frames === 0 ? { palette } : {}),
      delay: gifDelay(this.#frames, fps) * 10,
      transparent: true,
      transparentIndex: clear,
      dispose: transparent ? 2 : 1,
      repeat: 0,
    });
    this.#frames += 1;
    this.#pass();
  }

  finish(): void {
    this.#gif.finish();
    this.#pass();
  }

  #pass(): void {
    this.put(this.#gif.bytesView());
    this.#gif.stream.reset();
  }

  #opaque(rgba: Uint8ClampedArray): Uint8Array {
    const indices = new Uint8Array(rgba.length / 4);
    for (let i = 0, p = 0; i < indices.length; i++, p += 4)
      indices[i] = this.#matched((rgba[p]! << 16) | (rgba[p + 1]! << 8) | rgba[p + 2]!);
    return indices;
  }

  #cutOut(rgba: Uint8ClampedArray): Uint8Array {
    const ground = this.options.palette[clear + 1]!;
    const indices = new Uint8Array(rgba.length / 4);
    for (let i = 0, p = 0; i < indices.length; i++, p += 4) {
      const cover = rgba[p + 3]! / 255;
      if (cover < 0.5) continue;
      const on = (channel: 0 | 1 | 2): number => Math.round(rgba[p + channel]! * cover + ground[channel] * (1 - cover));
      indices[i] = this.#matched((on(0) << 16) | (on(1) << 8) | on(2));
    }
    return indices;
  }
}

/** The same picture with what did not change left out. */
const changed = (indices: Uint8Array, before: Uint8Array | undefined): Uint8Array => {
  if (!before) return indices;
  const changes = new Uint8Array(indices.length);
  for (let i = 0; i < indices.length; i++) if (indices[i] !== before[i]) changes[i] = indices[i]!;
  return changes;
};

const nearestEntry = (palette: readonly Rgb[], r: number, g: number, b: number): number => {
  let best = clear + 1;
  let least = Infinity;
  for (let entry = clear + 1; entry < palette.length; entry++) {
    const [pr, pg, pb] = palette[entry]!;
    // The eye is keenest for green and dullest for blue.
    const distance = 2 * (r - pr) * (r - pr) + 4 * (g - pg) * (g - pg) + 3 * (b - pb) * (b - pb);
    if (distance < least) [least, best] = [distance, entry];
  }
  return best;
};
