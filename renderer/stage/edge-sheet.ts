import { BufferImageSource, UniformGroup } from 'pixi.js';
import type { EdgeRenewal, Edges, Frame, TransientFrame } from '#renderer/picture/frame.ts';
import { Sheet, rgba } from './sheet.ts';
import type { Pixel } from './pixel.ts';

/** Numbers of an edge: three widths, the pulse, and four colours whose fourth bytes say more than alpha. */
const wordsPerEdge = 8;
const texelsPerRow = 1024;
const edgesPerRow = texelsPerRow / 2;
/** A pulse's place along the edge is kept in 16 bits, and so is its radius, in parts of a stage unit. */
const noPulse = 65535;
const radiusSteps = 256;

const vertex = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
in vec4 aEnds;
uniform usampler2D uEdges;
uniform float uDash;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
uniform float uPixel;
out vec2 vPlace;
flat out float vLength;
flat out vec4 vWidths;
flat out vec2 vPulse;
flat out vec4 vBody;
flat out vec4 vGhost;
flat out vec4 vWash;
flat out vec4 vDot;
flat out vec2 vFlags;

vec4 colourOf(uint word) {
  return vec4(word & 255u, (word >> 8u) & 255u, (word >> 16u) & 255u, word >> 24u) / 255.0;
}

void main() {
  // The four corners of an edge share two texels.
  int texel = (gl_VertexID >> 2) * 2;
  ivec2 place = ivec2(texel % ${texelsPerRow}, texel / ${texelsPerRow});
  uvec4 widths = texelFetch(uEdges, place, 0);
  uvec4 colours = texelFetch(uEdges, place + ivec2(1, 0), 0);
  vec4 aWidths = vec4(uintBitsToFloat(widths.xyz), uDash);
  uint at = widths.w & 65535u;
  vec2 aPulse = vec2(at == ${noPulse}u ? -1.0 : float(at) / ${noPulse - 1}.0, float(widths.w >> 16u) / ${radiusSteps}.0);
  vec4 body = colourOf(colours.x);
  vec4 ghost = colourOf(colours.y);
  vec4 dotColour = colourOf(colours.w);
  vec2 along = aEnds.zw - aEnds.xy;
  float length_ = max(length(along), 1e-4);
  vec2 direction = along / length_;
  vec2 normal = vec2(-direction.y, direction.x);
  float pulse = aPulse.x >= 0.0 ? aPulse.y + 2.0 * uPixel : 0.0;
  float reach = max(max(max(aWidths.x, aWidths.y), aWidths.z) * 0.5, pulse) + 1.5 * uPixel;
  int corner = gl_VertexID & 3;
  float side = (corner & 1) == 0 ? -1.0 : 1.0;
  bool far = corner >= 2;
  float s = far ? length_ + pulse : -pulse;
  vPlace = vec2(s, side * reach);
  vec2 point = aEnds.xy + direction * s + normal * side * reach;
  mat3 transform = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((transform * vec3(point, 1.0)).xy, 0.0, 1.0);
  vLength = length_;
  vWidths = aWidths;
  vPulse = aPulse;
  vBody = body;
  vGhost = vec4(ghost.rgb, body.a * 0.6);
  vWash = colourOf(colours.z);
  vDot = vec4(dotColour.rgb, 1.0);
  vFlags = vec2(ghost.a, dotColour.a);
}`;

const fragment = `#version 300 es
precision highp float;
in vec2 vPlace;
flat in float vLength;
flat in vec4 vWidths;
flat in vec2 vPulse;
flat in vec4 vBody;
flat in vec4 vGhost;
flat in vec4 vWash;
flat in vec4 vDot;
flat in vec2 vFlags;
uniform float uPixel;
uniform vec3 uBackground;
out vec4 finalColor;

// How much of a band of this half width covers a pixel at distance d from its middle; thinner than a pixel fades instead.
float band(float d, float halfWidth) {
  float wide = max(halfWidth, 0.5 * uPixel);
  return clamp((wide - abs(d)) / uPixel + 0.5, 0.0, 1.0) * (halfWidth / wide);
}

vec4 over(vec4 below, vec4 colour, float cover) {
  float a = colour.a * cover;
  return vec4(colour.rgb * a, a) + below * (1.0 - a);
}

void main() {
  float s = vPlace.x;
  float d = vPlace.y;
  float within = clamp(min(s, vLength - s) / uPixel + 0.5, 0.0, 1.0);
  vec4 colour = vec4(0.0);
  // The wash lies beside the body, not under it: two colours on top of each other would make a third.
  if (vWidths.z > 0.0) colour = over(colour, vWash, band(d, vWidths.z * 0.5) * (1.0 - band(d, max(vWidths.x, vWidths.y) * 0.5)) * within);
  if (vWidths.y > 0.0) {
    colour = over(colour, vec4(uBackground, vGhost.a), band(d, vWidths.y * 0.5) * within);
    colour = over(colour, vGhost, band(abs(d) - vWidths.y * 0.5, 0.6 * uPixel) * within);
  }
  float body = band(d, vWidths.x * 0.5) * within;
  if (vFlags.x > 0.5) {
    float dash = vWidths.w;
    float place = mod(s, dash * 1.6667);
    body *= clamp(min(place, dash - place) / uPixel + 0.5, 0.0, 1.0);
  }
  colour = over(colour, vBody, body);
  if (vPulse.x >= 0.0) {
    float r = length(vec2(s - vPulse.x * vLength, d)) - vPulse.y;
    float rim = 1.5 * uPixel;
    colour = over(colour, vec4(uBackground, vDot.a), clamp(0.5 - (r - rim) / uPixel, 0.0, 1.0));
    float dotCover = clamp(0.5 - r / uPixel, 0.0, 1.0);
    if (vFlags.y > 0.5) dotCover *= clamp(0.5 + (r + max(0.36 * vPulse.y, 1.2 * uPixel)) / uPixel, 0.0, 1.0);
    colour = over(colour, vDot, dotCover);
  }
  finalColor = colour;
}`;

const stride = 16;
const perVertex = stride / 4;

/**
 * Every weight in one draw call: body, dashes, ghost, wash and pulse are all drawn by the shader. Where the edges are is uploaded once per
 * placement; how they look, eight numbers an edge, lies in a texture of which only what a frame wrote anew is uploaded.
 */
export class EdgeSheet {
  readonly sheet: Sheet;
  readonly #dash = new UniformGroup({ uDash: { value: 1, type: 'f32' } });
  #looks = looksFor(edgesPerRow);
  #ends: Float32Array | undefined;
  /** What lies in the texture: the arrays it was read from, and of them which frame. */
  #drawn: { readonly edges: Edges; readonly frame: number } | undefined;

  constructor(pixel: Pixel) {
    this.sheet = new Sheet({
      label: 'edges',
      vertex,
      fragment,
      stride,
      fields: { aEnds: { format: 'float32x4', offset: 0 } },
      resources: { pixel: pixel.uniforms, dash: this.#dash, uEdges: this.#looks },
    });
  }

  draw({ edges, renewal }: Frame | TransientFrame): void {
    const { sheet } = this;
    this.#reserve(edges.count);
    this.#place(edges);
    if (renewal && this.#drawn?.edges === edges) this.#renew(edges, renewal, this.#drawn.frame);
    else this.#write(edges, 0, edges.count);
    this.#drawn = renewal && { edges, frame: renewal.frame };
    this.#dash.uniforms.uDash = edges.dashLength;
    this.#dash.update();
    sheet.show(edges.count);
  }

  destroy(): void {
    this.sheet.destroy();
    this.#looks.destroy();
  }

  #reserve(count: number): void {
    if (4 * count * wordsPerEdge <= this.#looks.resource.byteLength) return;
    this.#looks.destroy();
    this.#looks = looksFor(count);
    this.sheet.mesh.shader!.resources.uEdges = this.#looks;
    this.#drawn = undefined;
  }

  /** The ends of the edges, once per placement. */
  #place({ ends, count }: Edges): void {
    if (ends === this.#ends) return;
    this.#ends = ends;
    this.sheet.reserve(count);
    const { floats } = this.sheet;
    for (let edge = 0; edge < count; edge++) {
      const own = ends.subarray(4 * edge, 4 * edge + 4);
      for (let corner = 0; corner < 4; corner++) floats.set(own, (4 * edge + corner) * perVertex);
    }
    this.sheet.upload(count);
  }

  /** Only the groups of edges that were written since the last frame that was drawn. */
  #renew(edges: Edges, { written, starts }: EdgeRenewal, last: number): void {
    let from = -1;
    for (let group = 0; group <= written.length; group++) {
      const fresh = group < written.length && written[group]! > last;
      if (fresh && from < 0) from = group;
      if (fresh || from < 0) continue;
      this.#write(edges, starts[from]!, starts[group]!);
      from = -1;
    }
  }

  #write(edges: Edges, start: number, end: number): void {
    if (end === start) return;
    const words = this.#looks.resource as Uint32Array;
    const floats = new Float32Array(words.buffer);
    for (let edge = start, at = start * wordsPerEdge; edge < end; edge++, at += wordsPerEdge) {
      const pulse = edges.pulseAt[edge]!;
      const radius = Math.min(edges.pulseRadius[edge]! * radiusSteps, 65535);
      floats[at] = edges.width[edge]!;
      floats[at + 1] = edges.ghostWidth[edge]!;
      floats[at + 2] = edges.washWidth[edge]!;
      words[at + 3] = (pulse < 0 ? noPulse : Math.round(pulse * (noPulse - 1))) | (radius << 16);
      words[at + 4] = rgba(edges.colour[edge]!, edges.alpha[edge]!);
      words[at + 5] = rgba(edges.ghostColour[edge]!, edges.dashed[edge]!);
      words[at + 6] = rgba(edges.washColour[edge]!, edges.washAlpha[edge]!);
      words[at + 7] = rgba(edges.pulseColour[edge]!, edges.pulseHollow[edge]!);
    }
    this.#looks.update(2 * start, 2 * end);
  }
}

/** A texture with room for the looks of this many edges. */
const looksFor = (count: number): BufferImageSource => {
  const rows = Math.ceil(count / edgesPerRow);
  return new BufferImageSource({
    resource: new Uint32Array(rows * edgesPerRow * wordsPerEdge),
    width: texelsPerRow,
    height: rows,
    format: 'rgba32uint',
    scaleMode: 'nearest',
    label: 'edges',
  });
};
