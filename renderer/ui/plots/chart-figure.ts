import type { Frame } from '#renderer/picture/frame.ts';
import type { Palette } from '#renderer/picture/palette.ts';
import { Pen, textWidth } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { drawChart, layChart, type Chart } from './chart.ts';

export interface FigureOptions {
  /** In stage units. */
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** Under the horizontal axis. */
  readonly across: string;
  readonly tick: (value: number) => string;
  readonly palette: Palette;
}

const letter = 16;
const edge = 24;

/** A chart that stands by itself, as a picture: with a title, and with the names of its lines where there are several. */
export const chartFigure = (chart: Chart, { width, height, title, across, tick, palette }: FigureOptions): Frame => {
  const pen = new Pen();
  pen.text(edge, edge + 12, title, 24, palette.ink, { weight: 'bold' });
  let top = edge + 44;
  if (!chart.named && chart.lines.length > 1) {
    let left = edge;
    for (const { name, colour } of chart.lines) {
      pen.line([left, top, left + 22, top], colour, 3);
      pen.text(left + 30, top, name, letter, palette.ink);
      left += 30 + textWidth(name, letter) + 28;
    }
    top += 24;
  }
  const room = { left: edge / 2, top, width: width - edge, height: height - top - edge - 8, letter };
  const layout = layChart(chart, room, tick);
  drawChart(pen, chart, layout, palette);
  pen.text((layout.left + layout.right) / 2, height - edge, across, letter, palette.soft, { align: 'centre' });
  return plainFrame({ width, height, background: palette.background }, pen);
};
