import 'pixi.js/unsafe-eval';
import { Container, State, WebGLRenderer } from 'pixi.js';
import { createCamera, fill, type Turn } from './camera.ts';
import type { ReliefScene } from './relief-scene.ts';
import { RibbonSheet } from './ribbon-sheet.ts';
import { SurfaceSheet } from './surface-sheet.ts';

/** A surface with lines on it, in three dimensions. Remembers nothing but the last scene, to draw it again when the graphics card forgot it. */
export class Relief {
  readonly #renderer: WebGLRenderer;
  readonly #root = new Container();
  readonly #camera = createCamera();
  readonly #surface = new SurfaceSheet(this.#camera);
  readonly #hidden = new RibbonSheet(this.#camera, 0.3);
  readonly #ribbons = new RibbonSheet(this.#camera, 1);
  #last: { readonly scene: ReliefScene; readonly turn: Turn } | undefined;

  private constructor(renderer: WebGLRenderer) {
    this.#renderer = renderer;
    // What lies behind a hill shines through a little: it is drawn whole first, faintly, and then where nothing hides it.
    const tested = new State();
    tested.depthTest = true;
    this.#surface.mesh.state = tested;
    this.#ribbons.mesh.state = tested;
    this.#root.addChild(this.#surface.mesh, this.#hidden.mesh, this.#ribbons.mesh);
    renderer.canvas.addEventListener('webglcontextrestored', this.#restore);
  }

  /** Rejects where the machine has no WebGL 2. */
  static async create(canvas: HTMLCanvasElement, width: number, height: number, resolution: number): Promise<Relief> {
    const renderer = new WebGLRenderer();
    await renderer.init({
      canvas,
      width,
      height,
      resolution,
      autoDensity: true,
      antialias: true,
      backgroundAlpha: 0,
      premultipliedAlpha: true,
      preferWebGLVersion: 2,
      skipExtensionImports: true,
    });
    return new Relief(renderer);
  }

  draw(scene: ReliefScene, turn: Turn): void {
    this.#last = { scene, turn };
    const renderer = this.#renderer;
    const { width, height } = renderer.screen;
    const { uniforms } = this.#camera;
    uniforms.uTurn = new Float32Array([Math.cos(turn.around), Math.sin(turn.around), Math.cos(turn.above), Math.sin(turn.above)]);
    const size = 2 * fill * Math.min(width, height);
    uniforms.uScale = new Float32Array([size / width, size / height]);
    uniforms.uPixels = new Float32Array([width, height]);
    this.#camera.update();
    this.#surface.draw(scene);
    this.#hidden.draw(scene.ribbons);
    this.#ribbons.draw(scene.ribbons);
    renderer.render({ container: this.#root });
  }

  /** CSS pixels and device pixels per CSS pixel. The canvas is empty until the next `draw`. */
  resize(width: number, height: number, resolution: number): void {
    this.#renderer.resize(width, height, resolution);
  }

  destroy(): void {
    this.#renderer.canvas.removeEventListener('webglcontextrestored', this.#restore);
    this.#last = undefined;
    this.#surface.destroy();
    this.#hidden.destroy();
    this.#ribbons.destroy();
    this.#root.destroy();
    this.#renderer.destroy();
  }

  readonly #restore = (): void => {
    if (this.#last) this.draw(this.#last.scene, this.#last.turn);
  };
}
