import { niceCeiling } from '#renderer/picture/scales.ts';
import { turnOf } from './knobs.ts';

/** The values of a weight that a curve of the loss is drawn over: of a whole knob, or closer by around its value. */
export const windowAround = (value: number, zoom: number): readonly [low: number, high: number] => {
  const half = turnOf([value]).reach / zoom;
  if (zoom === 1) return [-half, half];
  // In steps of half a window: it stays where it is while the value moves a little.
  const centre = Math.round(value / half) * half;
  return [centre - half, centre + half];
};

/** Points of the curve. */
export const curvePoints = 121;
export const valuesOver = ([low, high]: readonly [number, number]): Float64Array =>
  Float64Array.from({ length: curvePoints }, (_, i) => low + ((high - low) * i) / (curvePoints - 1));

/** How many times the loss of the point the axis shows at most: a slope that is worth seeing is not flattened by far walls. */
const mostOfPoint = 6;
/** And as much of all that the curve has at least, where the point is at its bottom. */
const leastOfCurve = 1 / 6;

/** From which loss to which the axis goes: all of the curve, but for walls; from 0 where that costs little. */
export const lossSpan = (losses: Float64Array, at: number): readonly [low: number, high: number] => {
  let [low, high] = Number.isFinite(at) ? [at, at] : [Infinity, -Infinity];
  for (const loss of losses) if (Number.isFinite(loss)) [low, high] = [Math.min(low, loss), Math.max(high, loss)];
  if (low > high) return [0, 1];
  if (Number.isFinite(at)) high = Math.min(high, low + Math.max(mostOfPoint * (at - low), leastOfCurve * (high - low)));
  // Round, so that the axis seldom changes while the point moves.
  if (low >= 0 && low < 0.6 * high) return [0, niceCeiling(high)];
  const room = high > low ? 0.06 * (high - low) : Math.abs(low) || 1;
  return [low - room, high + room];
};

/** The widths h of the slider, ten to each power of ten, from 1 down to a millionth. */
export const widths = 60;
export const widthAt = (place: number): number =>
  // Whole powers of ten are those numbers to the bit, and the others have three digits.
  Number(Math.pow(10, -place / 10).toPrecision(3));
export const placeOf = (h: number): number => Math.round(10 * Math.log10(1 / h));

/** The slope between two points; undefined where the loss does not change or is no number. `to - from` is what was really gone. */
export const secantSlope = (from: number, to: number, lossFrom: number, lossTo: number): number => (lossTo - lossFrom) / (to - from);
