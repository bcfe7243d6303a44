import { FailureError } from '#core/contract/failure.ts';

/** Where frames are unpacked. Kept in memory, not on a graphics card, and so the same bits on every machine. */
export class Unpacker {
  #canvas: OffscreenCanvas | undefined;
  #context: OffscreenCanvasRenderingContext2D | undefined;

  constructor(readonly alpha: boolean) {}

  /** Straight alpha, rows from the top. Closes the frame. */
  rgba(frame: ImageBitmap): Uint8ClampedArray {
    const { width, height } = frame;
    return this.#unpack(frame).context.getImageData(0, 0, width, height).data;
  }

  /** The frame as a PNG file. Closes it. */
  async png(frame: ImageBitmap): Promise<Uint8Array<ArrayBuffer>> {
    const png = await this.#unpack(frame).canvas.convertToBlob({ type: 'image/png' });
    return new Uint8Array(await png.arrayBuffer());
  }

  #unpack(frame: ImageBitmap): { readonly canvas: OffscreenCanvas; readonly context: OffscreenCanvasRenderingContext2D } {
    const canvas = (this.#canvas ??= new OffscreenCanvas(frame.width, frame.height));
    const context = (this.#context ??= canvas.getContext('2d', { alpha: this.alpha, willReadFrequently: true }) ?? undefined);
    if (!context) throw new FailureError({ code: 'file-unwritable', file: 'export', reason: 'no 2d context' });
    context.globalCompositeOperation = 'copy';
    context.drawImage(frame, 0, 0);
    frame.close();
    return { canvas, context };
  }
}
