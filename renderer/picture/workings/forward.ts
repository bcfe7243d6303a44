import {
  activation as output,
  argument,
  bias as biasOf,
  branch as branchOf,
  mask as maskOf,
  normalisation,
  preActivation,
  weightedSum,
} from '#core/account/forward.ts';
import { activationIn, isCoupled } from '#core/account/program.ts';
import { type Act, forwardPart, layerOf, partProgress, valueOf, written } from '#renderer/picture/act.ts';
import { activationFacts, isBounded } from '#core/math/activation.ts';
import { activationCurves } from '#core/math/curve.ts';
import { mix, smooth, through } from '#renderer/picture/time/easing.ts';
import { diverging, signColour } from '#renderer/picture/palette.ts';
import { drawSummary, unitTitle, type Line, type Panel } from './panel.ts';
import { sub, type Pen } from '#renderer/picture/pen.ts';
import type { Area } from '#renderer/picture/space/placement.ts';
import { drawCurve } from './plot.ts';
import { mostBars } from './rows.ts';
import { drawWaterfall, type Term } from './waterfall.ts';

/** Products, their sum, + b, and z becoming a on the curve of f. */
export const forwardWorkings = (act: Act, pen: Pen, panel: Panel): void => {
  const { account, moment } = act;
  const { layer, unit } = moment;
  const progress = (part: number) => partProgress(act, 'forward', layer, unit, part);
  const [sum, bias, activation] = (['sum', 'bias', 'activation'] as const).map((part) => progress(forwardPart(act, layer, part)));
  const z = preActivation(account, layer, unit);
  const own = biasOf(account, layer, unit);
  const steps = stepsOf(act, layer, unit, activation!);
  const branch = branchOf(account, layer, unit);
  drawSummary(act, pen, panel.summary, unitTitle(act, layer, unit), [
    // The terms beside them say these two as well: they make room for what else the layer does.
    ...(steps.length > 1
      ? []
      : [
          { label: 'Σ w·a', value: written(act, weightedSum(account, layer, unit).value), shown: sum! },
          { label: '+ b', value: written(act, own.value), shown: bias! },
        ]),
    { label: 'z', value: written(act, z.value), shown: bias!, bold: true },
    ...steps,
    {
      label: branch ? `a = h + ${sourceOf(layer)}${sub(unit + 1)}` : `a = ${madeOf(act, layer, unit)}`,
      short: 'a',
      value: written(act, output(account, layer, unit).value),
      shown: smooth(through(activation!, 0.7, 1)),
      bold: true,
    },
  ]);
  if (panel.plot) drawActivation(act, pen, panel.plot, activation!, bias!);
  if (branch && activation! > 0.45) {
    drawAddition(act, pen, panel, smooth(through(activation!, 0.45, 1)));
    return;
  }
  if (!panel.plot && activation! > 0) {
    drawActivation(act, pen, panel.rest, activation!, bias!);
    return;
  }
  const all = z.terms!;
  // Thousands of terms are a line without labels: none is written.
  const labelled = all.count - 1 < mostBars;
  const terms = Array.from({ length: all.count }, (_, from): Term => {
    const value = all.value(from);
    const colour = signColour(act.palette, value ?? 0);
    if (from === all.count - 1) return { label: 'b', short: 'b', value, progress: bias!, colour };
    if (!labelled) return { label: '', short: '', value, progress: moment.operation !== 'product' || from < moment.part ? 1 : 0, colour };
    const short = `${sourceOf(layer)}${sub(from + 1)}`;
    const [w, a] = all.factors(from);
    return { label: `${short}  ${written(act, w!.value)} × ${written(act, a!.value)}`, short, value, progress: progress(from), colour };
  });
  drawWaterfall(act, pen, panel.terms, terms, { label: 'z', progress: bias! });
};

/** How what comes into a layer is called. */
const sourceOf = (layer: number): string => (layer === 1 ? 'x' : 'a');

/** "m · tanh(ẑ′)": what the unit gives by itself. */
const madeOf = ({ account, shape }: Act, layer: number, unit: number): string =>
  `${maskOf(account, layer, unit) ? 'm · ' : ''}${activationFacts[shape.layers[layer - 1]!.activation].symbol}(${argumentName(account, layer, unit)})`;

const argumentName = (...of: Parameters<typeof normalisation>): string => (normalisation(...of) ? 'ẑ′' : 'z');

/** What lies between z and a in this layer, in its order: normalisation, the function, dropout, the residual connection. */
const stepsOf = (act: Act, layer: number, unit: number, progress: number): Line[] => {
  const { account } = act;
  const normalised = normalisation(account, layer, unit);
  const mask = maskOf(account, layer, unit);
  const branch = branchOf(account, layer, unit);
  const lines: Omit<Line, 'shown'>[] = [];
  if (normalised) {
    const { mean, variance, hat, normalized } = normalised;
    lines.push(
      { label: 'μ, s²', value: `${written(act, mean.value)}, ${written(act, variance.value)}` },
      { label: 'ẑ = (z − μ)/s', value: written(act, hat.value) },
      { label: 'ẑ′ = γ ẑ + β', value: written(act, normalized.value) },
    );
  }
  if (mask) lines.push({ label: 'm', value: written(act, mask.value) });
  if (branch) lines.push({ short: 'h', label: `h = ${madeOf(act, layer, unit)}`, value: written(act, branch.value) });
  return lines.map((line, i) => ({ ...line, shown: smooth(through(progress, (0.7 * i) / lines.length, (0.7 * (i + 1)) / lines.length)) }));
};

/** With a residual connection the unit gives the sum of its own part h and what came into the layer. */
const drawAddition = (act: Act, pen: Pen, panel: Panel, progress: number): void => {
  const { account, moment, palette } = act;
  const { layer, unit } = moment;
  const sum = output(account, layer, unit).terms!;
  const names = [`h${sub(unit + 1)}`, `+ ${sourceOf(layer)}${sub(unit + 1)}`];
  const terms = names.map((short, i): Term => {
    const value = sum.value(i);
    return {
      short,
      label: `${short}  ${written(act, value)}`,
      value,
      progress: through(progress, 0.4 * i, 0.4 * (i + 1)),
      colour: signColour(palette, value ?? 0),
    };
  });
  drawWaterfall(act, pen, panel.terms, terms, { label: 'a', progress: through(progress, 0.8, 1) });
};

/** z on the axis rises to the curve and is read off as a. */
const drawActivation = (act: Act, pen: Pen, area: Area, activation: number, known: number): void => {
  const { account, moment, palette, unit, scales, depth } = act;
  const { layer } = moment;
  const kind = activationIn(account.program, layer);
  const f = activationCurves[kind]?.value;
  const { a, branch, normalization } = layerOf(act, layer);
  if (isCoupled(kind) || !f) return drawShares(act, pen, area, activation);
  const at = argument(account, layer, moment.unit).value ?? NaN;
  const output = valueOf(branch ?? a, moment.unit);
  const names = normalization
    ? { x: 'ẑ′', y: `${activationFacts[kind].symbol}(ẑ′)` }
    : { x: 'z', y: `${branch ? 'h' : 'a'} = ${activationFacts[kind].symbol}(z)` };
  const reach = Math.max(scales.preActivation, isBounded(kind) ? 4 : 1, Number.isFinite(at) ? Math.abs(at) : 0);
  const plot = drawCurve(act, pen, area, f, [-reach, reach], names);
  if (known === 0 || !Number.isFinite(at) || depth === 0) return;
  const rise = smooth(through(activation, 0, 0.55));
  const read = smooth(through(activation, 0.55, 1));
  const [x, foot, top] = [plot.x(at), plot.y(0), plot.y(f(at))];
  pen.line([x, foot, x, mix(foot, top, rise)], palette.ink, 1.2 * unit, { dash: [3 * unit, 2.5 * unit] });
  if (read > 0) pen.line([x, top, mix(x, plot.x(0), read), top], palette.ink, 1.2 * unit, { dash: [3 * unit, 2.5 * unit] });
  pen.dot(x, foot, 3.2 * unit, palette.soft, known);
  if (rise > 0) {
    pen.dot(x, mix(foot, top, rise), 5.5 * unit, palette.ink);
    pen.dot(x, mix(foot, top, rise), 4.2 * unit, diverging(palette, output, scales.activation));
  }
};

/** Softmax: each output's share of the whole, as bars; the unit in action stands out. */
const drawShares = (act: Act, pen: Pen, area: Area, progress: number): void => {
  const { moment, palette, unit, scales, type } = act;
  const { a } = layerOf(act, moment.layer);
  const count = Math.min(a.cols, 40);
  const step = area.width / count;
  const bottom = area.y + area.height - 4 * unit;
  const height = area.height - 22 * type;
  pen.text(area.x, area.y + 5 * type, 'a = softmax(z)', 11 * type, palette.soft);
  pen.line([area.x, bottom, area.x + area.width, bottom], palette.rule, unit);
  for (let o = 0; o < count; o++) {
    const value = valueOf(a, o);
    const shown = o < moment.unit ? 1 : o === moment.unit ? smooth(progress) : 0;
    const top = bottom - height * (Number.isFinite(value) ? value : 1) * shown;
    const own = o === moment.unit;
    pen.bar(area.x + step * (o + 0.15), top, area.x + step * (o + 0.85), bottom, diverging(palette, value, scales.activation), {
      outline: own ? palette.ink : palette.soft,
      outlineWidth: own ? 2 * unit : unit,
    });
  }
};
