import { wrapped } from '#renderer/picture/framed.ts';
import type { Palette } from '#renderer/picture/palette.ts';
import type { Pen } from '#renderer/picture/pen.ts';

/** Something told in words: its name and what is said of it, a paragraph each; those before `quiet` in ink. */
export interface Block {
  readonly head: string;
  readonly told: readonly string[];
  readonly quiet?: readonly string[];
}

/** From one line to the next, and between blocks, in heights of a letter. */
const [line, gap] = [1.45, 0.7];

/** Writes blocks under each other, as many as there is room for; what is left out is told by three dots. */
export const drawList = (
  pen: Pen,
  blocks: readonly Block[],
  { width, height, letter }: { readonly width: number; readonly height: number; readonly letter: number },
  palette: Palette,
): void => {
  const room = width - 2 * letter;
  const lines = blocks.flatMap(({ head, told, quiet = [] }, index) => {
    const of = (texts: readonly string[], colour: number, weight: 'regular' | 'bold' = 'regular') =>
      texts.flatMap((text) => wrapped(text, letter, room).map((words) => ({ words, colour, weight, before: 0 })));
    const own = [...of([head], palette.ink, 'bold'), ...of(told, palette.ink), ...of(quiet, palette.soft)];
    return own.map((one, at) => (at === 0 && index > 0 ? { ...one, before: gap * letter } : one));
  });
  let y = 0.4 * letter;
  for (const [index, { words, colour, weight, before }] of lines.entries()) {
    y += before;
    const isLast = index === lines.length - 1;
    // The last line that fits gives way to the sign that there is more.
    const cut = !isLast && y + 2 * line * letter + (lines[index + 1]?.before ?? 0) > height;
    pen.text(letter, y + (line / 2) * letter, cut ? '…' : words, letter, colour, { weight, tabular: true });
    y += line * letter;
    if (cut) return;
  }
};
