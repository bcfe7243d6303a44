import type { Disc, Shape } from '#renderer/picture/frame.ts';
import type { Pixel } from './pixel.ts';
import { rgba, Sheet } from './sheet.ts';

const vertex = `#version 300 es
in vec4 aPoint;
in vec4 aBox;
in vec4 aFill;
in vec4 aLine;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
out vec2 vLocal;
flat out vec4 vBox;
flat out vec4 vFill;
flat out vec4 vLine;

void main() {
  mat3 transform = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((transform * vec3(aPoint.xy, 1.0)).xy, 0.0, 1.0);
  vLocal = aPoint.zw;
  vBox = aBox;
  vFill = aFill;
  vLine = aLine;
}`;

// One shape for all: a box with round corners, seen by its distance to the rim. Discs and thick lines are such boxes too.
const fragment = `#version 300 es
precision highp float;
in vec2 vLocal;
flat in vec4 vBox;
flat in vec4 vFill;
flat in vec4 vLine;
uniform float uPixel;
out vec4 finalColor;

void main() {
  vec2 q = abs(vLocal) - vBox.xy + vBox.z;
  float distance_ = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - vBox.z;
  float cover = clamp(0.5 - distance_ / uPixel, 0.0, 1.0);
  float line = vBox.w > 0.0 ? clamp(0.5 + (distance_ + vBox.w) / uPixel, 0.0, 1.0) : 0.0;
  vec4 fill = vec4(vFill.rgb * vFill.a, vFill.a) * (1.0 - line);
  vec4 rim = vec4(vLine.rgb * vLine.a, vLine.a) * line;
  finalColor = (fill + rim) * cover;
}`;

const stride = 40;
const perVertex = stride / 4;
const none = 0;

/** Shapes, discs and marks in one draw call, in the order in which they are given. */
export class InkSheet {
  readonly sheet: Sheet;
  #quads = 0;
  #pixel = 1;

  constructor(pixel: Pixel) {
    this.sheet = new Sheet({
      label: 'ink',
      vertex,
      fragment,
      stride,
      fields: {
        aPoint: { format: 'float32x4', offset: 0 },
        aBox: { format: 'float32x4', offset: 16 },
        aFill: { format: 'unorm8x4', offset: 32 },
        aLine: { format: 'unorm8x4', offset: 36 },
      },
      resources: { pixel: pixel.uniforms },
    });
  }

  draw(shapes: readonly Shape[], discs: readonly Disc[], marks: readonly Shape[], pixel: number): void {
    this.#quads = 0;
    this.#pixel = pixel;
    this.sheet.reserve(3 * discs.length + quadsOf(shapes) + quadsOf(marks));
    for (const shape of shapes) this.#shape(shape);
    for (const disc of discs) this.#disc(disc);
    for (const mark of marks) this.#shape(mark);
    this.sheet.upload(this.#quads);
    this.sheet.show(this.#quads);
  }

  #shape(shape: Shape): void {
    switch (shape.kind) {
      case 'dot':
        return this.#box(shape.x, shape.y, shape.radius, shape.radius, shape.radius, rgba(shape.fill, shape.alpha), 0, none);
      case 'rect': {
        const outline = shape.outline === undefined ? none : rgba(shape.outline, shape.alpha);
        const x = shape.x + shape.width / 2;
        const y = shape.y + shape.height / 2;
        const radius = Math.min(shape.radius, shape.width / 2, shape.height / 2);
        const width = shape.outline === undefined ? 0 : (shape.outlineWidth ?? 1);
        return this.#box(x, y, shape.width / 2, shape.height / 2, radius, rgba(shape.fill, shape.fillAlpha ?? shape.alpha), width, outline);
      }
      case 'line':
        return shape.dash ? this.#dashes(shape.points, shape.dash, shape.width, rgba(shape.colour, shape.alpha)) : this.#line(shape);
      case 'area':
        return this.#area(shape.points, rgba(shape.fill, shape.alpha));
      case 'band':
        return this.#band(shape.points, rgba(shape.fill, shape.alpha));
    }
  }

  #disc({ x, y, radius, fill, alpha, outline, outlineWidth, ring, halo }: Disc): void {
    if (halo && halo.width > 0) {
      const reach = radius + halo.width;
      this.#box(x, y, reach, reach, reach, none, halo.width, rgba(halo.colour, halo.alpha));
    }
    this.#box(x, y, radius, radius, radius, rgba(fill, alpha), outlineWidth, rgba(outline, Math.max(alpha, 0.55)));
    if (ring) {
      const inner = radius - outlineWidth;
      this.#box(x, y, inner, inner, inner, none, ring.width, rgba(ring.colour, alpha));
    }
  }

  #line({ points, width, colour, alpha }: Extract<Shape, { kind: 'line' }>): void {
    const paint = rgba(colour, alpha);
    for (let i = 2; i < points.length; i += 2) this.#stroke(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!, width, paint);
  }

  #dashes(points: readonly number[], [on, off]: readonly [number, number], width: number, paint: number): void {
    let phase = 0;
    for (let i = 2; i < points.length; i += 2) {
      const [x0, y0, x1, y1] = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!];
      const length = Math.hypot(x1 - x0, y1 - y0);
      for (let s = -phase; s < length; s += on + off) {
        const from = Math.max(s, 0) / length;
        const to = Math.min(s + on, length) / length;
        if (to > from) this.#stroke(x0 + (x1 - x0) * from, y0 + (y1 - y0) * from, x0 + (x1 - x0) * to, y0 + (y1 - y0) * to, width, paint);
      }
      phase = (phase + length) % (on + off);
    }
  }

  #stroke(x0: number, y0: number, x1: number, y1: number, width: number, paint: number): void {
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length === 0) return;
    const [cos, sin] = [(x1 - x0) / length, (y1 - y0) / length];
    // Thinner than a pixel would flicker: it is drawn a pixel wide.
    const half = Math.max(width, this.#pixel) / 2;
    this.#box((x0 + x1) / 2, (y0 + y1) / 2, length / 2 + half, half, half, paint, 0, none, cos, sin);
  }

  /** A convex polygon as a fan of quads. */
  #area(points: readonly number[], paint: number): void {
    for (let i = 2; i + 3 < points.length; i += 2) {
      const corners = [points[0]!, points[1]!, points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!];
      const quad = this.#next();
      for (let c = 0; c < 4; c++) {
        const from = 2 * Math.min(c, 2);
        this.#corner(quad, c, corners[from]!, corners[from + 1]!, 0, 0, 1e6, 1e6, 0, paint, 0, none);
      }
    }
  }

  #band(points: readonly number[], paint: number): void {
    for (let i = 3; i + 2 < points.length; i += 3) {
      const quad = this.#next();
      for (let c = 0; c < 4; c++) {
        const from = c < 2 ? i - 3 : i;
        this.#corner(quad, c, points[from]!, points[from + 1 + (c & 1)]!, 0, 0, 1e6, 1e6, 0, paint, 0, none);
      }
    }
  }

  #box(
    x: number,
    y: number,
    halfWidth: number,
    halfHeight: number,
    radius: number,
    fill: number,
    outlineWidth: number,
    outline: number,
    cos = 1,
    sin = 0,
  ): void {
    const quad = this.#next();
    const reachX = halfWidth + this.#pixel;
    const reachY = halfHeight + this.#pixel;
    for (let c = 0; c < 4; c++) {
      const u = (c & 1) === 0 ? -reachX : reachX;
      const v = c < 2 ? -reachY : reachY;
      this.#corner(quad, c, x + u * cos - v * sin, y + u * sin + v * cos, u, v, halfWidth, halfHeight, radius, fill, outlineWidth, outline);
    }
  }

  #corner(
    quad: number,
    corner: number,
    x: number,
    y: number,
    u: number,
    v: number,
    halfWidth: number,
    halfHeight: number,
    radius: number,
    fill: number,
    outlineWidth: number,
    outline: number,
  ): void {
    const { floats, words } = this.sheet;
    const at = (4 * quad + corner) * perVertex;
    floats[at] = x;
    floats[at + 1] = y;
    floats[at + 2] = u;
    floats[at + 3] = v;
    floats[at + 4] = halfWidth;
    floats[at + 5] = halfHeight;
    floats[at + 6] = radius;
    floats[at + 7] = outlineWidth;
    words[at + 8] = fill;
    words[at + 9] = outline;
  }

  #next(): number {
    return this.#quads++;
  }
}

/** How many quads these shapes need at most. */
const quadsOf = (shapes: readonly Shape[]): number => {
  let count = 0;
  for (const shape of shapes) {
    if (shape.kind === 'line') count += shape.dash ? dashCount(shape.points, shape.dash) : shape.points.length / 2;
    else if (shape.kind === 'area') count += shape.points.length / 2;
    else if (shape.kind === 'band') count += shape.points.length / 3;
    else count += 1;
  }
  return count;
};

const dashCount = (points: readonly number[], [on, off]: readonly [number, number]): number => {
  let count = 0;
  for (let i = 2; i < points.length; i += 2) {
    count += Math.hypot(points[i]! - points[i - 2]!, points[i + 1]! - points[i - 1]!) / (on + off) + 2;
  }
  return Math.ceil(count);
};
