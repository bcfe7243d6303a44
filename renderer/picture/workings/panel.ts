import type { Act } from '#renderer/picture/act.ts';
import type { Colour } from '#renderer/picture/frame.ts';
import { inkOf } from '#renderer/picture/palette.ts';
import { textWidth, type Pen } from '#renderer/picture/pen.ts';
import type { Area } from '#renderer/picture/space/placement.ts';

/** The workings are parts side by side: what is computed, term by term, and its curve. */
export interface Panel {
  readonly summary: Area;
  readonly terms: Area;
  /** Undefined where letters are too large for three parts: then terms and curve share a place, one after the other. */
  readonly plot: Area | undefined;
  /** All beside the summary. */
  readonly rest: Area;
}

/** The least that a summary and bars with short labels need, at `type` 1. */
const leastSummary = 150;
const leastTerms = 180;

export const panelOf = ({ unit, type }: Act, area: Area): Panel => {
  const pad = 10 * unit;
  const inner = { x: area.x + pad, y: area.y + 8 * unit, width: area.width - 2 * pad, height: area.height - 16 * unit };
  const gap = 22 * unit;
  const summary = Math.min(176 * type, Math.max(inner.width * 0.3, leastSummary * type));
  const plot = Math.min(190 * unit, inner.width * 0.28);
  const rest = { ...inner, x: inner.x + summary + gap, width: Math.max(inner.width - summary - gap, 1) };
  const terms = rest.width - plot - gap;
  const three = terms >= leastTerms * type;
  return {
    summary: { ...inner, width: summary },
    terms: three ? { ...rest, width: terms } : rest,
    plot: three ? { ...inner, x: inner.x + inner.width - plot, width: plot } : undefined,
    rest,
  };
};

export interface Line {
  readonly label: string;
  /** In the place of a label that is too long to be read in its line. */
  readonly short?: string;
  readonly value: string;
  readonly colour?: Colour;
  /** 0 hidden, 1 there; hidden lines keep their place so that nothing jumps. */
  readonly shown: number;
  readonly bold?: boolean;
}

/** A title and under it lines of label and value, the values in a column. */
export const drawSummary = ({ palette, type }: Act, pen: Pen, area: Area, title: string, all: readonly Line[]): void => {
  const lines = thatFit(all, Math.floor((area.height * linesShare) / (pen.least || 1)) - 1);
  const height = Math.min(area.height / (lines.length + 1), 21 * type);
  const size = Math.max(Math.min(12.5 * type, height * 0.72), Math.min(pen.least, height * linesShare));
  const fitted = (text: string, room: number): number => Math.min(size, (size * room) / Math.max(textWidth(text, size), 1));
  pen.text(area.x, area.y + height * 0.45, title, fitted(title, area.width), palette.soft, { weight: 'bold' });
  lines.forEach(({ label, short, value, colour, shown, bold = false }, i) => {
    const y = area.y + height * (i + 1.5);
    const weight = bold ? 'bold' : 'regular';
    const room = area.width - (value === '' ? 0 : textWidth(value, size) + 0.5 * size);
    const text = short !== undefined && fitted(label, room) < Math.min(pen.least, size) ? short : label;
    pen.text(area.x, y, text, fitted(text, room), inkOf(palette, shown), { weight });
    if (shown > 0)
      pen.text(area.x + area.width, y, value, size, colour ?? palette.ink, { align: 'right', tabular: true, alpha: shown, weight });
  });
};

/** Letters may be this much of the height of their line. */
const linesShare = 0.84;

/** No more lines than there is room for: what a result is made of gives way, the first of it first. */
const thatFit = (lines: readonly Line[], most: number): readonly Line[] => {
  let over = lines.length - Math.max(most, 1);
  return lines.filter(({ bold }) => bold === true || over-- <= 0);
};

/** "Hidden 2 · 3": the unit that the workings are about. */
export const unitTitle = ({ look, depth }: Act, layer: number, unit: number): string => {
  const { words } = look;
  return `${layer === 0 ? words.inputs : layer === depth ? words.output : words.hidden(layer)} · ${unit + 1}`;
};

/** That the followed sample took no part, in as many lines as the width of an area asks for, about the height y. */
export const drawAbsent = ({ look, palette, type }: Act, pen: Pen, { x, width }: Pick<Area, 'x' | 'width'>, y: number): void => {
  const size = 12.5 * type;
  const lines: string[] = [];
  for (const word of look.words.notInBatch.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  lines.forEach((line, i) => pen.text(x, y + (i - (lines.length - 1) / 2) * 1.25 * size, line, size, palette.warning, { weight: 'bold' }));
};
