import type { ProjectedPath } from '#core/protocol/landscape.ts';

/** On the plane, in the lengths of its two directions. */
export type Coordinates = readonly [number, number];

/** Where a path is at a step; its end for a step beyond. */
export const coordinatesAt = ({ steps, x, y }: ProjectedPath, step: number): Coordinates => {
  const after = steps.findIndex((one) => one >= step);
  if (after < 0) return [x.at(-1)!, y.at(-1)!];
  if (after === 0) return [x[0]!, y[0]!];
  const p = (step - steps[after - 1]!) / (steps[after]! - steps[after - 1]!);
  return [x[after - 1]! * (1 - p) + x[after]! * p, y[after - 1]! * (1 - p) + y[after]! * p];
};

/** A path as far as a step; it has its first place at least. */
export const pathTo = ({ steps, x, y, off }: ProjectedPath, last: number): ProjectedPath => {
  const count = Math.max(1, steps.filter((one) => one <= last).length);
  return { steps: steps.subarray(0, count), x: x.subarray(0, count), y: y.subarray(0, count), off: off.subarray(0, count) };
};

/** A path up to a step and from it on, with the coordinates of that step in both. */
export const splitAt = (path: ProjectedPath, step: number, here = coordinatesAt(path, step)): readonly [Coordinates[], Coordinates[]] => {
  const [before, after]: [Coordinates[], Coordinates[]] = [[], [here]];
  path.steps.forEach((one, i) => {
    if (one !== step) (one < step ? before : after).push([path.x[i]!, path.y[i]!]);
  });
  return [[...before, here], after];
};
