import { CanvasSource, Texture } from 'pixi.js';
import { fontFamily } from './font.ts';

export type Weight = 'regular' | 'bold';

/** Where a glyph is in the atlas, in texels, and where it goes, in device pixels from the pen on the baseline. */
export interface Glyph {
  readonly u: number;
  readonly v: number;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
}

export const atlasSize = { width: 2048, height: 1024 } as const;
/** Glyphs are drawn at so many offsets within a pixel, so that letters stand evenly at small sizes. */
export const phasesPerPixel = 4;
/** Glyphs larger than this are drawn this large and stretched. */
export const largestGlyph = 180;
const cssWeight = { regular: 450, bold: 650 } as const;
/** Size at which distances between letters are measured. */
const metric = 100;
/** Width of the halo behind a glyph, by its size. */
export const haloWidth = 0.28;

/**
 * White glyphs in one texture, drawn when first asked for at the very size at which they are shown. Numbers that change at
 * each step cost nothing new: their digits are already there.
 */
export class Glyphs {
  readonly texture: Texture<CanvasSource>;
  /** Grows by one when the atlas was full and began anew: what was placed before is no longer there. */
  generation = 0;
  readonly #context: CanvasRenderingContext2D;
  readonly #places = new Map<number, Glyph>();
  readonly #advances = new Map<string, number>();
  #x = 1;
  #y = 1;
  #rowHeight = 0;
  #changed = false;

  constructor() {
    const canvas = document.createElement('canvas');
    canvas.width = atlasSize.width;
    canvas.height = atlasSize.height;
    this.#context = canvas.getContext('2d')!;
    this.#context.fillStyle = this.#context.strokeStyle = '#fff';
    this.#context.lineJoin = 'round';
    this.#context.textBaseline = 'alphabetic';
    this.texture = new Texture({ source: new CanvasSource({ resource: canvas, autoDensity: false, scaleMode: 'linear' }) });
  }

  /** Uploads what is new. Call once a frame, before it is rendered. */
  flush(): void {
    if (this.#changed) this.texture.source.update();
    this.#changed = false;
  }

  glyph(character: string, weight: Weight, size: number, phase: number, halo: boolean): Glyph {
    // A number is found sooner than a text, and this is asked for each letter of each frame.
    const face = (weight === 'bold' ? 2 : 0) + (halo ? 1 : 0);
    const key = ((character.codePointAt(0)! * 4 + face) * (largestGlyph + 1) + size) * phasesPerPixel + phase;
    return this.#places.get(key) ?? this.#draw(key, character, weight, size, phase, halo);
  }

  /** From the pen before `character` to the pen after it, in ems, kerned against `next`. */
  advance(character: string, next: string, weight: Weight, tabular: boolean): number {
    if (tabular && isDigit(character)) return this.#digit(weight);
    const pair = next === '' || (tabular && isDigit(next)) ? character : character + next;
    const key = `${weight}${pair}`;
    let advance = this.#advances.get(key);
    if (advance === undefined) {
      advance = pair === character ? this.#measure(character, weight) : this.#measure(pair, weight) - this.#measure(next, weight);
      this.#advances.set(key, advance);
    }
    return advance;
  }

  /** How far a digit stands in from the left of the place that all digits have, in ems. */
  lead(character: string, weight: Weight): number {
    if (!isDigit(character)) return 0;
    return (this.#digit(weight) - this.advance(character, '', weight, false)) / 2;
  }

  destroy(): void {
    this.texture.destroy(true);
  }

  /** All digits are given the width of the widest. */
  #digit(weight: Weight): number {
    let widest = this.#advances.get(`${weight}digit`);
    if (widest === undefined) {
      widest = Math.max(...[...'0123456789'].map((digit) => this.#measure(digit, weight)));
      this.#advances.set(`${weight}digit`, widest);
    }
    return widest;
  }

  #measure(text: string, weight: Weight): number {
    this.#setFont(weight, metric);
    return this.#context.measureText(text).width / metric;
  }

  #draw(key: number, character: string, weight: Weight, size: number, phase: number, halo: boolean): Glyph {
    this.#setFont(weight, size);
    const context = this.#context;
    const box = context.measureText(character);
    const rim = halo ? Math.ceil((haloWidth * size) / 2) : 0;
    const left = Math.floor(-box.actualBoundingBoxLeft) - rim - 1;
    const top = Math.ceil(box.actualBoundingBoxAscent) + rim + 1;
    const width = Math.ceil(box.actualBoundingBoxRight) + rim + 2 - left;
    const height = top + Math.ceil(box.actualBoundingBoxDescent) + rim + 1;
    const { u, v } = this.#allot(width, height);
    const pen = u - left + phase / phasesPerPixel;
    if (halo) {
      context.lineWidth = haloWidth * size;
      context.strokeText(character, pen, v + top);
    }
    context.fillText(character, pen, v + top);
    const glyph = { u, v, width, height, left, top };
    this.#places.set(key, glyph);
    this.#changed = true;
    return glyph;
  }

  /** The next free place, row by row; when there is none the atlas begins anew. */
  #allot(width: number, height: number): { u: number; v: number } {
    if (this.#x + width + 1 > atlasSize.width) {
      this.#x = 1;
      this.#y += this.#rowHeight + 1;
      this.#rowHeight = 0;
    }
    if (this.#y + height + 1 > atlasSize.height) {
      this.#context.clearRect(0, 0, atlasSize.width, atlasSize.height);
      this.#places.clear();
      this.#x = this.#y = 1;
      this.#rowHeight = 0;
      this.generation++;
    }
    const place = { u: this.#x, v: this.#y };
    this.#x += width + 1;
    this.#rowHeight = Math.max(this.#rowHeight, height);
    return place;
  }

  #setFont(weight: Weight, size: number): void {
    this.#context.font = `${cssWeight[weight]} ${size}px '${fontFamily}', system-ui, sans-serif`;
  }
}

const isDigit = (character: string): boolean => character >= '0' && character <= '9' && character.length === 1;
