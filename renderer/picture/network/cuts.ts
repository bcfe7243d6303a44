import { type Act, layerOf, unitProgress } from '#renderer/picture/act.ts';
import type { Pen } from '#renderer/picture/pen.ts';

/** Whether clipping by value cut the gradient of a weight: it is then less than what clipping by norm left of it. */
const isCut = ({ trace }: Act, layer: number, index: number): boolean => {
  const { unclipped, dW } = trace.layers[layer - 1]!;
  return unclipped !== undefined && dW.data[index] !== unclipped.W.data[index]! * (trace.clipFactor ?? 1);
};

/** The gradients of a step that were cut are marked from their turn on until the weights move. */
const showsCuts = ({ moment }: Act): boolean => moment.phase === 'gradient' || moment.phase === 'optimise';

/** How many gradients of weights are marked as cut now, among the weights that are drawn. */
export const countCuts = (act: Act): number => {
  let count = 0;
  forEachCut(act, () => count++);
  return count;
};

/** More signs than these would be a hatching: the legend then says the number alone. */
const mostSigns = 300;

/** Two strokes across every drawn edge whose gradient was cut. */
export const drawCuts = (act: Act, pen: Pen): void => {
  if (countCuts(act) > mostSigns) return;
  const { ends } = act.wiring;
  forEachCut(act, (edge) => {
    const [x0, y0, x1, y1] = ends.subarray(4 * edge, 4 * edge + 4) as unknown as [number, number, number, number];
    const length = Math.hypot(x1 - x0, y1 - y0);
    const direction = [(x1 - x0) / length, (y1 - y0) / length] as const;
    drawCutSign(act, pen, x0 + (x1 - x0) * place, y0 + (y1 - y0) * place, direction);
  });
};

const forEachCut = (act: Act, each: (edge: number) => void): void => {
  if (!showsCuts(act)) return;
  const { wiring } = act;
  for (let layer = 1; layer <= act.depth; layer++) {
    const { unclipped, W } = layerOf(act, layer);
    if (!unclipped) return;
    for (let group = wiring.firstGroup[layer]!; group < wiring.firstGroup[layer + 1]!; group++) {
      const to = wiring.groupUnit[group]!;
      if (unitProgress(act, 'gradient', layer, to) < 1) continue;
      for (let edge = wiring.starts[group]!; edge < wiring.starts[group + 1]!; edge++) {
        if (isCut(act, layer, wiring.from[edge]! * W.cols + to)) each(edge);
      }
    }
  }
};

/** Near the target, where edges lie furthest from the numbers on them. */
const place = 0.8;

/** Two strokes across a line of this direction. */
export const drawCutSign = ({ palette, unit }: Act, pen: Pen, x: number, y: number, [along, up]: readonly [number, number]): void => {
  const [half, width] = [6 * unit, 1.6 * unit];
  for (const [colour, thick] of [
    [palette.background, 2.4 * width],
    [palette.warning, width],
  ] as const) {
    for (const shift of [-1.7 * width, 1.7 * width]) {
      const [cx, cy] = [x + along * shift, y + up * shift];
      pen.line([cx - up * half, cy + along * half, cx + up * half, cy - along * half], colour, thick);
    }
  }
};
