import {
  type Act,
  forwardPart,
  isCovered,
  isTurnOf,
  isUnit,
  layerProgress,
  outputOf,
  upstreamPart,
  partProgress,
  unitProgress,
  valueOf,
} from '#renderer/picture/act.ts';
import { arrive, clamp, mix, smooth } from '#renderer/picture/time/easing.ts';
import { blend, diverging } from '#renderer/picture/palette.ts';
import type { Pen } from '#renderer/picture/pen.ts';
import { drawInputName } from './data-names.ts';
import { drawName, nameSize, unitName } from './names.ts';
import { stateIn } from './states.ts';
import { reachBeside } from './layout.ts';
import { drawDelta, drawValue } from './values.ts';
import type { Column } from '#renderer/picture/space/placement.ts';

/** Every drawn unit: an input with its number, any other hollow until its turn, then its ring (z), its fill (a) and, on the way back, its halo (|dL/da|). */
export const drawUnits = (act: Act, pen: Pen): void => {
  for (const column of act.placement.columns) {
    const { layer, shown } = column;
    const [forward, backward] = layer === 0 ? [] : [layerProgress(act, 'forward', layer), layerProgress(act, 'backward', layer)];
    for (let u = 0; u < shown; u++) {
      if (layer === 0) drawInput(act, pen, column, u);
      else drawUnit(act, pen, column, u, forward, backward);
    }
  }
};

/** What is given stands there from the start; in its turn it slides in from the left. */
const drawInput = (act: Act, pen: Pen, column: Column, u: number): void => {
  const { palette, scales, type } = act;
  const y = column.y[u]!;
  const value = outputOf(act, 0, u);
  const come = arrive(unitProgress(act, 'batch', 0, u));
  const fill = isCovered(act, 'a', 0, [u]) ? palette.asked.ground : diverging(palette, value, scales.activation);
  rim(act, pen, column, u, fill, true);
  const reach = reachBeside(act, column, u);
  if (column.roomy) drawName(act, pen, column, u, isTurnOf(act, 'batch', 0, u));
  else if (!drawInputName(act, pen, column, u, reach) && column.spacing >= 13 * type) {
    const x = column.x - column.radius - reach - 7 * type;
    pen.text(x, y, unitName(act, 0, u), nameSize * type, palette.soft, { align: 'right' });
  }
  if (come > 0 && come < 1) {
    const x = mix(-column.radius, column.x, come);
    pen.onDiscs(() => pen.dot(x, y, column.radius * 0.8, fill, come));
  }
  drawValue(act, pen, column, u, veilOf(act, 0, u)(fill));
};

const drawUnit = (act: Act, pen: Pen, column: Column, u: number, forward: 0 | 1 | undefined, backward: 0 | 1 | undefined): void => {
  const { palette, scales, depth, trace } = act;
  const { layer } = column;
  const { z, a, dA, dZ } = trace.layers[layer - 1]!;
  const summed = forward ?? smooth(partProgress(act, 'forward', layer, u, forwardPart(act, layer, 'bias')));
  const activated = forward ?? smooth(partProgress(act, 'forward', layer, u, forwardPart(act, layer, 'activation')));
  const asked = isCovered(act, 'a', layer, [u]);
  const fill = asked ? palette.asked.ground : diverging(palette, valueOf(a, u), scales.activation);
  const ring =
    summed > 0 && !isCovered(act, 'z', layer, [u]) && column.radius >= 5 * act.unit
      ? {
          colour: blend(palette.background, diverging(palette, valueOf(z, u), scales.preActivation), summed),
          width: ringWidth(column.radius),
        }
      : undefined;
  const isOwedCovered = isCovered(act, 'a', layer, [u], true) || isCovered(act, 'z', layer, [u], true);
  const owed = isOwedCovered ? 0 : (backward ?? partProgress(act, 'backward', layer, u, layer === depth ? 0 : upstreamPart(act, layer)));
  const size = Math.abs(valueOf(dA ?? dZ, u)) / scales.owed;
  const haloWidth = owed === 0 ? 0 : haloMost(act, column) * Math.sqrt(Number.isFinite(size) ? Math.min(size, 1) : 1) * smooth(owed);
  const halo =
    haloWidth > 0.2 ? { colour: palette.upstream, width: haloWidth, alpha: act.moment.phase === 'update' ? 0.3 : 0.55 } : undefined;
  rim(act, pen, column, u, asked ? fill : blend(palette.background, fill, activated), asked || activated > 0, ring, halo);
  if (column.roomy) drawName(act, pen, column, u, act.moment.phase !== 'optimise' && isTurnOf(act, act.moment.phase, layer, u));
  // What is asked for says so before it comes to be.
  if (activated < 0.6 && !asked) return;
  unitSurface(act, pen, column, u);
  drawValue(act, pen, column, u, veilOf(act, layer, u)(fill));
  drawDelta(act, pen, column, u);
};

/** Of the disc's radius: it leaves the ring of z and the signs on the rim free. */
const faceRadius = 0.72;

/** What the unit says over the plane of the inputs, where the disc is large enough to see it. */
const unitSurface = (act: Act, pen: Pen, { layer, x, y, radius }: Column, u: number): void => {
  const { look, focus, palette } = act;
  if (isCovered(act, 'a', layer, [u]) || isCovered(act, 'z', layer, [u])) return;
  const colours = look.unitSurfaces?.layers[layer - 1]?.[u];
  const half = radius * faceRadius;
  if (!look.unitSurfaces || !colours || half * (look.zoom ?? 1) < 5) return;
  const { rows, columns } = look.unitSurfaces;
  const place = { x: x - half, y: y[u]! - half, width: 2 * half, height: 2 * half };
  const alpha = focus && !focus.lights(layer, u) ? 0.3 : 1;
  pen.unitSurface({ ...place, rows, columns, across: true, round: true, colours, known: colours.length, empty: palette.background, alpha });
};

const ringWidth = (radius: number): number => clamp(radius * 0.1, 1.2, 7);

/** Halos of neighbours may touch but not swallow each other. */
export const haloMost = ({ unit }: Act, { radius, spacing, roomy }: Column): number =>
  // Names and tags stand close to large discs.
  clamp(Math.max(radius * 0.5, spacing / 2 - radius), 2.5 * unit, (roomy ? 5 : 7) * unit);

const rim = (
  act: Act,
  pen: Pen,
  column: Column,
  u: number,
  fill: number,
  known: boolean,
  ring?: { colour: number; width: number },
  halo?: { colour: number; width: number; alpha: number },
): void => {
  const { palette, look, unit, moment } = act;
  const veil = veilOf(act, column.layer, u);
  const active = moment.phase !== 'optimise' && isTurnOf(act, moment.phase, column.layer, u);
  const marked = isUnit(look.selected, column.layer, u) || isUnit(look.hovered, column.layer, u);
  const thin = Math.min(1.3 * unit, column.radius * 0.3);
  const closed = known && isClosed(act, column, u);
  pen.disc({
    x: column.x,
    y: column.y[u]!,
    radius: column.radius + (active ? 1.5 * unit : 0),
    fill: veil(fill),
    alpha: 1,
    outline: veil(active || marked ? palette.ink : known ? palette.soft : palette.rule),
    outlineWidth: closed ? 0 : active || marked ? 2 * thin : thin,
    ring: ring && { colour: veil(ring.colour), width: ring.width },
    halo: halo && { colour: veil(halo.colour), width: halo.width, alpha: halo.alpha },
  });
  if (closed) drawDashes(act, pen, column.x, column.y[u]!, column.radius, active || marked ? palette.ink : palette.soft);
};

/** A unit that lets nothing through for this sample has a dashed rim, where a dash can be seen. */
export const hasDashedRim = ({ unit }: Act, { radius }: Column): boolean => radius >= 9 * unit;

const isClosed = (act: Act, column: Column, u: number): boolean =>
  column.layer > 0 && hasDashedRim(act, column) && stateIn(act, column.layer, u) === 'silent';

export const drawDashes = ({ palette, unit }: Act, pen: Pen, x: number, y: number, radius: number, colour = palette.soft): void => {
  const turn = (2 * Math.PI) / rimPieces;
  const points = Array.from({ length: rimPieces + 1 }, (_, i) => [x + radius * Math.cos(i * turn), y + radius * Math.sin(i * turn)]).flat();
  const dash = (2 * Math.PI * radius) / Math.max(8, Math.round(radius / (1.2 * unit)));
  pen.onDiscs(() => pen.line(points, colour, Math.min(1.6 * unit, 0.25 * radius), { dash: [0.4 * dash, 0.6 * dash] }));
};
const rimPieces = 44;

/** Out of focus a unit fades into the background. */
const veilOf = ({ focus, palette }: Act, layer: number, u: number): ((colour: number) => number) =>
  focus && !focus.lights(layer, u) ? (colour) => blend(palette.background, colour, 0.3) : (colour) => colour;
