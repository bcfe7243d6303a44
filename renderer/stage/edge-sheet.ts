import type { Edges } from '#renderer/choreography/frame.ts';
import { rgba, Sheet } from './sheet.ts';
import type { Pixel } from './pixel.ts';

const vertex = `#version 300 es
in vec4 aEnds;
in vec4 aWidths;
in vec2 aPulse;
in vec4 aBody;
in vec4 aGhost;
in vec4 aWash;
in vec4 aDot;
in vec4 aFlags;
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
flat out vec4 vFlags;

void main() {
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
  vBody = aBody;
  vGhost = aGhost;
  vWash = aWash;
  vDot = aDot;
  vFlags = aFlags;
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
flat in vec4 vFlags;
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

const stride = 60;
const perVertex = stride / 4;

/** Every weight in one draw call: body, dashes, ghost, wash and pulse are all drawn by the shader. */
export class EdgeSheet {
  readonly sheet: Sheet;

  constructor(pixel: Pixel) {
    this.sheet = new Sheet({
      label: 'edges',
      vertex,
      fragment,
      stride,
      fields: {
        aEnds: { format: 'float32x4', offset: 0 },
        aWidths: { format: 'float32x4', offset: 16 },
        aPulse: { format: 'float32x2', offset: 32 },
        aBody: { format: 'unorm8x4', offset: 40 },
        aGhost: { format: 'unorm8x4', offset: 44 },
        aWash: { format: 'unorm8x4', offset: 48 },
        aDot: { format: 'unorm8x4', offset: 52 },
        aFlags: { format: 'unorm8x4', offset: 56 },
      },
      resources: { pixel: pixel.uniforms },
    });
  }

  draw(edges: Edges): void {
    const { sheet } = this;
    sheet.reserve(edges.count);
    const { floats, words } = sheet;
    for (let edge = 0; edge < edges.count; edge++) {
      const v = edge * 4 * perVertex;
      const alpha = edges.alpha[edge]!;
      floats[v] = edges.ends[4 * edge]!;
      floats[v + 1] = edges.ends[4 * edge + 1]!;
      floats[v + 2] = edges.ends[4 * edge + 2]!;
      floats[v + 3] = edges.ends[4 * edge + 3]!;
      floats[v + 4] = edges.width[edge]!;
      floats[v + 5] = edges.ghostWidth[edge]!;
      floats[v + 6] = edges.washWidth[edge]!;
      floats[v + 7] = edges.dashLength;
      floats[v + 8] = edges.pulseAt[edge]!;
      floats[v + 9] = edges.pulseRadius[edge]!;
      words[v + 10] = rgba(edges.colour[edge]!, alpha);
      words[v + 11] = rgba(edges.ghostColour[edge]!, alpha * 0.6);
      words[v + 12] = rgba(edges.washColour[edge]!, edges.washAlpha[edge]!);
      words[v + 13] = rgba(edges.pulseColour[edge]!, 1);
      words[v + 14] = (edges.dashed[edge]! * 255) | ((edges.pulseHollow[edge]! * 255) << 8);
      // The four corners say the same; the shader tells them apart by their number.
      for (let i = v; i < v + perVertex; i++) {
        const word = words[i]!;
        words[i + perVertex] = word;
        words[i + 2 * perVertex] = word;
        words[i + 3 * perVertex] = word;
      }
    }
    sheet.show(edges.count);
  }
}
