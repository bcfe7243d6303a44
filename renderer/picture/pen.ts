import { subscript } from '#core/words/number.ts';
import { boxAround, overlap, type Box } from '#renderer/picture/space/boxes.ts';
import type { Colour, Disc, FrameImage, Shape, Text } from './frame.ts';

type TextOptions = Partial<Pick<Text, 'align' | 'tabular' | 'weight' | 'alpha'>> & { readonly behind?: Colour | undefined };
type LineOptions = { readonly alpha?: number; readonly dash?: readonly [number, number] };
type RectOptions = {
  readonly radius?: number;
  readonly alpha?: number;
  readonly fillAlpha?: number;
  readonly outline?: Colour;
  readonly outlineWidth?: number;
};

/** Collects what a frame is made of, in the order in which it is drawn. */
export class Pen {
  readonly images: FrameImage[] = [];
  readonly unitSurfaces: FrameImage[] = [];
  readonly shapes: Shape[] = [];
  readonly discs: Disc[] = [];
  readonly marks: Shape[] = [];
  readonly texts: Text[] = [];
  #to: Shape[] = this.shapes;

  /** Letters smaller than `least` are left out: who cannot read them is better off without. */
  constructor(readonly least = 0) {}

  /** What `draw` draws stands on the discs. */
  onDiscs(draw: () => void): void {
    const before = this.#to;
    this.#to = this.marks;
    draw();
    this.#to = before;
  }

  line(points: readonly number[], colour: Colour, width: number, { alpha = 1, dash }: LineOptions = {}): void {
    this.#to.push({ kind: 'line', points, colour, width, alpha, ...(dash ? { dash } : {}) });
  }

  area(points: readonly number[], fill: Colour, alpha = 1): void {
    this.#to.push({ kind: 'area', points, fill, alpha });
  }

  band(points: readonly number[], fill: Colour, alpha = 1): void {
    this.#to.push({ kind: 'band', points, fill, alpha });
  }

  dot(x: number, y: number, radius: number, fill: Colour, alpha = 1): void {
    this.#to.push({ kind: 'dot', x, y, radius, fill, alpha });
  }

  /** A bar from one corner to the other, in whichever order they come. */
  bar(x0: number, y0: number, x1: number, y1: number, fill: Colour, options: RectOptions = {}): void {
    this.rect(Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0), fill, options);
  }

  rect(x: number, y: number, width: number, height: number, fill: Colour, { radius = 0, alpha = 1, ...outline }: RectOptions = {}): void {
    this.#to.push({ kind: 'rect', x, y, width, height, radius, fill, alpha, ...outline });
  }

  /** A ground of its own for a text that may stand over lines. */
  ground({ left, right, top, bottom }: Box, fill: Colour): void {
    const height = bottom - top;
    this.onDiscs(() => this.rect(left, top, right - left, height, fill, { radius: 0.25 * height, alpha: 0.92 }));
  }

  image(image: FrameImage): void {
    this.images.push(image);
  }

  /** An image inside a disc. */
  unitSurface(image: FrameImage): void {
    this.unitSurfaces.push(image);
  }

  disc(disc: Disc): void {
    this.discs.push(disc);
  }

  /** Whether no text has been written there. */
  isFree(box: Box): boolean {
    return !this.texts.some((text) => overlap(box, boxOf(text)));
  }

  /** Takes away the texts that were written where something is to stand over them. */
  clear(box: Box): void {
    const kept = this.texts.filter((text) => !overlap(box, boxOf(text)));
    this.texts.splice(0, this.texts.length, ...kept);
  }

  text(x: number, y: number, text: string, size: number, colour: Colour, options: TextOptions = {}): void {
    if (size < this.least) return;
    const { align = 'left', tabular = false, weight = 'regular', alpha = 1, behind } = options;
    this.texts.push({ x, y, text, size, colour, alpha, align, tabular, weight, ...(behind === undefined ? {} : { behind }) });
  }
}

/** What a text covers, about. */
export const boxOf = ({ x, y, text, size, align }: Pick<Text, 'x' | 'y' | 'text' | 'size' | 'align'>): Box => {
  const width = textWidth(text, size);
  return boxAround(align === 'left' ? x + width / 2 : align === 'right' ? x - width / 2 : x, y, width, 0.9 * size);
};

/** About how wide a text is; exact measures would need a screen. */
export const textWidth = (text: string, size: number): number => 0.58 * size * lettersIn(text);

/** Letters, where two units of a string may be one: counted without making any, for every text of a frame is measured. */
const lettersIn = (text: string): number => {
  let letters = 0;
  for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) letters++;
  return letters;
};

/** 12 as ₁₂. */
export const sub = subscript;
