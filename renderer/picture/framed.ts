import type { Frame } from './frame.ts';
import type { Palette } from './palette.ts';
import { Pen, textWidth } from './pen.ts';
import { shifted } from './shifted.ts';

/** What is said around a picture that stands by itself. */
export interface Saying {
  /** Over it, in bold. */
  readonly title?: string | undefined;
  /** Which moment it is: step and sample. */
  readonly note?: string | undefined;
  /** Under it, over as many lines as it takes, and over `lines` at least: the pictures of a film stay where they are. */
  readonly sentence?: string | undefined;
  readonly lines?: number;
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

interface Size {
  readonly width: number;
  readonly height: number;
}

/** From one line to the next, and room between words and picture, in heights of a letter. */
const [line, gap] = [1.45, 0.6];

/**
 * Draws a picture with words over and under it: the picture gets the height that they leave, and may take another. `letter` is their size
 * in stage units.
 */
export const framed = (saying: Saying, { width, height }: Size, letter: number, palette: Palette, draw: (size: Size) => Frame): Frame => {
  const lines = laid(saying, width, letter);
  const said = lines.top + lines.bottom;
  const inner = shifted(draw({ width, height: Math.max(height - said, 1) }), 0, lines.top);
  const whole = inner.height + said;
  const pen = new Pen();
  write(pen, lines, width, whole, letter, palette);
  return { ...inner, height: whole, texts: [...inner.texts, ...pen.texts] };
};

const laid = ({ title, note, sentence, lines = 0 }: Saying, width: number, letter: number): Lines => {
  const size = 1.2 * letter;
  const room = width - 2 * letter;
  const beside = title !== undefined && note !== undefined && 1.05 * textWidth(title, size) + textWidth(note, letter) + 2 * letter <= room;
  const over = (title === undefined ? 0 : line * size) + (note === undefined || beside ? 0 : line * letter);
  const under = sentence === undefined ? [] : wrapped(sentence, letter, room);
  const kept = Math.max(under.length, lines);
  return {
    size,
    title,
    note,
    beside,
    sentence: under,
    top: over === 0 ? 0 : over + gap * letter,
    bottom: kept === 0 ? 0 : (kept * line + gap) * letter,
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
