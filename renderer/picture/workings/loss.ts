import { dataLoss, loss, penaltyLoss, prediction, residual, sampleLoss, target } from '#core/account/loss.ts';
import { type Act, outputOf, valueOf, written } from '#renderer/picture/act.ts';
import { elementLoss } from '#core/math/curve.ts';
import { lossFormula } from './loss-formula.ts';
import { arrive, mix, smooth } from '#renderer/picture/time/easing.ts';
import { inkOf } from '#renderer/picture/palette.ts';
import { drawSummary, unitTitle, type Line, type Panel } from './panel.ts';
import { sub, type Pen } from '#renderer/picture/pen.ts';
import type { Area } from '#renderer/picture/space/placement.ts';
import { drawCurve } from './plot.ts';
import { mostBars, rowsOf } from './rows.ts';
import { domainOf } from '#renderer/picture/ruler.ts';

/** Prediction against target, and what that costs: for this sample, then over the batch. */
export const lossWorkings = (act: Act, pen: Pen, panel: Panel): void => {
  const { account, moment, look, trace, palette, depth, shape } = act;
  const { words } = look;
  const reducing = moment.operation === 'loss';
  const unit = reducing ? largestTarget(act) : moment.unit;
  const progress = smooth(moment.progress);
  const single: Line[] = [
    { label: `${words.prediction} a`, value: written(act, prediction(account, unit).value), shown: 1 },
    { label: `${words.target} y`, value: written(act, target(account, unit).value), shown: 1 },
    { label: 'a − y', value: written(act, residual(account, unit).value), shown: progress, colour: palette.upstream, bold: true },
  ];
  const whole: Line[] = [
    { label: `#${trace.batch.samples[0]! + 1}`, value: written(act, sampleLoss(account).value), shown: progress },
    { label: `n = ${account.samples}`, value: written(act, dataLoss(account).value), shown: progress },
    ...(trace.loss.penalty === 0
      ? []
      : [{ label: `+ ${words.penalty}`, value: written(act, penaltyLoss(account).value), shown: progress }]),
    { label: `${words.loss} L`, value: written(act, loss(account).value), shown: progress, colour: palette.upstream, bold: true },
  ];
  drawSummary(
    act,
    pen,
    panel.summary,
    reducing ? `${words.loss} · ${lossFormula[shape.loss]}` : unitTitle(act, depth, unit),
    reducing ? whole : single,
  );
  drawResiduals(act, pen, panel);
  if (panel.plot) drawLossCurve(act, pen, panel.plot, unit, reducing ? 1 : progress);
};

/** The output whose target is largest: of classes, the true one. */
const largestTarget = ({ trace }: Act): number => {
  const { cols, data } = trace.batch.y;
  let best = 0;
  for (let o = 1; o < cols; o++) if (data[o]! > data[best]!) best = o;
  return best;
};

/** How far each output is from its target. */
const drawResiduals = (act: Act, pen: Pen, { terms: area }: Panel): void => {
  const { account, trace, palette, moment, unit, type } = act;
  const count = Math.min(trace.batch.y.cols, mostBars);
  const residuals = Array.from({ length: count }, (_, o) => residual(account, o));
  const most = Math.max(...residuals.map(({ value = 0 }) => Math.abs(value)).filter(Number.isFinite), 1e-300);
  const values = residuals.map(({ value }) => written(act, value));
  const rows = rowsOf(act, area, count, moment.unit, 76 * type, values);
  const middle = (rows.left + rows.right) / 2;
  const thick = Math.min(rows.height * 0.6, 12 * unit);
  pen.line([middle, rows.y(0) - rows.height * 0.5, middle, rows.y(count - 1) + rows.height * 0.5], palette.rule, unit);
  residuals.forEach(({ value }, o) => {
    const begun = moment.operation === 'loss' || o < moment.unit ? 1 : o === moment.unit ? arrive(moment.progress) : 0;
    const y = rows.y(o);
    const size = rows.textSize(o);
    const index = count > 1 ? sub(o + 1) : '';
    if (size > 0) pen.text(rows.left - 8 * type, y, `a${index} − y${index}`, size, inkOf(palette, begun), { align: 'right' });
    if (begun === 0) return;
    const end = middle + ((Number.isFinite(value) ? (value ?? 0) : most) / most) * (rows.right - rows.left) * 0.5;
    pen.bar(middle, y - thick / 2, mix(middle, end, begun), y + thick / 2, palette.upstream, { alpha: 0.85, radius: 1.5 * unit });
    if (size > 0) pen.text(area.x + area.width, y, values[o]!, size, palette.upstream, { align: 'right', tabular: true, alpha: begun });
  });
};

/** The loss of one output against its prediction, with the target where it is least. */
const drawLossCurve = (act: Act, pen: Pen, area: Area, output: number, progress: number): void => {
  const { shape, trace, palette, depth, unit } = act;
  const target = valueOf(trace.batch.y, output);
  const prediction = outputOf(act, depth, output);
  const [least, most] = domainOf(act);
  // Logarithms have no end: the curve stops a little before it.
  const margin = (most - least) * 0.02;
  const f = (a: number) => elementLoss(shape.loss, a, target);
  const plot = drawCurve(act, pen, area, f, [least + margin, most - margin], { x: 'a', y: 'L' });
  if (!Number.isFinite(prediction)) return;
  const inside = Math.min(Math.max(prediction, least + margin), most - margin);
  const from = Math.min(Math.max(target, least + margin), most - margin);
  const x = mix(from, inside, progress);
  const y = plot.y(f(x));
  pen.line([plot.x(x), plot.y(0), plot.x(x), y], palette.upstream, 1.4 * unit, { dash: [3 * unit, 2.5 * unit] });
  pen.dot(plot.x(x), y, 5 * unit, palette.upstream);
};
