import type { Frame, FrameImage, Shape } from './frame.ts';
import type { Palette } from './palette.ts';
import { Pen, textWidth } from './pen.ts';

/** What is said around a picture that stands by itself. */
export interface Saying {
  /** Over it, in bold. */
  readonly title?: string | undefined;
  /** Which moment it is: step and sample. */
  readonly note?: string | undefined;
  /** Under it, over as many lines as it takes. */
  readonly sentence?: string | undefined;
}

interface Lines {
  readonly size: number;
  readonly title: string | undefined;
  readonly note: string | undefined;
  /** The note stands beside the title where both fit. */
  readonly beside: boolean;
  readonly sentence: readonly string[];
  readonly top: number;
  readonly bottom: number;
}

/** From one line to the next, and room between words and picture, in heights of a letter. */
const [line, gap] = [1.45, 0.6];

/** Draws a picture with words over and under it: the picture gets the height that they leave. `letter` is their size in stage units. */
export const framed = (
  saying: Saying,
  { width, height }: { readonly width: number; readonly height: number },
  letter: number,
  palette: Palette,
  draw: (size: { readonly width: number; readonly height: number }) => Frame,
): Frame => {
  const lines = laid(saying, width, letter);
  const inner = shifted(draw({ width, height: Math.max(height - lines.top - lines.bottom, 1) }), lines.top);
  const pen = new Pen();
  write(pen, lines, width, height, letter, palette);
  return { ...inner, height, texts: [...inner.texts, ...pen.texts] };
};

const laid = ({ title, note, sentence }: Saying, width: number, letter: number): Lines => {
  const size = 1.2 * letter;
  const room = width - 2 * letter;
  const beside = title !== undefined && note !== undefined && 1.05 * textWidth(title, size) + textWidth(note, letter) + 2 * letter <= room;
  const over = (title === undefined ? 0 : line * size) + (note === undefined || beside ? 0 : line * letter);
  const under = sentence === undefined ? [] : wrapped(sentence, letter, room);
  return {
    size,
    title,
    note,
    beside,
    sentence: under,
    top: over === 0 ? 0 : over + gap * letter,
    bottom: under.length === 0 ? 0 : (under.length * line + gap) * letter,
  };
};

const write = (pen: Pen, lines: Lines, width: number, height: number, letter: number, palette: Palette): void => {
  const { size, title, note, beside, sentence, bottom } = lines;
  if (title !== undefined) pen.text(letter, gap * letter + size / 2, title, size, palette.ink, { weight: 'bold' });
  if (note !== undefined) {
    const y = gap * letter + (beside ? size / 2 : (title === undefined ? 0 : line * size) + letter / 2);
    pen.text(beside ? width - letter : letter, y, note, letter, palette.soft, { align: beside ? 'right' : 'left', tabular: true });
  }
  sentence.forEach((words, index) => pen.text(letter, height - bottom + (index + 0.5) * line * letter, words, letter, palette.ink));
};

/** Words in lines of about this width. */
export const wrapped = (text: string, size: number, width: number): readonly string[] => {
  const lines: string[] = [];
  let open = '';
  for (const word of text.split(/\s+/u).filter((one) => one !== '')) {
    const longer = open === '' ? word : `${open} ${word}`;
    if (open !== '' && textWidth(longer, size) > width) {
      lines.push(open);
      open = word;
    } else open = longer;
  }
  return open === '' ? lines : [...lines, open];
};

/** A frame whose picture lies lower by `down`. */
const shifted = (frame: Frame, down: number): Frame => {
  if (down === 0) return frame;
  const moved = <T extends { readonly y: number }>(one: T): T => ({ ...one, y: one.y + down });
  const image = (one: FrameImage): FrameImage => moved(one);
  const shape = (one: Shape): Shape => shifts[one.kind](one, down);
  return {
    ...frame,
    edges: { ...frame.edges, ends: frame.edges.ends.map((value, index) => value + (index % 2) * down) },
    images: frame.images.map(image),
    shapes: frame.shapes.map(shape),
    discs: frame.discs.map(moved),
    marks: frame.marks.map(shape),
    unitSurfaces: frame.unitSurfaces.map(image),
    texts: frame.texts.map(moved),
  };
};

const low = (one: Shape, down: number): Shape => ('y' in one ? { ...one, y: one.y + down } : one);
/** Every second number of a line is its y; of a band each but the first of three. */
const along = (one: Shape, down: number): Shape => {
  if (!('points' in one)) return one;
  const [every, first] = one.kind === 'band' ? [3, 1] : [2, 1];
  return { ...one, points: one.points.map((value, index) => (index % every >= first ? value + down : value)) };
};
const shifts = { line: along, area: along, band: along, rect: low, dot: low } as const;
