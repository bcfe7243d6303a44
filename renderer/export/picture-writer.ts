import { FailureError } from '#core/contract/failure.ts';
import { GifWriter, type GifOptions } from './gif-writer.ts';
import { PngZip } from './png-zip.ts';
import type { PngOptions, Writer } from './writer.ts';

/** Where frames are unpacked. Kept in memory, not on a graphics card, and so the same bits on every machine. */
class Unpacker {
  #canvas: OffscreenCanvas | undefined;
  #context: OffscreenCanvasRenderingContext2D | undefined;

  constructor(readonly alpha: boolean) {}

  /** Closes the frame. */
  unpack(frame: ImageBitmap): { readonly canvas: OffscreenCanvas; readonly context: OffscreenCanvasRenderingContext2D } {
    const canvas = (this.#canvas ??= new OffscreenCanvas(frame.width, frame.height));
    const context = (this.#context ??= canvas.getContext('2d', { alpha: this.alpha, willReadFrequently: true }) ?? undefined);
    if (!context) throw new FailureError({ code: 'file-unwritable', file: 'export', reason: 'no 2d context' });
    context.globalCompositeOperation = 'copy';
    context.drawImage(frame, 0, 0);
    frame.close();
    return { canvas, context };
  }
}

export const openPngWriter = ({ name, fps, width, height, transparent }: PngOptions): Writer => {
  const zip = new PngZip({ name, fps, width, height });
  const unpacker = new Unpacker(transparent);
  return {
    get size() {
      return zip.size;
    },
    async add(frame, note) {
      const png = await unpacker.unpack(frame).canvas.convertToBlob({ type: 'image/png' });
      zip.add(new Uint8Array(await png.arrayBuffer()), note);
    },
    finish: () => Promise.resolve(zip.finish()),
  };
};

export const openGifWriter = (options: GifOptions): Writer => {
  const gif = new GifWriter(options);
  const unpacker = new Unpacker(options.transparent);
  return {
    get size() {
      return gif.size;
    },
    async add(frame) {
      gif.add(unpacker.unpack(frame).context.getImageData(0, 0, options.width, options.height).data);
    },
    finish: () => Promise.resolve(gif.finish()),
  };
};
