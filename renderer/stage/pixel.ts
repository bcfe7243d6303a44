import { UniformGroup } from 'pixi.js';

/** What every shader needs to draw smooth rims: the size of a device pixel in stage units, and the background. */
export class Pixel {
  readonly uniforms = new UniformGroup({
    uPixel: { value: 1, type: 'f32' },
    uBackground: { value: new Float32Array(3), type: 'vec3<f32>' },
  });

  set(size: number, background: number): void {
    const { uniforms } = this.uniforms;
    uniforms.uPixel = size;
    uniforms.uBackground = new Float32Array([((background >> 16) & 255) / 255, ((background >> 8) & 255) / 255, (background & 255) / 255]);
    this.uniforms.update();
  }
}
