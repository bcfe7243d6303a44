import { at } from '#core/contract/matrix.ts';
import { type Act, layerOf, partProgress, valueOf } from '#renderer/picture/act.ts';
import { mix, smooth } from '#renderer/picture/time/easing.ts';
import { inkOf } from '#renderer/picture/palette.ts';
import { drawSummary, unitTitle, type Panel } from './panel.ts';
import { sub, type Pen } from '#renderer/picture/pen.ts';
import { takenBy, timesOf, touchOf } from './program.ts';
import { labelsIn, mostBars, rowsOf } from './rows.ts';

/** Each incoming weight's gradient: this sample's share a·dL/dz as an outline, the whole batch's dL/dw as a bar. */
export const gradientWorkings = (act: Act, pen: Pen, panel: Panel): void => {
  const { moment, look, palette, trace } = act;
  const { layer, unit, part } = moment;
  const { W, dW, db, dZ, unclipped } = layerOf(act, layer);
  const number = look.number;
  const weight = part < W.rows;
  const progress = smooth(moment.progress);
  const owed = valueOf(dZ, unit);
  const total = weight ? at(dW, part, unit) : valueOf(db, unit);
  const before = unclipped && (weight ? at(unclipped.W, part, unit) : valueOf(unclipped.b, unit));
  const clipped = before !== undefined && before !== total;
  const batch = trace.batch.indices.length;
  const name = weight ? `w${sub(part + 1)}` : 'b';
  const taken = takenBy(act, layer, part, `${layer === 1 ? 'x' : 'a'}${sub(part + 1)}`);
  const touch = touchOf(act, layer, part, unit, before ?? total);
  const symbol = `∂L/∂${name}`;
  drawSummary(act, pen, panel.summary, unitTitle(act, layer, unit), [
    { label: `${timesOf(act)}∂L/∂z`, value: number(owed), shown: 1, colour: palette.upstream },
    { label: `× ${taken.name}`, value: number(taken.value), shown: 1 },
    {
      label: batch > 1 ? `Σ (n = ${batch})` : '',
      value: clipped ? number(before) : '',
      shown: batch > 1 || clipped ? (clipped ? progress : 1) : 0,
    },
    ...(touch?.carried === undefined ? [] : [{ label: '+ g (k−1)', value: number(touch.carried), shown: progress }]),
    { label: touch ? 'g' : symbol, value: number(total), shown: progress, colour: palette.upstream, bold: true },
    ...(touch?.right === undefined ? [] : [{ label: `≠ ${symbol}`, value: number(touch.right), shown: progress }]),
  ]);
  drawBars(act, pen, panel);
};

const drawBars = (act: Act, pen: Pen, { rest: area }: Panel): void => {
  const { moment, look, palette, unit: length, type } = act;
  const { layer, unit } = moment;
  const { W, dW, db, dZ, unclipped } = layerOf(act, layer);
  const count = Math.min(W.rows, mostBars);
  const owed = valueOf(dZ, unit);
  const entries = Array.from({ length: count + 1 }, (_, row) => {
    const from = row < count ? row : W.rows;
    const { name, value } = takenBy(act, layer, from, `${layer === 1 ? 'x' : 'a'}${sub(from + 1)}`);
    return {
      label: `${row < count ? name : 'b'}  ${row < count ? look.number(value) : value} × ${look.number(owed)}`,
      short: row < count ? name : 'b',
      share: value * owed,
      total: row < count ? at(dW, from, unit) : valueOf(db, unit),
      before: unclipped && (row < count ? at(unclipped.W, from, unit) : valueOf(unclipped.b, unit)),
      progress: partProgress(act, 'gradient', layer, unit, from),
    };
  });
  const sizes = entries.flatMap(({ share, total, before = 0 }) => [share, total, before].map(Math.abs)).filter(Number.isFinite);
  const most = Math.max(0, ...sizes) || 1;
  const { labels, room } = labelsIn(
    act,
    area,
    entries.map(({ label }) => label),
    entries.map(({ short }) => short),
  );
  const rows = rowsOf(act, area, count + 1, Math.min(moment.part, count), room, 66 * type);
  const middle = (rows.left + rows.right) / 2;
  const x = (value: number) => middle + ((Number.isFinite(value) ? value : most) / most) * (rows.right - rows.left) * 0.5;
  const thick = Math.min(rows.height * 0.62, 10 * length);
  pen.line([middle, rows.y(0) - rows.height / 2, middle, rows.y(count) + rows.height / 2], palette.rule, length);
  entries.forEach(({ share, total, before = total, progress }, row) => {
    const y = rows.y(row);
    const size = rows.textSize(row);
    if (size > 0) pen.text(rows.left - 8 * type, y, labels[row]!, size, inkOf(palette, progress), { align: 'right', tabular: true });
    if (progress === 0) return;
    pen.bar(middle, y - thick * 0.34, mix(middle, x(total), smooth(progress)), y + thick * 0.34, palette.upstream, { alpha: 0.85 });
    pen.bar(middle, y - thick / 2, mix(middle, x(share), smooth(progress)), y + thick / 2, palette.panel, {
      alpha: 1,
      fillAlpha: 0,
      outline: palette.ink,
      outlineWidth: Math.max(0.9 * length, 0.8),
    });
    if (before !== total) drawCut(act, pen, [x(total), x(before)], y, thick);
    if (size > 0 && progress === 1)
      pen.text(area.x + area.width, y, look.number(total), size, palette.upstream, { align: 'right', tabular: true });
  });
};

/** How far the bar reached before clipping, and where it was cut off. */
const drawCut = ({ palette, unit }: Act, pen: Pen, [after, before]: readonly [number, number], y: number, thick: number): void => {
  pen.line([after, y, before, y], palette.warning, 1.2 * unit, { dash: [3 * unit, 2.5 * unit] });
  pen.line([before, y - thick * 0.4, before, y + thick * 0.4], palette.warning, 1.2 * unit);
  pen.line([after, y - thick * 0.7, after, y + thick * 0.7], palette.warning, 2.2 * unit);
};
