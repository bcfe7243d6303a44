import { gradient, parameterAt, type Multiplier } from '#core/account/gradient.ts';
import { type Act, layerOf, partProgress, written } from '#renderer/picture/act.ts';
import { derivative } from './backward.ts';
import { mix, smooth } from '#renderer/picture/time/easing.ts';
import { inkOf } from '#renderer/picture/palette.ts';
import { drawSummary, unitTitle, type Panel } from './panel.ts';
import { sub, type Pen } from '#renderer/picture/pen.ts';
import { labelsIn, mostBars, rowsOf } from './rows.ts';

/** "a₂", or "1[a₂>0]" where only the mask of ReLU is left of it. */
const multiplierName = ({ kind, symbol: { layer, indices } }: Multiplier): string => {
  if (kind === 'one') return '1';
  if (kind === 'samples') return 'n';
  if (kind === 'mean') return '1/n';
  const name = `${layer === 0 ? 'x' : 'a'}${sub(indices![0]! + 1)}`;
  return kind === 'mask' ? `1[${name}>0]` : name;
};

/** Each incoming weight's gradient: this sample's share a·dL/dz as an outline, the whole batch's dL/dw as a bar. */
export const gradientWorkings = (act: Act, pen: Pen, panel: Panel): void => {
  const { account, moment, palette } = act;
  const { words } = act.look;
  const { layer, unit, part } = moment;
  const progress = smooth(moment.progress);
  const parameter = parameterAt(account, layer, part, unit);
  const own = gradient(account, parameter);
  const { samples: batch } = account;
  const symbol = `∂L/∂${parameter.from === undefined ? 'b' : `w${sub(part + 1)}`}`;
  drawSummary(act, pen, panel.summary, unitTitle(act, layer, unit), [
    { label: derivative(own.delta.symbol), value: written(act, own.delta.value), shown: 1, colour: palette.upstream },
    { label: `× ${multiplierName(own.multiplier)}`, value: written(act, own.multiplier.value), shown: 1 },
    ...(batch > 1 ? [{ label: `= ${words.thisSample}`, short: '=', value: written(act, own.share), shown: progress }] : []),
    ...(batch > 1 || own.isClipped
      ? [
          {
            label: batch > 1 ? `Σ ${words.wholeBatch(`${batch}`)}` : '',
            short: 'Σ',
            value: own.isClipped ? written(act, own.before) : '',
            shown: progress,
          },
        ]
      : []),
    ...(own.carried === undefined ? [] : [{ label: '+ g (k−1)', value: written(act, own.carried), shown: progress }]),
    { label: own.right ? 'g' : symbol, value: written(act, own.value), shown: progress, colour: palette.upstream, bold: true },
    ...(own.right ? [{ label: `≠ ${symbol}`, value: written(act, own.right.value), shown: progress }] : []),
  ]);
  drawBars(act, pen, panel);
};

const drawBars = (act: Act, pen: Pen, { rest: area }: Panel): void => {
  const { account, moment, palette, unit: length, type } = act;
  const { layer, unit } = moment;
  const incoming = layerOf(act, layer).W.rows;
  const count = Math.min(incoming, mostBars);
  const entries = Array.from({ length: count + 1 }, (_, row) => {
    const part = row < count ? row : incoming;
    const { multiplier, delta, share = 0, value, before } = gradient(account, parameterAt(account, layer, part, unit));
    const name = row < count ? multiplierName(multiplier) : 'b';
    const times = multiplier.kind === 'output' || multiplier.kind === 'mask' ? written(act, multiplier.value) : multiplierValue(multiplier);
    return {
      label: `${name}  ${times} × ${written(act, delta.value)}`,
      short: name,
      share,
      value,
      total: value ?? 0,
      before: before ?? 0,
      progress: partProgress(act, 'gradient', layer, unit, part),
    };
  });
  const sizes = entries.flatMap(({ share, total, before }) => [share, total, before].map(Math.abs)).filter(Number.isFinite);
  const most = Math.max(0, ...sizes) || 1;
  const { labels, room } = labelsIn(
    act,
    area,
    entries.map(({ label }) => label),
    entries.map(({ short }) => short),
  );
  const values = entries.map(({ value }) => `${account.samples > 1 ? 'Σ ' : ''}${written(act, value)}`);
  const rows = rowsOf(act, area, count + 1, Math.min(moment.part, count), room, values);
  const middle = (rows.left + rows.right) / 2;
  const x = (value: number) => middle + ((Number.isFinite(value) ? value : most) / most) * (rows.right - rows.left) * 0.5;
  const thick = Math.min(rows.height * 0.62, 10 * length);
  pen.line([middle, rows.y(0) - rows.height / 2, middle, rows.y(count) + rows.height / 2], palette.rule, length);
  entries.forEach(({ share, total, before, progress }, row) => {
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
      pen.text(area.x + area.width, y, values[row]!, size, palette.upstream, { align: 'right', tabular: true });
  });
};

/** A whole number, or the part of a mean, as it is. */
const multiplierValue = ({ kind, value = 1 }: Multiplier): string => (kind === 'mean' ? `1/${Math.round(1 / value)}` : String(value));

/** How far the bar reached before clipping, and where it was cut off. */
const drawCut = ({ palette, unit }: Act, pen: Pen, [after, before]: readonly [number, number], y: number, thick: number): void => {
  pen.line([after, y, before, y], palette.warning, 1.2 * unit, { dash: [3 * unit, 2.5 * unit] });
  pen.line([before, y - thick * 0.4, before, y + thick * 0.4], palette.warning, 1.2 * unit);
  pen.line([after, y - thick * 0.7, after, y + thick * 0.7], palette.warning, 2.2 * unit);
};
