import { type Act, forwardPart, isTurnOf, layerOf, outputOf, upstreamPart, valueOf } from '#renderer/picture/act.ts';
import { pulseRadius, travel } from './edge-pulses.ts';
import { clamp } from '#renderer/picture/time/easing.ts';
import { signColour } from '#renderer/picture/palette.ts';
import type { Pen } from '#renderer/picture/pen.ts';
import { middleOf, type Column } from '#renderer/picture/space/placement.ts';

/** Pieces of an arc: enough that no corner is seen. */
const pieces = 14;

/** Residual connections: an arc over each unit of the layer before to its like, with the value that goes along it in its turn. */
export const drawSkips = (act: Act, pen: Pen): void => {
  for (let layer = 1; layer <= act.depth; layer++) {
    if (!layerOf(act, layer).branch) continue;
    const [source, target] = [act.placement.columns[layer - 1]!, act.placement.columns[layer]!];
    // Of a grid one arc stands for all: cell by cell they would be one blot.
    const arcs = source.grid ? 1 : source.shown;
    for (let u = 0; u < arcs; u++) drawArc(act, pen, layer, source, target, u);
  }
};

type Curve = (share: number) => readonly [number, number];

/** From the upper right of the source to the upper left of its target, bent upwards. */
const arcOf = (act: Act, source: Column, target: Column, u: number): Curve => {
  const rim = source.grid ? 0 : 0.71;
  const [x0, y0] = [source.x + source.radius * (rim || 1), middleOf(source, u)[1] - source.radius * rim];
  const [x2, y2] = [target.x - target.radius * (rim || 1), middleOf(target, u)[1] - target.radius * rim];
  const bend = clamp(target.spacing * 0.8, 5 * act.unit, 46 * act.unit);
  const [x1, y1] = [(x0 + x2) / 2, Math.min(y0, y2) - bend];
  return (p) => {
    const q = 1 - p;
    return [q * q * x0 + 2 * p * q * x1 + p * p * x2, q * q * y0 + 2 * p * q * y1 + p * p * y2];
  };
};

const drawArc = (act: Act, pen: Pen, layer: number, source: Column, target: Column, u: number): void => {
  const { palette, unit } = act;
  const curve = arcOf(act, source, target, u);
  const active = isTurnOf(act, 'forward', layer, u) || (layer > 1 && isTurnOf(act, 'backward', layer - 1, u));
  const points = Array.from({ length: pieces + 1 }, (_, i) => curve(i / pieces)).flat();
  const colour = active ? palette.ink : palette.soft;
  const alpha = active ? 1 : 0.55;
  pen.line(points, palette.background, (active ? 5 : 3.6) * unit, { alpha: 0.85 });
  pen.line(points, colour, (active ? 2.2 : 1.4) * unit, { alpha });
  if (target.radius >= 6 * unit) drawPlus(act, pen, curve(1), colour, clamp(target.radius * 0.26, 3 * unit, 6 * unit));
  drawForwardPulse(act, pen, layer, u, curve);
  drawBackwardPulse(act, pen, layer, u, curve);
};

/** Where the arc ends its value is added to what the unit gives. */
const drawPlus = ({ palette, unit }: Act, pen: Pen, [x, y]: readonly [number, number], colour: number, radius: number): void =>
  pen.onDiscs(() => {
    pen.dot(x, y, radius + unit, colour);
    pen.dot(x, y, radius, palette.background);
    pen.line([x - radius * 0.6, y, x + radius * 0.6, y], colour, 1.3 * unit);
    pen.line([x, y - radius * 0.6, x, y + radius * 0.6], colour, 1.3 * unit);
  });

/** What came into the layer goes along while the unit is activated, and arrives when the unit has its own part. */
const drawForwardPulse = (act: Act, pen: Pen, layer: number, u: number, curve: Curve): void => {
  if (!isTurnOf(act, 'forward', layer, u)) return;
  const { timeline, palette, scales } = act;
  const part = forwardPart(act, layer, 'activation');
  const place = travel(
    act,
    timeline.unitStart('forward', layer, u),
    timeline.partEnd('forward', layer, u, part),
    timeline.partEnd('forward', layer, u, part - 1),
  );
  const value = outputOf(act, layer - 1, u);
  pulse(act, pen, curve, place, value, pulseRadius(act, value, scales.product), signColour(palette, value));
};

/** What the layer's own output owes goes back undiminished, and arrives when the unit adds up. */
const drawBackwardPulse = (act: Act, pen: Pen, layer: number, u: number, curve: Curve): void => {
  if (layer === 1 || !isTurnOf(act, 'backward', layer - 1, u)) return;
  const { timeline, palette, scales } = act;
  const part = upstreamPart(act, layer - 1);
  const place = travel(
    act,
    timeline.unitStart('backward', layer - 1, u),
    timeline.partEnd('backward', layer - 1, u, part),
    timeline.partEnd('backward', layer - 1, u, part - 1),
  );
  const value = valueOf(layerOf(act, layer).dA!, u);
  pulse(act, pen, curve, place < 0 ? place : 1 - place, value, pulseRadius(act, value, scales.upstream), palette.upstream);
};

/** A dot, or a ring for a negative value, as on the edges, and like them under the numbers. */
const pulse = ({ palette }: Act, pen: Pen, curve: Curve, place: number, value: number, radius: number, colour: number): void => {
  if (place < 0 || radius === 0) return;
  const [x, y] = curve(place);
  pen.dot(x, y, radius, colour);
  if (value < 0) pen.dot(x, y, radius * 0.62, palette.background);
};
