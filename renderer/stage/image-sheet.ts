import { BufferImageSource } from 'pixi.js';
import type { FrameImage } from '#renderer/picture/frame.ts';
import { rgba, Sheet } from './sheet.ts';

const texelsPerRow = 2048;

const vertex = `#version 300 es
in vec4 aPoint;
in vec4 aGrid;
in vec4 aEmpty;
in vec2 aKnown;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
out vec2 vPlace;
flat out vec4 vGrid;
flat out vec4 vEmpty;
flat out vec2 vKnown;

void main() {
  mat3 transform = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((transform * vec3(aPoint.xy, 1.0)).xy, 0.0, 1.0);
  vPlace = aPoint.zw;
  vGrid = aGrid;
  vEmpty = aEmpty;
  vKnown = aKnown;
}`;

const fragment = `#version 300 es
precision highp float;
precision highp int;
in vec2 vPlace;
flat in vec4 vGrid;
flat in vec4 vEmpty;
flat in vec2 vKnown;
uniform sampler2D uCells;
out vec4 finalColor;

void main() {
  float outside = distance(vPlace, vec2(0.5)) - 0.5;
  float soft = fwidth(outside);
  ivec2 size = ivec2(vGrid.xy);
  ivec2 cell = clamp(ivec2(vPlace * vGrid.xy), ivec2(0), size - 1);
  bool round = vGrid.z > 1.5;
  bool across = round ? vGrid.z > 2.5 : vGrid.z > 0.5;
  int index = across ? cell.y * size.x + cell.x : cell.x * size.y + cell.y;
  if (index >= int(vKnown.y)) discard;
  int texel = int(vGrid.w) + index;
  vec3 known = texelFetch(uCells, ivec2(texel % ${texelsPerRow}, texel / ${texelsPerRow}), 0).rgb;
  vec3 colour = index < int(vKnown.x) ? known : vEmpty.rgb;
  float alpha = vEmpty.a * (round ? 1.0 - smoothstep(-soft, 0.0, outside) : 1.0);
  finalColor = vec4(colour * alpha, alpha);
}`;

const stride = 44;
const perVertex = stride / 4;

/** All images in one draw call. Their cells lie one after the other in one texture, which is filled anew when a colour changed. */
export class ImageSheet {
  readonly sheet = new Sheet({
    label: 'images',
    vertex,
    fragment,
    stride,
    fields: {
      aPoint: { format: 'float32x4', offset: 0 },
      aGrid: { format: 'float32x4', offset: 16 },
      aEmpty: { format: 'unorm8x4', offset: 32 },
      aKnown: { format: 'float32x2', offset: 36 },
    },
    resources: { uCells: cellsFor(1) },
  });
  #cells = this.sheet.mesh.shader!.resources.uCells as BufferImageSource;
  #filled: readonly Uint32Array[] = [];

  draw(images: readonly FrameImage[]): void {
    const { sheet } = this;
    this.#fill(images);
    sheet.reserve(images.length);
    let first = 0;
    images.forEach((image, quad) => {
      this.#quad(image, quad, first);
      first += image.colours.length;
    });
    sheet.upload(images.length);
    sheet.show(images.length);
  }

  destroy(): void {
    this.sheet.destroy();
    this.#cells.destroy();
  }

  #fill(images: readonly FrameImage[]): void {
    if (images.length === this.#filled.length && images.every(({ colours }, i) => colours === this.#filled[i])) return;
    this.#filled = images.map(({ colours }) => colours);
    const count = this.#filled.reduce((sum, { length }) => sum + length, 0);
    if (4 * count > this.#cells.resource.byteLength) {
      const small = this.#cells;
      this.#cells = cellsFor(count);
      this.sheet.mesh.shader!.resources.uCells = this.#cells;
      small.destroy();
    }
    const words = new Uint32Array((this.#cells.resource as Uint8Array).buffer);
    let at = 0;
    for (const colours of this.#filled) for (const colour of colours) words[at++] = rgba(colour, 1);
    this.#cells.update();
  }

  #quad(
    { x, y, width, height, rows, columns, across, round = false, colours, known, empty, alpha }: FrameImage,
    quad: number,
    first: number,
  ): void {
    const { floats, words } = this.sheet;
    for (let corner = 0; corner < 4; corner++) {
      const [right, below] = [corner & 1, corner >> 1];
      const at = (4 * quad + corner) * perVertex;
      floats.set([x + right * width, y + below * height, right, below, columns, rows, (across ? 1 : 0) + (round ? 2 : 0), first], at);
      words[at + 8] = rgba(empty, alpha);
      floats.set([known, colours.length], at + 9);
    }
  }
}

function cellsFor(count: number): BufferImageSource {
  const height = Math.ceil(count / texelsPerRow);
  return new BufferImageSource({
    resource: new Uint8Array(4 * texelsPerRow * height),
    width: texelsPerRow,
    height,
    format: 'rgba8unorm',
    alphaMode: 'no-premultiply-alpha',
    scaleMode: 'nearest',
    label: 'cells',
  });
}
