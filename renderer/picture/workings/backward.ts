import { delta, gated, isError, slope, upstream, type Slope } from '#core/account/backward.ts';
import { argument, mask } from '#core/account/forward.ts';
import type { Quantity, QuantitySymbol, Right, Terms } from '#core/account/quantity.ts';
import { type Act, gatePart, layerOf, partProgress, upstreamPart, valueOf, written } from '#renderer/picture/act.ts';
import { activationFacts, isBounded } from '#core/math/activation.ts';
import { activationCurves } from '#core/math/curve.ts';
import { clamp, mix, smooth } from '#renderer/picture/time/easing.ts';
import { diverging, inkOf } from '#renderer/picture/palette.ts';
import { drawAbsent, drawSummary, unitTitle, type Line, type Panel } from './panel.ts';
import { sub, type Pen } from '#renderer/picture/pen.ts';
import type { Area } from '#renderer/picture/space/placement.ts';
import { drawCurve } from './plot.ts';
import { mostBars } from './rows.ts';
import { drawWaterfall, type Term } from './waterfall.ts';

/** What arrives at the unit over its outgoing weights, summed, then let through as far as f'(z) is open. */
export const backwardWorkings = (act: Act, pen: Pen, panel: Panel): void => {
  const { moment, account, palette, depth } = act;
  const { layer, unit } = moment;
  const arrived = partProgress(act, 'backward', layer, unit, upstreamPart(act, layer));
  const gate = gatePart(act, layer);
  const through = gate === undefined ? arrived : partProgress(act, 'backward', layer, unit, gate);
  const above = upstream(account, layer, unit);
  const behind = gated(account, layer, unit);
  const own = delta(account, layer, unit);
  const lines: Line[] = [];
  const tell = (label: string, { value }: Pick<Quantity, 'value'>, shown: number, more: Partial<Line> = {}): void =>
    void lines.push({ label, value: written(act, value), shown: smooth(shown), ...more });
  const tellRight = (label: string, right: Right | undefined, shown: number): void => {
    if (right) tell(`≠ ${label}`, right, shown, { short: '≠' });
  };
  if (above) {
    const { symbol, terms, right } = above;
    tell(layer === depth ? derivative(symbol) : sumOf(terms!), above, arrived, { short: derivative(symbol), colour: palette.upstream });
    tellRight(right?.terms ? sumOf(right.terms) : derivative({ ...symbol, times: undefined }), right, arrived);
  }
  const dropout = mask(account, layer, unit);
  if (dropout) tell('× m', dropout, through);
  const taken = slope(account, layer, unit);
  if (taken && gate !== undefined) {
    tell(`× ${slopeName(taken)}`, taken, through);
    tellRight(slopeName({ ...taken, atOutput: false, missing: false }), taken.right, through);
  }
  if (behind.symbol.letter !== own.symbol.letter) tell(derivative(behind.symbol), behind, through);
  const label = isError(account, layer, unit) ? '∂L/∂z = a − y' : derivative(own.symbol);
  tell(label, own, through, { colour: palette.upstream, bold: true });
  if (!taken) tellRight(derivative({ ...behind.symbol, times: undefined }), behind.right, through);
  drawSummary(act, pen, panel.summary, unitTitle(act, layer, unit), lines);
  if (act.absent) {
    drawAbsent(act, pen, panel.terms, panel.terms.y + panel.terms.height / 2);
  } else if (!panel.plot && through > 0 && hasCurve(act)) {
    drawSlope(act, pen, panel.rest, through);
  } else if (layer < depth) drawSplit(act, pen, panel, arrived);
  else drawOwn(act, pen, panel, arrived, through);
  if (panel.plot) drawSlope(act, pen, panel.plot, through);
};

/** "n·∂L/∂z": n times as much where the program forgets a mean, or its opposite, or its half. */
export const derivative = ({ letter, times }: QuantitySymbol): string =>
  `${times === undefined ? '' : times === -1 ? '−' : times === 0.5 ? '½·' : 'n·'}∂L/∂${letter === 'n' ? 'ẑ′' : letter}`;

/** "Σ w·∂L/∂z + ∂L/∂a", by the terms that there are. */
const sumOf = (terms: Terms): string => {
  const [weight, error] = terms.factors(0);
  const last = terms.factors(terms.count - 1);
  return `Σ w${weight!.symbol.updated ? '′' : ''}·${derivative(error!.symbol)}${last.length === 1 ? ` + ${derivative(last[0]!.symbol)}` : ''}`;
};

/** "f′(z)", or what the function gave where the program takes it there. */
const slopeName = ({ of, atOutput, missing, givesOutput }: Pick<Slope, 'of' | 'atOutput' | 'missing' | 'givesOutput'>): string => {
  if (missing) return '1';
  const argument = of === 'n' ? 'ẑ′' : 'z';
  return atOutput ? (givesOutput && of === 'z' ? 'f′(a)' : `f′(f(${argument}))`) : `f′(${argument})`;
};

/** Over every outgoing weight comes w times dL/dz of its target. */
const drawSplit = (act: Act, pen: Pen, { terms: area }: Panel, arrived: number): void => {
  const { account, moment, palette } = act;
  const { layer, unit } = moment;
  const above = upstream(account, layer, unit)!;
  const all = above.terms!;
  const weights = layerOf(act, layer + 1).W.cols;
  const labelled = weights < mostBars;
  const terms = Array.from({ length: all.count }, (_, to): Term => {
    const value = all.value(to) ?? 0;
    const colour = palette.upstream;
    if (to === weights) {
      const handed = derivative(all.factors(to)[0]!.symbol);
      return { label: `+ ${handed}${sub(unit + 1)}`, short: '+ ∂L/∂a', value, progress: arrived, colour };
    }
    if (!labelled) return { label: '', short: '', value, progress: to < moment.part || moment.operation !== 'upstream' ? 1 : 0, colour };
    const [w, error] = all.factors(to);
    return {
      label: `→ ${to + 1}   ${written(act, w!.value)} × ${written(act, error!.value)}`,
      short: `→ ${to + 1}`,
      value,
      progress: partProgress(act, 'backward', layer, unit, to),
      colour,
    };
  });
  drawWaterfall(act, pen, area, terms, { label: derivative(above.symbol), progress: smooth(arrived) });
};

/** At the output there is nothing to add up: before and after the gate. */
const drawOwn = (act: Act, pen: Pen, { terms: area }: Panel, arrived: number, through: number): void => {
  const { account, moment, palette, unit, type } = act;
  const own = delta(account, moment.layer, moment.unit);
  const above = upstream(account, moment.layer, moment.unit);
  const before = (above ?? own).value ?? 0;
  const after = own.value ?? 0;
  const most = Math.max(Math.abs(before), Math.abs(after)) || 1;
  const label = 52 * type;
  const middle = area.x + label + (area.width - label) / 2;
  const x = (value: number) => middle + ((Number.isFinite(value) ? value : most) / most) * (area.width - label) * 0.48;
  const thick = 13 * unit;
  const y = area.y + area.height * 0.34;
  const below = area.y + area.height * 0.72;
  pen.line([middle, area.y + 6 * unit, middle, area.y + area.height - 6 * unit], palette.rule, unit);
  const name = (text: string, at: number, shown: number) => pen.text(area.x, at, text, 11.5 * type, inkOf(palette, shown));
  name(derivative((above ?? own).symbol), y, arrived);
  pen.bar(middle, y - thick / 2, mix(middle, x(before), smooth(arrived)), y + thick / 2, palette.upstream, {
    alpha: 0.55,
    radius: 2 * unit,
  });
  if (!above) return;
  name(derivative(own.symbol), below, through);
  if (through > 0)
    pen.bar(middle, below - thick / 2, x(mix(before, after, smooth(through))), below + thick / 2, palette.upstream, { radius: 2 * unit });
};

/** Whether f is a curve of one number that the moment's gate takes the slope of. */
const hasCurve = ({ account, moment, shape }: Act): boolean =>
  slope(account, moment.layer, moment.unit) !== undefined &&
  activationCurves[shape.layers[moment.layer - 1]!.activation] !== undefined &&
  Number.isFinite(argument(account, moment.layer, moment.unit).value);

/** The slope of f at z, or where the program takes it: what share of what arrives goes on. */
const drawSlope = (act: Act, pen: Pen, area: Area, through: number): void => {
  const { account, moment, palette, shape, scales, unit, type } = act;
  const { layer } = moment;
  const kind = shape.layers[layer - 1]!.activation;
  const f = activationCurves[kind]?.value;
  const taken = slope(account, layer, moment.unit);
  const own = argument(account, layer, moment.unit).value ?? NaN;
  if (!f || !taken || !Number.isFinite(own)) return;
  const place = taken.atOutput ? f(own) : own;
  const steep = taken.value ?? 0;
  const reach = Math.max(scales.preActivation, isBounded(kind) ? 4 : 1, Math.abs(own), Math.abs(place));
  const plot = drawCurve(act, pen, area, f, [-reach, reach], {
    x: taken.of === 'n' ? 'ẑ′' : 'z',
    y: `f = ${activationFacts[kind].symbol}`,
  });
  const half = reach * 0.45 * smooth(through);
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
    pen.text(
      area.x,
      area.y + area.height * 0.36,
      taken.missing ? '1' : `${slopeName(taken)} = ${written(act, taken.value)}`,
      11.5 * type,
      palette.upstream,
      {
        tabular: true,
        weight: 'bold',
        alpha: smooth(through),
        behind: palette.panel,
      },
    );
  }
  if (taken.atOutput) pen.dot(plot.x(place), plot.y(f(place)), 3.2 * unit, palette.upstream, smooth(through));
  pen.dot(plot.x(own), plot.y(f(own)), 5.5 * unit, palette.ink);
  pen.dot(plot.x(own), plot.y(f(own)), 4.2 * unit, diverging(palette, valueOf(layerOf(act, layer).a, moment.unit), scales.activation));
};
