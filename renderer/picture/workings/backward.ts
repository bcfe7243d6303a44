import { at } from '#core/contract/matrix.ts';
import { type Act, gatePart, layerOf, upstreamPart, partProgress, valueOf } from '#renderer/picture/act.ts';
import { activationFacts, isBounded } from '#core/math/activation.ts';
import { activationCurves } from '#core/math/curve.ts';
import { clamp, mix, smooth } from '#renderer/picture/time/easing.ts';
import { diverging, inkOf } from '#renderer/picture/palette.ts';
import { drawAbsent, drawSummary, unitTitle, type Line, type Panel } from './panel.ts';
import { sub, type Pen } from '#renderer/picture/pen.ts';
import type { Area } from '#renderer/picture/space/placement.ts';
import { drawCurve } from './plot.ts';
import { passedWeights, slopeTaken, timesOf } from './program.ts';
import { mostBars } from './rows.ts';
import { drawWaterfall, type Term } from './waterfall.ts';

/** What the unit owes: the blame over its outgoing weights, summed, then let through as far as f'(z) is open. */
export const backwardWorkings = (act: Act, pen: Pen, panel: Panel): void => {
  const { moment, look, palette, depth } = act;
  const { layer, unit } = moment;
  const { dA, dZ, mask, normalization } = layerOf(act, layer);
  const number = look.number;
  const owed = partProgress(act, 'backward', layer, unit, upstreamPart(act, layer));
  const gate = gatePart(act, layer);
  const gated = gate === undefined ? owed : partProgress(act, 'backward', layer, unit, gate);
  const lines: Line[] = [];
  const skipped = layer < depth && layerOf(act, layer + 1).branch !== undefined;
  const times = timesOf(act);
  const early = act.fault === 'update-before-backward';
  const sumOf = (w: string): string => `Σ ${w}·${times}∂L/∂z${skipped ? ` + ${times}∂L/∂a` : ''}`;
  const source = layer === depth ? `${times}∂L/∂a` : sumOf(early ? 'w′' : 'w');
  const right = (label: string, value: number, shown: number): Line => ({
    label: `≠ ${label}`,
    short: '≠',
    value: number(value),
    shown: smooth(shown),
  });
  if (dA)
    lines.push({ label: source, short: `${times}∂L/∂a`, value: number(valueOf(dA, unit)), shown: smooth(owed), colour: palette.upstream });
  if (early && layer < depth) lines.push(right(sumOf('w'), rightSum(act, layer, unit), owed));
  if (dA && times && layer === depth) lines.push(right('∂L/∂a', valueOf(dA, unit) / act.trace.batch.indices.length, owed));
  if (mask) lines.push({ label: '× m', value: number(valueOf(mask, unit)), shown: smooth(gated) });
  const slope = slopeTaken(act, layer);
  if (slope && gate !== undefined) {
    lines.push({ label: `× ${slope.name}`, value: number(valueOf(slope.taken, unit)), shown: smooth(gated) });
    if (slope.right) lines.push(right(slope.right.name, valueOf(slope.right.taken, unit), gated));
  }
  if (normalization) lines.push({ label: `${times}∂L/∂ẑ′`, value: number(valueOf(normalization.dNormalized, unit)), shown: smooth(gated) });
  lines.push({
    label: isError(act) ? '∂L/∂z = a − y' : `${times}∂L/∂z`,
    value: number(valueOf(dZ, unit)),
    shown: smooth(gated),
    colour: palette.upstream,
    bold: true,
  });
  if (!dA && times) lines.push(right('∂L/∂z', valueOf(dZ, unit) / act.trace.batch.indices.length, gated));
  drawSummary(act, pen, panel.summary, unitTitle(act, layer, unit), lines);
  if (act.absent) {
    drawAbsent(act, pen, panel.terms, panel.terms.y + panel.terms.height / 2);
  } else if (!panel.plot && gated > 0 && hasCurve(act)) {
    drawSlope(act, pen, panel.rest, gated);
  } else if (layer < depth) drawSplit(act, pen, panel, owed);
  else drawOwn(act, pen, panel, owed, gated);
  if (panel.plot) drawSlope(act, pen, panel.plot, gated);
};

/** Softmax under cross-entropy: its sum owes prediction minus target, where no mean over a batch and no weight of a class stands before them. */
const isError = (act: Act): boolean => {
  const { trace, moment } = act;
  const { a, dA, dZ } = layerOf(act, moment.layer);
  return !dA && !act.absent && valueOf(dZ, moment.unit) === valueOf(a, moment.unit) - valueOf(trace.batch.y, moment.unit);
};

/** What the unit would owe through the weights as they were. */
const rightSum = (act: Act, layer: number, unit: number): number => {
  const { W, dZ, dA, branch } = layerOf(act, layer + 1);
  let sum = branch ? valueOf(dA!, unit) : 0;
  for (let to = 0; to < W.cols; to++) sum += at(W, unit, to) * valueOf(dZ, to);
  return sum;
};

/** Over every outgoing weight comes w times what its target owes. */
const drawSplit = (act: Act, pen: Pen, { terms: area }: Panel, owed: number): void => {
  const { moment, look, palette } = act;
  const { layer, unit } = moment;
  const { dZ, dA, branch } = layerOf(act, layer + 1);
  const W = passedWeights(act, layer + 1);
  const times = timesOf(act);
  const labelled = W.cols < mostBars;
  const terms = Array.from({ length: W.cols }, (_, to): Term => {
    const w = at(W, unit, to);
    const flow = w * valueOf(dZ, to);
    const progress = labelled
      ? partProgress(act, 'backward', layer, unit, to)
      : to < moment.part || moment.operation !== 'upstream'
        ? 1
        : 0;
    return {
      label: labelled ? `→ ${to + 1}   ${look.number(w)} × ${look.number(valueOf(dZ, to))}` : '',
      short: labelled ? `→ ${to + 1}` : '',
      value: flow,
      progress,
      colour: palette.upstream,
    };
  });
  if (branch) {
    const whole = valueOf(dA!, unit);
    terms.push({ label: `+ ${times}∂L/∂a${sub(unit + 1)}`, short: '+ ∂L/∂a', value: whole, progress: owed, colour: palette.upstream });
  }
  drawWaterfall(act, pen, area, terms, { label: `${times}∂L/∂a`, progress: smooth(owed) });
};

/** At the output there is nothing to add up: before and after the gate. */
const drawOwn = (act: Act, pen: Pen, { terms: area }: Panel, owed: number, gated: number): void => {
  const { moment, palette, unit, type } = act;
  const { dA, dZ } = layerOf(act, moment.layer);
  const before = valueOf(dA ?? dZ, moment.unit);
  const after = valueOf(dZ, moment.unit);
  const most = Math.max(Math.abs(before), Math.abs(after)) || 1;
  const label = 52 * type;
  const middle = area.x + label + (area.width - label) / 2;
  const x = (value: number) => middle + ((Number.isFinite(value) ? value : most) / most) * (area.width - label) * 0.48;
  const thick = 13 * unit;
  const y = area.y + area.height * 0.34;
  const below = area.y + area.height * 0.72;
  pen.line([middle, area.y + 6 * unit, middle, area.y + area.height - 6 * unit], palette.rule, unit);
  const name = (text: string, at: number, shown: number) => pen.text(area.x, at, text, 11.5 * type, inkOf(palette, shown));
  const times = timesOf(act);
  name(`${times}∂L/∂${dA ? 'a' : 'z'}`, y, owed);
  pen.bar(middle, y - thick / 2, mix(middle, x(before), smooth(owed)), y + thick / 2, palette.upstream, { alpha: 0.55, radius: 2 * unit });
  if (!dA) return;
  name(`${times}∂L/∂z`, below, gated);
  if (gated > 0)
    pen.bar(middle, below - thick / 2, x(mix(before, after, smooth(gated))), below + thick / 2, palette.upstream, { radius: 2 * unit });
};

/** Whether f is a curve of one number that the moment's gate takes the slope of. */
const hasCurve = (act: Act): boolean => {
  const { moment, shape } = act;
  const { z, normalization } = layerOf(act, moment.layer);
  return (
    slopeTaken(act, moment.layer) !== undefined &&
    activationCurves[shape.layers[moment.layer - 1]!.activation] !== undefined &&
    Number.isFinite(valueOf(normalization?.normalized ?? z, moment.unit))
  );
};

/** The slope of f at z, or where the program takes it: what share of the blame goes on. */
const drawSlope = (act: Act, pen: Pen, area: Area, gated: number): void => {
  const { moment, palette, shape, scales, unit, look, type } = act;
  const { layer } = moment;
  const kind = shape.layers[layer - 1]!.activation;
  const f = activationCurves[kind]?.value;
  const { z, a, normalization } = layerOf(act, layer);
  const slope = slopeTaken(act, layer);
  if (!f || !slope) return;
  const own = valueOf(normalization?.normalized ?? z, moment.unit);
  if (!Number.isFinite(own)) return;
  const place = slope.atOutput ? f(own) : own;
  const steep = valueOf(slope.taken, moment.unit);
  const reach = Math.max(scales.preActivation, isBounded(kind) ? 4 : 1, Math.abs(own), Math.abs(place));
  const plot = drawCurve(act, pen, area, f, [-reach, reach], { x: normalization ? 'ẑ′' : 'z', y: `f = ${activationFacts[kind].symbol}` });
  const half = reach * 0.45 * smooth(gated);
  if (half > 0) {
    const tangent = (value: number) => plot.y(f(place) + steep * (value - place));
    /** The end of the tangent towards `value`, kept within what the curve spans: beyond lie its names and what is under the plot. */
    const end = (value: number): [number, number] => {
      const [foot, y] = [tangent(place), tangent(value)];
      const kept = clamp(y, plot.top, plot.bottom);
      return [plot.x(kept === y ? value : mix(place, value, (kept - foot) / (y - foot))), kept];
    };
    const [from, to] = [Math.max(place - half, -reach), Math.min(place + half, reach)];
    pen.line([...end(from), ...end(to)], palette.upstream, 2.6 * unit);
    // Left of the axis and above it no rising curve ever comes.
    pen.text(area.x, area.y + area.height * 0.36, `${slope.name} = ${look.number(steep)}`, 11.5 * type, palette.upstream, {
      tabular: true,
      weight: 'bold',
      alpha: smooth(gated),
      behind: palette.panel,
    });
  }
  if (slope.atOutput) pen.dot(plot.x(place), plot.y(f(place)), 3.2 * unit, palette.upstream, smooth(gated));
  pen.dot(plot.x(own), plot.y(f(own)), 5.5 * unit, palette.ink);
  pen.dot(plot.x(own), plot.y(f(own)), 4.2 * unit, diverging(palette, valueOf(a, moment.unit), scales.activation));
};
