import { FailureError } from '#core/contract/failure.ts';
import type { Frame } from '#renderer/picture/frame.ts';
import { cancelled } from './interrupt.ts';
import type { FrameSink, PixelSink } from './sink.ts';

/** What draws: the stage, seen as little as is needed. */
export interface Painter {
  readonly canvas: HTMLCanvasElement;
  draw(frame: Frame): void;
  destroy(): void;
}

/** A sink of frames that draws each and hands its pixels on. What it opened ends with it. */
export const raster = async (openPainter: () => Promise<Painter>, openPixels: () => Promise<PixelSink>): Promise<FrameSink> => {
  const easel = new Easel(openPainter);
  await easel.open();
  const pixels = await openPixels().catch((reason: unknown) => {
    easel.close();
    throw reason;
  });
  return {
    async add({ frame, note }) {
      await easel.draw(frame);
      await pixels.add({ canvas: easel.canvas, note });
    },
    finish() {
      easel.close();
      return pixels.finish();
    },
    abort() {
      easel.close();
      pixels.abort();
    },
  };
};

/** A frame is drawn this often when the graphics context is lost each time. */
const attempts = 3;

/** Holds the stage, and gets a new one when the graphics card took the old one's context away. */
class Easel {
  #painter: Painter | undefined;
  #closed = false;

  constructor(readonly openPainter: () => Promise<Painter>) {}

  get canvas(): HTMLCanvasElement {
    return this.#painter!.canvas;
  }

  async open(): Promise<void> {
    this.#painter?.destroy();
    this.#painter = undefined;
    const painter = await this.openPainter();
    if (this.#closed) {
      painter.destroy();
      throw cancelled();
    }
    this.#painter = painter;
  }

  /** When it resolves the frame is on the canvas, until the task ends. */
  async draw(frame: Frame): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      this.#painter!.draw(frame);
      if (!this.canvas.getContext('webgl2')?.isContextLost()) return;
      if (attempt === attempts) throw new FailureError({ code: 'file-unwritable', file: 'export', reason: 'WebGL context lost' });
      await this.open();
    }
  }

  close(): void {
    this.#closed = true;
    this.#painter?.destroy();
    this.#painter = undefined;
  }
}
