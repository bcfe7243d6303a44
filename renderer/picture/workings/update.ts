import { change, parameterBefore, update } from '#core/account/learn.ts';
import { parameterAt } from '#core/account/gradient.ts';
import { type Act, layerOf, partProgress, written, writtenPair } from '#renderer/picture/act.ts';
import { mix, smooth } from '#renderer/picture/time/easing.ts';
import { inkOf, signColour } from '#renderer/picture/palette.ts';
import { drawSummary, unitTitle, type Panel } from './panel.ts';
import { sub, type Pen } from '#renderer/picture/pen.ts';
import type { Area } from '#renderer/picture/space/placement.ts';
import { labelsIn, mostBars, rowsOf } from './rows.ts';
import { drawWatch, endsEpoch } from './watch.ts';

/** Every incoming weight from its old value to its new one, with the change as a bar. */
export const updateWorkings = (act: Act, pen: Pen, panel: Panel): void => {
  const { moment, palette } = act;
  const { layer, unit, part } = moment;
  const entry = entryAt(act, layer, unit, part);
  const progress = smooth(moment.progress);
  drawSummary(act, pen, panel.summary, unitTitle(act, layer, unit), [
    { label: entry.name, value: entry.before, shown: 1 },
    { label: `+ Δ${entry.name}`, value: written(act, entry.delta), shown: progress, colour: signColour(palette, entry.delta ?? 0) },
    { label: `${entry.name} ′`, value: entry.after, shown: progress, bold: true },
  ]);
  const ends = endsEpoch(act);
  const { terms, plot, rest } = panel;
  if (!ends) drawChanges(act, pen, rest);
  else if (plot) drawChanges(act, pen, terms);
  if (ends) drawWatch(act, pen, plot ?? rest);
};

/** A weight of the unit by its part; the last part is the bias. */
const entryAt = (act: Act, layer: number, unit: number, part: number) => {
  const { account } = act;
  const parameter = parameterAt(account, layer, part, unit);
  const [before, after] = writtenPair(act, parameterBefore(account, parameter).value, update(account, parameter).value);
  return {
    name: parameter.from === undefined ? 'b' : `w${sub(part + 1)}`,
    before,
    delta: change(account, parameter).value,
    after,
  };
};

const drawChanges = (act: Act, pen: Pen, area: Area): void => {
  const { moment, palette, unit: length, type } = act;
  const { layer, unit } = moment;
  const incoming = layerOf(act, layer).W.rows;
  const count = Math.min(incoming, mostBars);
  const entries = Array.from({ length: count + 1 }, (_, row) => {
    const part = row < count ? row : incoming;
    const entry = entryAt(act, layer, unit, part);
    return { ...entry, progress: smooth(partProgress(act, 'update', layer, unit, part)) };
  });
  const most = Math.max(0, ...entries.map(({ delta = 0 }) => Math.abs(delta)).filter(Number.isFinite)) || 1;
  const { labels, room } = labelsIn(
    act,
    area,
    entries.map(({ name, before, after }) => `${name}  ${before} → ${after}`),
    entries.map(({ name }) => name),
  );
  const values = entries.map(({ delta }) => written(act, delta));
  const rows = rowsOf(act, area, count + 1, Math.min(moment.part, count), room, values);
  const middle = (rows.left + rows.right) / 2;
  const x = (value: number) => middle + ((Number.isFinite(value) ? value : most) / most) * (rows.right - rows.left) * 0.5;
  const thick = Math.min(rows.height * 0.56, 9 * length);
  pen.line([middle, rows.y(0) - rows.height / 2, middle, rows.y(count) + rows.height / 2], palette.rule, length);
  entries.forEach(({ delta: change, progress }, row) => {
    const y = rows.y(row);
    const size = rows.textSize(row);
    const delta = change ?? 0;
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
    if (size > 0 && progress === 1) pen.text(area.x + area.width, y, values[row]!, size, colour, { align: 'right', tabular: true });
  });
};
