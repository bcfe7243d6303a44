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

/** A path up to a step and from it on, with the coordinates of that step in both. */
export const splitAt = (path: ProjectedPath, step: number, here = coordinatesAt(path, step)): readonly [Coordinates[], Coordinates[]] => {
  const [before, after]: [Coordinates[], Coordinates[]] = [[], [here]];
  path.steps.forEach((one, i) => {
    if (one !== step) (one < step ? before : after).push([path.x[i]!, path.y[i]!]);
  });
  return [[...before, here], after];
};
