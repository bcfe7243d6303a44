import type { Text } from '#renderer/picture/frame.ts';
import { atlasSize, Glyphs, largestGlyph, phasesPerPixel } from './glyphs.ts';
import { rgba, Sheet } from './sheet.ts';

const vertex = `#version 300 es
in vec4 aPoint;
in vec4 aColour;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
out vec2 vPlace;
flat out vec4 vColour;

void main() {
  mat3 transform = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((transform * vec3(aPoint.xy, 1.0)).xy, 0.0, 1.0);
  vPlace = aPoint.zw;
  vColour = aColour;
}`;

const fragment = `#version 300 es
precision highp float;
in vec2 vPlace;
flat in vec4 vColour;
uniform sampler2D uAtlas;
out vec4 finalColor;

void main() {
  float cover = texture(uAtlas, vPlace).a * vColour.a;
  finalColor = vec4(vColour.rgb * cover, cover);
}`;

const stride = 20;
const perVertex = stride / 4;

/** Where the stage is drawn: device pixels per stage unit, and the device pixel of the stage's origin. */
export interface Grid {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A text's characters and where the pen goes between them, in ems. */
interface Run {
  readonly characters: readonly string[];
  readonly advances: readonly number[];
  readonly leads: readonly number[];
  readonly width: number;
}

/** More texts than this are those of frames long gone. */
const mostRuns = 4000;

/** All texts in one draw call, each glyph on whole device pixels and so as sharp as the screen. */
export class TextSheet {
  readonly sheet: Sheet;
  readonly #glyphs = new Glyphs();
  readonly #runs = new Map<string, Run>();
  #quads = 0;

  constructor() {
    const { source } = this.#glyphs.texture;
    this.sheet = new Sheet({
      label: 'texts',
      vertex,
      fragment,
      stride,
      fields: {
        aPoint: { format: 'float32x4', offset: 0 },
        aColour: { format: 'unorm8x4', offset: 16 },
      },
      resources: { uAtlas: source, uSampler: source.style },
    });
  }

  draw(texts: readonly Text[], grid: Grid): void {
    const { generation } = this.#glyphs;
    this.#write(texts, grid);
    // The atlas began anew in the middle of this frame: what was written before it points to nothing.
    if (this.#glyphs.generation !== generation) this.#write(texts, grid);
    this.#glyphs.flush();
    this.sheet.upload(this.#quads);
    this.sheet.show(this.#quads);
  }

  destroy(): void {
    this.sheet.destroy();
    this.#glyphs.destroy();
  }

  #write(texts: readonly Text[], grid: Grid): void {
    this.#quads = 0;
    this.sheet.reserve(texts.reduce((sum, { text, behind }) => sum + text.length * (behind === undefined ? 1 : 2), 0));
    for (const text of texts) {
      if (text.alpha <= 0 || text.text === '') continue;
      if (text.behind !== undefined) this.#line(text, text.behind, true, grid);
      this.#line(text, text.colour, false, grid);
    }
  }

  #line({ text, x, y, size, align, weight, tabular, alpha }: Text, colour: number, halo: boolean, grid: Grid): void {
    const wanted = size * grid.scale;
    const drawn = Math.min(Math.max(Math.round(wanted), 5), largestGlyph);
    // Rounding the size keeps texts sharp; only glyphs past the largest are stretched.
    const stretch = wanted > largestGlyph ? wanted / largestGlyph : 1;
    const em = drawn * stretch;
    const { characters, advances, leads, ...run } = this.#run(text, weight, tabular);
    const width = run.width * em;
    let pen = x * grid.scale + grid.x - (align === 'left' ? 0 : align === 'right' ? width : width / 2);
    // y is the middle of the figures, so that labels sit level with what they name.
    const baseline = Math.round(y * grid.scale + grid.y + capMiddle * em);
    const paint = rgba(colour, alpha);
    for (let i = 0; i < characters.length; i++) {
      const character = characters[i]!;
      if (character !== ' ') this.#glyph(character, weight, drawn, stretch, pen + leads[i]! * em, baseline, halo, paint, grid);
      pen += advances[i]! * em;
    }
  }

  /** Most texts of a frame were in the one before: how wide they are is known. */
  #run(text: string, weight: Text['weight'], tabular: boolean): Run {
    const key = `${weight}${tabular}${text}`;
    let run = this.#runs.get(key);
    if (run) return run;
    const characters = [...text];
    const advances = characters.map((character, i) => this.#glyphs.advance(character, characters[i + 1] ?? '', weight, tabular));
    // A narrow digit stands in the middle of its place.
    const leads = characters.map((character) => (tabular ? this.#glyphs.lead(character, weight) : 0));
    run = { characters, advances, leads, width: advances.reduce((sum, advance) => sum + advance, 0) };
    if (this.#runs.size >= mostRuns) this.#runs.clear();
    this.#runs.set(key, run);
    return run;
  }

  #glyph(
    character: string,
    weight: Text['weight'],
    size: number,
    stretch: number,
    pen: number,
    baseline: number,
    halo: boolean,
    paint: number,
    grid: Grid,
  ): void {
    const steps = Math.round(pen * phasesPerPixel);
    const phase = ((steps % phasesPerPixel) + phasesPerPixel) % phasesPerPixel;
    const { u, v, width, height, left, top } = this.#glyphs.glyph(character, weight, size, phase, halo);
    const x0 = (steps - phase) / phasesPerPixel + left * stretch;
    const y0 = baseline - top * stretch;
    const { floats, words } = this.sheet;
    for (let corner = 0; corner < 4; corner++) {
      const right = corner & 1;
      const below = corner >> 1;
      const at = (4 * this.#quads + corner) * perVertex;
      floats[at] = (x0 + right * width * stretch - grid.x) / grid.scale;
      floats[at + 1] = (y0 + below * height * stretch - grid.y) / grid.scale;
      floats[at + 2] = (u + right * width) / atlasSize.width;
      floats[at + 3] = (v + below * height) / atlasSize.height;
      words[at + 4] = paint;
    }
    this.#quads++;
  }
}

/** From the middle of a figure down to its baseline, in ems. */
const capMiddle = 0.364;
