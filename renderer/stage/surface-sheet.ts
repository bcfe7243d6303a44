import { Buffer, BufferUsage, Geometry, GlProgram, Mesh, Shader, UniformGroup } from 'pixi.js';
import { placing, type Camera } from './camera.ts';
import type { ReliefScene } from './relief-scene.ts';

const vertex = `#version 300 es
in vec4 aPoint;
out vec3 vPoint;
out float vMissing;
${placing}
void main() {
  vPoint = aPoint.xyz;
  vMissing = aPoint.w;
  gl_Position = placed(aPoint.xyz);
}`;

const fragment = `#version 300 es
precision highp float;
in vec3 vPoint;
in float vMissing;
uniform vec3 uLowest;
uniform vec3 uLow;
uniform vec3 uHigh;
uniform vec3 uHighest;
uniform vec3 uInk;
uniform vec3 uGround;
uniform float uBands;
out vec4 finalColor;

vec3 ramp(float place) {
  float at = clamp(place, 0.0, 1.0) * 3.0;
  return at < 1.0 ? mix(uLowest, uLow, at) : at < 2.0 ? mix(uLow, uHigh, at - 1.0) : mix(uHigh, uHighest, at - 2.0);
}

void main() {
  if (vMissing > 0.0) {
    float stroke = mod(gl_FragCoord.x + gl_FragCoord.y, 8.0) < 1.6 ? 0.5 : 0.14;
    finalColor = vec4(mix(uGround, uInk, stroke), 1.0);
    return;
  }
  float band = vPoint.z * uBands;
  vec3 colour = ramp((min(floor(band), uBands - 1.0) + 0.5) / uBands);
  vec3 normal = normalize(cross(dFdx(vPoint), dFdy(vPoint)));
  if (normal.z < 0.0) normal = -normal;
  float light = 0.72 + 0.28 * clamp(dot(normal, normalize(vec3(-0.5, 0.4, 0.75))), 0.0, 1.0);
  float wide = max(fwidth(band), 1e-4);
  float nearest = abs(fract(band + 0.5) - 0.5);
  // Neither on a plateau at the very top, which is one band, nor where lines would run together.
  float line = wide > 0.9 || band > uBands - 0.02 ? 0.0 : 0.3 * (1.0 - smoothstep(0.4 * wide, 1.3 * wide, nearest));
  finalColor = vec4(mix(colour * light, uInk, line), 1.0);
}`;

const rgb = (colour: number): Float32Array<ArrayBuffer> =>
  new Float32Array([((colour >> 16) & 255) / 255, ((colour >> 8) & 255) / 255, (colour & 255) / 255]);

/** The surface: one vertex per point of the grid, bands and light by the shader. */
export class SurfaceSheet {
  readonly mesh: Mesh<Geometry, Shader>;
  readonly #colours = new UniformGroup({
    uLowest: { value: new Float32Array(3), type: 'vec3<f32>' },
    uLow: { value: new Float32Array(3), type: 'vec3<f32>' },
    uHigh: { value: new Float32Array(3), type: 'vec3<f32>' },
    uHighest: { value: new Float32Array(3), type: 'vec3<f32>' },
    uInk: { value: new Float32Array(3), type: 'vec3<f32>' },
    uGround: { value: new Float32Array(3), type: 'vec3<f32>' },
    uBands: { value: 1, type: 'f32' },
  });
  readonly #points = new Buffer({ data: new Float32Array(0), usage: BufferUsage.VERTEX | BufferUsage.COPY_DST, label: 'surface' });
  readonly #indices = new Buffer({ data: new Uint32Array(0), usage: BufferUsage.INDEX | BufferUsage.COPY_DST, label: 'surface' });
  #drawn: Float64Array | undefined;
  #grid = 0;

  constructor(camera: Camera) {
    const geometry = new Geometry({
      attributes: { aPoint: { buffer: this.#points, format: 'float32x4', stride: 16, offset: 0 } },
      indexBuffer: this.#indices,
      topology: 'triangle-list',
    });
    const shader = new Shader({
      glProgram: GlProgram.from({ vertex, fragment, name: 'surface' }),
      resources: { camera, colours: this.#colours },
    });
    this.mesh = new Mesh({ geometry, shader });
  }

  draw({ grid, heights, ramp, bands, ink, ground }: ReliefScene): void {
    const { uniforms } = this.#colours;
    uniforms.uLowest = rgb(ramp[0]);
    uniforms.uLow = rgb(ramp[1]);
    uniforms.uHigh = rgb(ramp[2]);
    uniforms.uHighest = rgb(ramp[3]);
    uniforms.uInk = rgb(ink);
    uniforms.uGround = rgb(ground);
    uniforms.uBands = bands;
    this.#colours.update();
    if (heights === this.#drawn) return;
    this.#drawn = heights;
    const points = new Float32Array(4 * grid * grid);
    for (let row = 0, i = 0, at = 0; row < grid; row++) {
      for (let col = 0; col < grid; col++, i++) {
        const height = heights[i]!;
        const missing = !Number.isFinite(height);
        points[at++] = col / (grid - 1);
        points[at++] = row / (grid - 1);
        // What has no height lies at the top, where losses go that grow beyond all bounds.
        points[at++] = missing ? 1 : height;
        points[at++] = missing ? 1 : 0;
      }
    }
    this.#points.data = points;
    if (grid !== this.#grid) this.#connect(grid);
  }

  /** Two triangles for each square of the grid. */
  #connect(grid: number): void {
    this.#grid = grid;
    const indices = new Uint32Array(6 * (grid - 1) * (grid - 1));
    for (let row = 0, i = 0; row + 1 < grid; row++) {
      for (let col = 0; col + 1 < grid; col++) {
        const at = row * grid + col;
        for (const corner of [at, at + 1, at + grid, at + 1, at + grid + 1, at + grid]) indices[i++] = corner;
      }
    }
    this.#indices.data = indices;
  }

  destroy(): void {
    const { geometry, shader } = this.mesh;
    this.mesh.destroy();
    geometry.destroy(true);
    shader?.destroy();
  }
}
