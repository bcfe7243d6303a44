import { sketchPoints, sketchTop } from '#core/view/views.ts';

/** Heights of a sketched curve in losses of the start; null where nothing is drawn yet. */
export type Sketch = readonly (number | null)[];

export const emptySketch: Sketch = Array.from({ length: sketchPoints }, () => null);

const inside = (height: number): number => Math.max(0, Math.min(sketchTop, Number(height.toFixed(3))));

/** A stroke of the pen from one place to another, both along (0 to 1) and up: every point that it passes is drawn. */
export const stroked = (
  sketch: Sketch,
  from: { readonly along: number; readonly height: number },
  to: { readonly along: number; readonly height: number },
): Sketch => {
  const last = sketchPoints - 1;
  const [a, b] = [from.along * last, to.along * last];
  const [low, high] = [Math.round(Math.min(a, b)), Math.round(Math.max(a, b))];
  return sketch.map((height, i) => {
    if (i < low || i > high) return height;
    const share = a === b ? 1 : Math.max(0, Math.min(1, (i - a) / (b - a)));
    return inside(from.height + share * (to.height - from.height));
  });
};

/** One point moved by hand; what nobody drew stands where the curve begins. */
export const nudged = (sketch: Sketch, point: number, by: number): Sketch =>
  sketch.map((height, i) => (i === point ? inside((height ?? sketch.slice(0, i).findLast((one) => one !== null) ?? 1) + by) : height));
