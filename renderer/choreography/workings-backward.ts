import { at } from '#core/contract/matrix.ts';
import { type Act, gatePart, layerOf, owedPart, partProgress, valueOf } from './act.ts';
import { activationCurve, activationSymbol, saturates } from './curves.ts';
import { clamp, mix, smooth } from './easing.ts';
import { diverging, inkOf } from './palette.ts';
import { drawSummary, unitTitle, type Line, type Panel } from './panel.ts';
import { sub, type Pen } from './pen.ts';
import { drawCurve } from './plot.ts';
import { mostBars } from './rows.ts';
import { drawWaterfall, type Term } from './waterfall.ts';

/** What the unit owes: the blame over its outgoing weights, summed, then let through as far as f'(z) is open. */
export const backwardWorkings = (act: Act, pen: Pen, panel: Panel): void => {
  const { moment, look, palette, depth } = act;
  const { layer, unit } = moment;
  const { dA, dZ, slope, mask, normalization } = layerOf(act, layer);
  const number = look.number;
  const owed = partProgress(act, 'backward', layer, unit, owedPart(act, layer));
  const gate = gatePart(act, layer);
  const gated = gate === undefined ? owed : partProgress(act, 'backward', layer, unit, gate);
  const lines: Line[] = [];
  const skipped = layer < depth && layerOf(act, layer + 1).branch !== undefined;
  const source = layer === depth ? '∂L/∂a' : skipped ? 'Σ w·∂L/∂z + ∂L/∂a' : 'Σ w·∂L/∂z';
  if (dA) lines.push({ label: source, value: number(valueOf(dA, unit)), shown: smooth(owed), colour: palette.blame });
  if (mask) lines.push({ label: '× m', value: number(valueOf(mask, unit)), shown: smooth(gated) });
  if (slope && gate !== undefined) lines.push({ label: '× f′(z)', value: number(valueOf(slope, unit)), shown: smooth(gated) });
  if (normalization) lines.push({ label: '∂L/∂ẑ′', value: number(valueOf(normalization.dNormalized, unit)), shown: smooth(gated) });
  lines.push({
    label: dA ? '∂L/∂z' : '∂L/∂z = a − y',
    value: number(valueOf(dZ, unit)),
    shown: smooth(gated),
    colour: palette.blame,
    bold: true,
  });
  drawSummary(act, pen, panel.summary, unitTitle(act, layer, unit), lines);
  if (act.absent) {
    pen.text(panel.terms.x, panel.terms.y + panel.terms.height / 2, look.words.notInBatch, 12.5 * act.type, palette.warning, {
      weight: 'bold',
    });
  } else if (layer < depth) drawSplit(act, pen, panel, owed);
  else drawOwn(act, pen, panel, owed, gated);
  drawSlope(act, pen, panel, gated);
};

/** Over every outgoing weight comes w times what its target owes. */
const drawSplit = (act: Act, pen: Pen, { terms: area }: Panel, owed: number): void => {
  const { moment, look, palette } = act;
  const { layer, unit } = moment;
  const { W, dZ, dA, branch } = layerOf(act, layer + 1);
  const labelled = W.cols < mostBars;
  const terms = Array.from({ length: W.cols }, (_, to): Term => {
    const w = at(W, unit, to);
    const flow = w * valueOf(dZ, to);
    const progress = labelled ? partProgress(act, 'backward', layer, unit, to) : to < moment.part || moment.operation !== 'blame' ? 1 : 0;
    return {
      label: labelled ? `→ ${to + 1}   ${look.number(w)} × ${look.number(valueOf(dZ, to))}` : '',
      value: flow,
      progress,
      colour: palette.blame,
    };
  });
  if (branch) {
    const whole = valueOf(dA!, unit);
    terms.push({ label: `+ ∂L/∂a${sub(unit + 1)}`, value: whole, progress: owed, colour: palette.blame });
  }
  drawWaterfall(act, pen, area, terms, { label: '∂L/∂a', progress: smooth(owed) });
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
  name(dA ? '∂L/∂a' : '∂L/∂z', y, owed);
  pen.bar(middle, y - thick / 2, mix(middle, x(before), smooth(owed)), y + thick / 2, palette.blame, { alpha: 0.55, radius: 2 * unit });
  if (!dA) return;
  name('∂L/∂z', below, gated);
  if (gated > 0)
    pen.bar(middle, below - thick / 2, x(mix(before, after, smooth(gated))), below + thick / 2, palette.blame, { radius: 2 * unit });
};

/** The slope of f at z: what share of the blame goes on. */
const drawSlope = (act: Act, pen: Pen, { plot: area }: Panel, gated: number): void => {
  const { moment, palette, shape, scales, unit, look, type } = act;
  const { layer } = moment;
  const kind = shape.layers[layer - 1]!.activation;
  const f = activationCurve[kind];
  const { z, a, slope, normalization } = layerOf(act, layer);
  if (!f || !slope) return;
  const place = valueOf(normalization?.normalized ?? z, moment.unit);
  if (!Number.isFinite(place)) return;
  const steep = valueOf(slope, moment.unit);
  const reach = Math.max(scales.preActivation, saturates.has(kind) ? 4 : 1, Math.abs(place));
  const plot = drawCurve(act, pen, area, f, [-reach, reach], { x: normalization ? 'ẑ′' : 'z', y: `f = ${activationSymbol[kind]}` });
  const half = reach * 0.45 * smooth(gated);
  if (half > 0) {
    const tangent = (value: number) => plot.y(f(place) + steep * (value - place));
    /** The end of the tangent towards `value`, kept within the plot: a steep one would run over what lies under it. */
    const end = (value: number): [number, number] => {
      const [foot, y] = [tangent(place), tangent(value)];
      const kept = clamp(y, area.y, area.y + area.height);
      return [plot.x(kept === y ? value : mix(place, value, (kept - foot) / (y - foot))), kept];
    };
    const [from, to] = [Math.max(place - half, -reach), Math.min(place + half, reach)];
    pen.line([...end(from), ...end(to)], palette.blame, 2.6 * unit);
    // Left of the axis and above it no rising curve ever comes.
    pen.text(area.x, area.y + area.height * 0.36, `f′(z) = ${look.number(steep)}`, 11.5 * type, palette.blame, {
      tabular: true,
      weight: 'bold',
      alpha: smooth(gated),
      behind: palette.panel,
    });
  }
  pen.dot(plot.x(place), plot.y(f(place)), 5.5 * unit, palette.ink);
  pen.dot(plot.x(place), plot.y(f(place)), 4.2 * unit, diverging(palette, valueOf(a, moment.unit), scales.activation));
};
