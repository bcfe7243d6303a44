import { at } from '#core/contract/matrix.ts';
import { type Act, layerOf, partProgress, valueOf } from '#renderer/picture/act.ts';
import { mix, smooth } from '#renderer/picture/time/easing.ts';
import { inkOf, signColour } from '#renderer/picture/palette.ts';
import { drawSummary, unitTitle, type Panel } from './panel.ts';
import { sub, type Pen } from '#renderer/picture/pen.ts';
import type { Area } from '#renderer/picture/space/placement.ts';
import { labelsIn, mostBars, rowsOf } from './rows.ts';
import { drawWatch, endsEpoch } from './watch.ts';

/** Every incoming weight from its old value to its new one, with the change as a bar. */
export const updateWorkings = (act: Act, pen: Pen, panel: Panel): void => {
  const { moment, look, palette } = act;
  const { layer, unit, part } = moment;
  const entry = entryOf(act, layer, unit, part);
  const number = look.number;
  const progress = smooth(moment.progress);
  drawSummary(act, pen, panel.summary, unitTitle(act, layer, unit), [
    { label: entry.name, value: number(entry.before), shown: 1 },
    { label: `+ Δ${entry.name}`, value: number(entry.delta), shown: progress, colour: signColour(palette, entry.delta) },
    { label: `${entry.name} ′`, value: number(entry.after), shown: progress, bold: true },
  ]);
  const ends = endsEpoch(act);
  const { terms, plot, rest } = panel;
  if (!ends) drawChanges(act, pen, rest);
  else if (plot) drawChanges(act, pen, terms);
  if (ends) drawWatch(act, pen, plot ?? rest);
};

interface Entry {
  readonly name: string;
  readonly before: number;
  readonly delta: number;
  readonly after: number;
}

/** A weight of the unit by its part; the last part is the bias. */
const entryOf = (act: Act, layer: number, unit: number, part: number): Entry => {
  const { W, b, deltaW, deltab, WAfter, bAfter } = layerOf(act, layer);
  if (part >= W.rows) return { name: 'b', before: valueOf(b, unit), delta: valueOf(deltab, unit), after: valueOf(bAfter, unit) };
  return { name: `w${sub(part + 1)}`, before: at(W, part, unit), delta: at(deltaW, part, unit), after: at(WAfter, part, unit) };
};

const drawChanges = (act: Act, pen: Pen, area: Area): void => {
  const { moment, look, palette, unit: length, type } = act;
  const { layer, unit } = moment;
  const incoming = layerOf(act, layer).W.rows;
  const count = Math.min(incoming, mostBars);
  const entries = Array.from({ length: count + 1 }, (_, row) => {
    const part = row < count ? row : incoming;
    return { ...entryOf(act, layer, unit, part), progress: smooth(partProgress(act, 'update', layer, unit, part)) };
  });
  const most = Math.max(0, ...entries.map(({ delta }) => Math.abs(delta)).filter(Number.isFinite)) || 1;
  const { labels, room } = labelsIn(
    act,
    area,
    entries.map(({ name, before, after }) => `${name}  ${look.number(before)} → ${look.number(after)}`),
    entries.map(({ name }) => name),
  );
  const rows = rowsOf(act, area, count + 1, Math.min(moment.part, count), room, 72 * type);
  const middle = (rows.left + rows.right) / 2;
  const x = (value: number) => middle + ((Number.isFinite(value) ? value : most) / most) * (rows.right - rows.left) * 0.5;
  const thick = Math.min(rows.height * 0.56, 9 * length);
  pen.line([middle, rows.y(0) - rows.height / 2, middle, rows.y(count) + rows.height / 2], palette.rule, length);
  entries.forEach(({ delta, progress }, row) => {
    const y = rows.y(row);
    const size = rows.textSize(row);
    const colour = signColour(palette, delta);
    if (size > 0) {
      const said = progress > 0 ? labels[row]! : labels[row]!.replace(/ → .*$/u, '');
      pen.text(rows.left - 8 * type, y, said, size, inkOf(palette, progress), {
        align: 'right',
        tabular: true,
      });
    }
    if (progress === 0) return;
    pen.bar(middle, y - thick / 2, mix(middle, x(delta), progress), y + thick / 2, colour, { alpha: 0.9, radius: 1.5 * length });
    if (size > 0 && progress === 1) pen.text(area.x + area.width, y, look.number(delta), size, colour, { align: 'right', tabular: true });
  });
};
