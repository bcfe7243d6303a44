import 'pixi.js/unsafe-eval';
import { Container, WebGLRenderer } from 'pixi.js';
import type { Frame, TransientFrame } from '#renderer/picture/frame.ts';
import { EdgeSheet } from './edge-sheet.ts';
import { loadFont } from './font.ts';
import { ImageSheet } from './image-sheet.ts';
import { InkSheet } from './ink-sheet.ts';
import { Pixel } from './pixel.ts';
import { TextSheet } from './text-sheet.ts';
import { wholeView, type View } from './view.ts';

export interface StageOptions {
  readonly canvas?: HTMLCanvasElement;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. */
  readonly resolution: number;
  /** Leave what nothing covers transparent, instead of the frame's background. */
  readonly transparent?: boolean;
}

/**
 * Draws frames with WebGL, in a draw call for each of edges, images, ink, surfaces of units and texts. Remembers nothing of a frame but the last one, to draw it again when the
 * graphics card forgot everything. Right after `draw`, and until the task ends, the canvas can be copied.
 */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly #renderer: WebGLRenderer;
  readonly #transparent: boolean;
  readonly #root = new Container();
  readonly #pixel = new Pixel();
  readonly #edges = new EdgeSheet(this.#pixel);
  readonly #images = new ImageSheet();
  readonly #unitSurfaces = new ImageSheet();
  readonly #ink = new InkSheet(this.#pixel);
  readonly #texts = new TextSheet();
  #last: { readonly frame: Frame | TransientFrame; readonly view: View } | undefined;

  private constructor(renderer: WebGLRenderer, transparent: boolean) {
    this.#renderer = renderer;
    this.#transparent = transparent;
    this.canvas = renderer.canvas as HTMLCanvasElement;
    this.#root.addChild(
      this.#edges.sheet.mesh,
      this.#images.sheet.mesh,
      this.#ink.sheet.mesh,
      this.#unitSurfaces.sheet.mesh,
      this.#texts.sheet.mesh,
    );
    this.canvas.addEventListener('webglcontextrestored', this.#restore);
  }

  /** Rejects where the machine has no WebGL 2. */
  static async create({ canvas, width, height, resolution, transparent = false }: StageOptions): Promise<Stage> {
    const renderer = new WebGLRenderer();
    await Promise.all([
      loadFont(),
      renderer.init({
        ...(canvas ? { canvas } : {}),
        width: Math.max(width, 1),
        height: Math.max(height, 1),
        resolution,
        autoDensity: true,
        antialias: false,
        backgroundAlpha: transparent ? 0 : 1,
        premultipliedAlpha: true,
        preferWebGLVersion: 2,
        // Neither Pixi's own events nor its DOM for screen readers: the program around the stage has its own.
        skipExtensionImports: true,
      }),
    ]);
    const stage = new Stage(renderer, transparent);
    // Compiled now, while the first trace is on its way, instead of when it is there.
    for (const { mesh } of [stage.#edges.sheet, stage.#images.sheet, stage.#ink.sheet, stage.#unitSurfaces.sheet, stage.#texts.sheet])
      renderer.shader.bind(mesh.shader!, true);
    return stage;
  }

  draw(frame: Frame | TransientFrame, view: View = wholeView): void {
    this.#last = { frame, view };
    const renderer = this.#renderer;
    const { resolution } = renderer;
    const scale = view.zoom * resolution;
    this.#root.position.set(view.x, view.y);
    this.#root.scale.set(view.zoom);
    this.#pixel.set(1 / scale, frame.background);
    this.#edges.draw(frame);
    this.#images.draw(frame.images);
    this.#ink.draw(frame.shapes, frame.discs, frame.marks, 1 / scale);
    this.#unitSurfaces.draw(frame.unitSurfaces);
    this.#texts.draw(frame.texts, { scale, x: view.x * resolution, y: view.y * resolution });
    renderer.background.color.setValue(frame.background);
    renderer.background.alpha = this.#transparent ? 0 : 1;
    renderer.render({ container: this.#root });
  }

  /** CSS pixels and device pixels per CSS pixel. The canvas is empty until the next `draw`. */
  resize(width: number, height: number, resolution: number): void {
    // A canvas of no size cannot be drawn on; one of a pixel can, and shows as little.
    this.#renderer.resize(Math.max(width, 1), Math.max(height, 1), resolution);
  }

  /** The pixels of the last frame, rows from the top, alpha not premultiplied. */
  pixels(): ImageData {
    if (!this.#last) throw new Error('nothing has been drawn');
    this.draw(this.#last.frame, this.#last.view);
    const { gl } = this.#renderer;
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
    const upwards = new Uint8Array(4 * width * height);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, upwards);
    const data = new Uint8ClampedArray(upwards.length);
    for (let row = 0; row < height; row++)
      data.set(upwards.subarray(4 * width * row, 4 * width * (row + 1)), 4 * width * (height - 1 - row));
    if (this.#transparent) straighten(data);
    return new ImageData(data, width, height);
  }

  destroy(): void {
    this.canvas.removeEventListener('webglcontextrestored', this.#restore);
    this.#last = undefined;
    this.#edges.destroy();
    this.#images.destroy();
    this.#unitSurfaces.destroy();
    this.#ink.sheet.destroy();
    this.#texts.destroy();
    this.#root.destroy();
    this.#renderer.destroy();
  }

  readonly #restore = (): void => {
    if (this.#last) this.draw(this.#last.frame, this.#last.view);
  };
}

/** From premultiplied to straight alpha, in place. */
const straighten = (data: Uint8ClampedArray): void => {
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3]!;
    if (alpha === 0 || alpha === 255) continue;
    data[i] = (data[i]! * 255) / alpha;
    data[i + 1] = (data[i + 1]! * 255) / alpha;
    data[i + 2] = (data[i + 2]! * 255) / alpha;
  }
};
