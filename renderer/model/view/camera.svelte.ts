import { zoomRange, type Camera } from '#core/view/place.ts';

/** CSS pixels of the stage. */
interface Size {
  readonly width: number;
  readonly height: number;
}
interface Looked {
  readonly camera: Camera;
  readonly run: number;
  /** The stage for which it was chosen; any, where it is a view's. */
  readonly size: Size | undefined;
}

const middle: Camera = { zoom: 1, x: 0.5, y: 0.5 };

/**
 * How the person looks at the network at their desk and before an audience, undefined being all of it. It holds as long as the run and, where
 * they chose it themselves, as long as the stage keeps its size.
 */
export class CameraState {
  size = $state.raw<Size>({ width: 0, height: 0 });
  #looked = $state.raw<Readonly<Record<'desk' | 'audience', Looked | undefined>>>({ desk: undefined, audience: undefined });

  constructor(
    readonly run: { readonly id: number },
    readonly presentation: { readonly on: boolean },
  ) {}

  readonly current = $derived.by((): Camera | undefined => {
    const looked = this.#looked[this.#seat];
    if (!looked || looked.run !== this.run.id) return undefined;
    const { size } = looked;
    return !size || (size.width === this.size.width && size.height === this.size.height) ? looked.camera : undefined;
  });

  /** Looks at a part of the network in the stage as it is; that all of it is seen where nothing is larger. */
  look(camera: Camera): void {
    this.#set(camera, this.size);
  }

  /** Looks at the same part of the network whatever size the stage is or will have. */
  hold(camera: Camera | undefined): void {
    this.#set(camera ?? middle, undefined);
  }

  whole(): void {
    this.look(middle);
  }

  /** Closer (above 1) or further, the middle staying where it is as far as it can. */
  zoomBy(factor: number): void {
    const { zoom, x, y } = this.current ?? middle;
    const next = Math.max(zoomRange.min, Math.min(zoomRange.max, zoom * factor));
    const clamp = (at: number): number => Math.max(0.5 / next, Math.min(1 - 0.5 / next, at));
    this.look({ zoom: next, x: clamp(x), y: clamp(y) });
  }

  #set(camera: Camera, size: Size | undefined): void {
    const looked = camera.zoom > zoomRange.min ? { camera, size, run: this.run.id } : undefined;
    this.#looked = { ...this.#looked, [this.#seat]: looked };
  }

  get #seat(): 'desk' | 'audience' {
    return this.presentation.on ? 'audience' : 'desk';
  }
}
