import type { Act } from './act.ts';
import type { Colour } from './frame.ts';
import { inkOf } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Area } from './placement.ts';

/** The workings are three parts side by side: what is computed, term by term, and its curve. */
export interface Panel {
  readonly summary: Area;
  readonly terms: Area;
  readonly plot: Area;
}

export const panelOf = ({ unit, type }: Act, area: Area): Panel => {
  const pad = 10 * unit;
  const inner = { x: area.x + pad, y: area.y + 8 * unit, width: area.width - 2 * pad, height: area.height - 16 * unit };
  const gap = 22 * unit;
  const summary = Math.min(176 * type, inner.width * 0.3);
  const plot = Math.min(190 * unit, inner.width * 0.28);
  return {
    summary: { ...inner, width: summary },
    terms: { ...inner, x: inner.x + summary + gap, width: inner.width - summary - plot - 2 * gap },
    plot: { ...inner, x: inner.x + inner.width - plot, width: plot },
  };
};

export interface Line {
  readonly label: string;
  readonly value: string;
  readonly colour?: Colour;
  /** 0 hidden, 1 there; hidden lines keep their place so that nothing jumps. */
  readonly shown: number;
  readonly bold?: boolean;
}

/** A title and under it lines of label and value, the values in a column. */
export const drawSummary = ({ palette, type }: Act, pen: Pen, area: Area, title: string, lines: readonly Line[]): void => {
  const height = Math.min(area.height / (lines.length + 1), 21 * type);
  const size = Math.min(12.5 * type, height * 0.72);
  pen.text(area.x, area.y + height * 0.45, title, size, palette.soft, { weight: 'bold' });
  lines.forEach(({ label, value, colour, shown, bold = false }, i) => {
    const y = area.y + height * (i + 1.5);
    const weight = bold ? 'bold' : 'regular';
    pen.text(area.x, y, label, size, inkOf(palette, shown), { weight });
    if (shown > 0)
      pen.text(area.x + area.width, y, value, size, colour ?? palette.ink, { align: 'right', tabular: true, alpha: shown, weight });
  });
};

/** "Hidden 2 · 3": the unit that the workings are about. */
export const unitTitle = ({ look, depth }: Act, layer: number, unit: number): string => {
  const { words } = look;
  return `${layer === 0 ? words.inputs : layer === depth ? words.output : words.hidden(layer)} · ${unit + 1}`;
};
