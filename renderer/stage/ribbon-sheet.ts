import { UniformGroup, type Geometry, type Mesh, type Shader } from 'pixi.js';
import { placing, type Camera, type Point3 } from './camera.ts';
import type { Ribbon } from './relief-scene.ts';
import { rgba, Sheet } from './sheet.ts';

const vertex = `#version 300 es
in vec3 aFrom;
in vec3 aTo;
in float aWidth;
in float aLift;
in vec4 aColour;
out vec2 vPlace;
flat out float vLength;
flat out float vHalf;
flat out vec4 vColour;
${placing}
void main() {
  vec4 from = placed(aFrom);
  vec4 to = placed(aTo);
  vec2 along = (to.xy - from.xy) * 0.5 * uPixels;
  vLength = length(along);
  vec2 direction = vLength > 1e-3 ? along / vLength : vec2(1.0, 0.0);
  vec2 normal = vec2(-direction.y, direction.x);
  vHalf = 0.5 * aWidth;
  float reach = vHalf + 1.0;
  int corner = gl_VertexID & 3;
  float side = (corner & 1) == 0 ? -reach : reach;
  bool far = corner >= 2;
  vPlace = vec2(far ? vLength + reach : -reach, side);
  vColour = aColour;
  vec4 base = far ? to : from;
  vec2 moved = base.xy + (direction * (far ? reach : -reach) + normal * side) * 2.0 / uPixels;
  // A little nearer than the surface that it lies on.
  gl_Position = vec4(moved, base.z - 0.02 - aLift, 1.0);
}`;

const fragment = `#version 300 es
precision highp float;
in vec2 vPlace;
flat in float vLength;
flat in float vHalf;
flat in vec4 vColour;
uniform float uStrength;
out vec4 finalColor;
void main() {
  float d = length(vec2(vPlace.x - clamp(vPlace.x, 0.0, vLength), vPlace.y));
  float cover = clamp(vHalf - d + 0.5, 0.0, 1.0);
  if (cover <= 0.0) discard;
  float a = vColour.a * cover * uStrength;
  finalColor = vec4(vColour.rgb * a, a);
}`;

const stride = 36;
/** How much nearer each ribbon lies than the one before. */
const lift = 2e-4;
const perVertex = stride / 4;

/** Lines in space, of a width in pixels, with round ends. */
export class RibbonSheet {
  readonly #sheet: Sheet;

  constructor(camera: Camera, strength: number) {
    this.#sheet = new Sheet({
      label: 'ribbons',
      vertex,
      fragment,
      stride,
      fields: {
        aFrom: { format: 'float32x3', offset: 0 },
        aTo: { format: 'float32x3', offset: 12 },
        aWidth: { format: 'float32', offset: 24 },
        aLift: { format: 'float32', offset: 28 },
        aColour: { format: 'unorm8x4', offset: 32 },
      },
      resources: { camera, strength: new UniformGroup({ uStrength: { value: strength, type: 'f32' } }) },
    });
  }

  get mesh(): Mesh<Geometry, Shader> {
    return this.#sheet.mesh;
  }

  draw(ribbons: readonly Ribbon[]): void {
    const sheet = this.#sheet;
    sheet.reserve(ribbons.reduce((sum, { points }) => sum + Math.max(1, points.length - 1), 0));
    let quad = 0;
    for (const [order, { points, colour, width }] of ribbons.entries()) {
      for (let i = 0; i < Math.max(1, points.length - 1) && points.length > 0; i++)
        this.#put(quad++, points[i]!, points[i + 1] ?? points[i]!, width, order * lift, rgba(colour, 1));
    }
    sheet.show(quad);
  }

  #put(quad: number, from: Point3, to: Point3, width: number, nearer: number, colour: number): void {
    const { floats, words } = this.#sheet;
    for (let corner = 0; corner < 4; corner++) {
      const v = (4 * quad + corner) * perVertex;
      floats.set(from, v);
      floats.set(to, v + 3);
      floats[v + 6] = width;
      floats[v + 7] = nearer;
      words[v + 8] = colour;
    }
  }

  destroy(): void {
    this.#sheet.destroy();
  }
}
