import { at } from '#core/contract/matrix.ts';
import type { LayerTrace } from '#core/contract/step-trace.ts';
import { type Act, forwardPart, layerOf, outputOf, partProgress, valueOf } from '#renderer/picture/act.ts';
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
  const { moment, look, palette, shape } = act;
  const { layer, unit } = moment;
  const own = layerOf(act, layer);
  const { W, b, z, a, mask, branch } = own;
  const progress = (part: number) => partProgress(act, 'forward', layer, unit, part);
  const [sum, bias, activation] = (['sum', 'bias', 'activation'] as const).map((part) => progress(forwardPart(act, layer, part)));
  const number = look.number;
  const name = activationFacts[shape.layers[layer - 1]!.activation].symbol;
  const steps = stepsOf(act, own, unit, activation!);
  drawSummary(act, pen, panel.summary, unitTitle(act, layer, unit), [
    // The terms beside them say these two as well: they make room for what else the layer does.
    ...(steps.length > 1
      ? []
      : [
          { label: 'Σ w·a', value: number(valueOf(z, unit) - valueOf(b, unit)), shown: sum! },
          { label: '+ b', value: number(valueOf(b, unit)), shown: bias! },
        ]),
    { label: 'z', value: number(valueOf(z, unit)), shown: bias!, bold: true },
    ...steps,
    {
      label: branch
        ? `a = h + ${layer === 1 ? 'x' : 'a'}${sub(unit + 1)}`
        : `a = ${mask ? 'm · ' : ''}${name}(${own.normalization ? 'ẑ′' : 'z'})`,
      short: 'a',
      value: number(valueOf(a, unit)),
      shown: smooth(through(activation!, 0.7, 1)),
      bold: true,
    },
  ]);
  if (panel.plot) drawActivation(act, pen, panel.plot, activation!, bias!);
  if (branch && activation! > 0.45) {
    drawAddition(act, pen, panel, own, smooth(through(activation!, 0.45, 1)));
    return;
  }
  if (!panel.plot && activation! > 0) {
    drawActivation(act, pen, panel.rest, activation!, bias!);
    return;
  }
  const source = layer === 1 ? 'x' : 'a';
  // Thousands of terms are a line without labels: none is written.
  const labelled = W.rows < mostBars;
  const terms = Array.from({ length: W.rows }, (_, from): Term => {
    const w = at(W, from, unit);
    const input = outputOf(act, layer - 1, from);
    return {
      label: labelled ? `${source}${sub(from + 1)}  ${number(w)} × ${number(input)}` : '',
      short: labelled ? `${source}${sub(from + 1)}` : '',
      value: w * input,
      progress: labelled ? progress(from) : moment.operation !== 'product' || from < moment.part ? 1 : 0,
      colour: signColour(palette, w * input),
    };
  });
  terms.push({ label: 'b', short: 'b', value: valueOf(b, unit), progress: bias!, colour: signColour(palette, valueOf(b, unit)) });
  drawWaterfall(act, pen, panel.terms, terms, { label: 'z', progress: bias! });
};

/** What lies between z and a in this layer, in its order: normalisation, the function, dropout, the residual connection. */
const stepsOf = ({ look: { number }, moment, shape }: Act, own: LayerTrace, unit: number, progress: number): Line[] => {
  const { normalization, mask, branch } = own;
  const name = activationFacts[shape.layers[moment.layer - 1]!.activation].symbol;
  const argument = normalization ? 'ẑ′' : 'z';
  const lines: Omit<Line, 'shown'>[] = [];
  if (normalization) {
    const column = normalization.kind === 'batch' ? unit : 0;
    lines.push(
      { label: 'μ, s²', value: `${number(normalization.mean.data[column]!)}, ${number(normalization.variance.data[column]!)}` },
      { label: 'ẑ = (z − μ)/s', value: number(valueOf(normalization.hat, unit)) },
      { label: 'ẑ′ = γ ẑ + β', value: number(valueOf(normalization.normalized, unit)) },
    );
  }
  if (mask) lines.push({ label: 'm', value: number(valueOf(mask, unit)) });
  if (branch) lines.push({ short: 'h', label: `h = ${mask ? 'm · ' : ''}${name}(${argument})`, value: number(valueOf(branch, unit)) });
  return lines.map((line, i) => ({ ...line, shown: smooth(through(progress, (0.7 * i) / lines.length, (0.7 * (i + 1)) / lines.length)) }));
};

/** With a residual connection the unit gives the sum of its own part h and what came into the layer. */
const drawAddition = (act: Act, pen: Pen, panel: Panel, { branch }: LayerTrace, progress: number): void => {
  const { moment, look, palette } = act;
  const { layer, unit } = moment;
  const own = valueOf(branch!, unit);
  const input = outputOf(act, layer - 1, unit);
  const source = `${layer === 1 ? 'x' : 'a'}${sub(unit + 1)}`;
  const terms: Term[] = [
    {
      short: `h${sub(unit + 1)}`,
      label: `h${sub(unit + 1)}  ${look.number(own)}`,
      value: own,
      progress: through(progress, 0, 0.4),
      colour: signColour(palette, own),
    },
    {
      label: `+ ${source}  ${look.number(input)}`,
      short: `+ ${source}`,
      value: input,
      progress: through(progress, 0.4, 0.8),
      colour: signColour(palette, input),
    },
  ];
  drawWaterfall(act, pen, panel.terms, terms, { label: 'a', progress: through(progress, 0.8, 1) });
};

/** z on the axis rises to the curve and is read off as a. */
const drawActivation = (act: Act, pen: Pen, area: Area, activation: number, known: number): void => {
  const { moment, palette, shape, unit, scales, depth } = act;
  const { layer } = moment;
  const kind = shape.layers[layer - 1]!.activation;
  const f = activationCurves[kind]?.value;
  const { z, a, branch, normalization } = layerOf(act, layer);
  if (!f) return drawShares(act, pen, area, activation);
  const at = valueOf(normalization?.normalized ?? z, moment.unit);
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
