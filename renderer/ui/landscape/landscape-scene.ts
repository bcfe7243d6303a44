import { fieldAt } from '#renderer/model/landscape/landscape-picture.ts';
import type { Point3 } from '#renderer/stage/camera.ts';
import type { ReliefScene, Ribbon } from '#renderer/stage/relief-scene.ts';
import { coordinatesAt, splitAt, type Coordinates } from './paths.ts';
import { bands, ramps } from './loss-scale.ts';
import { fractionOf, type Subject } from './landscape-subject.ts';

/** The edge of the ground that the relief stands on. */
const ground: readonly Point3[] = [
  [0, 0, 0],
  [1, 0, 0],
  [1, 1, 0],
  [0, 1, 0],
  [0, 0, 0],
];

/** Half-width of the tangent plane's patch, as a share of the picture's side. */
const patch = 0.14;

/** The landscape as a relief, with the paths on it and the tangent plane where we are. `tangent` is its colour. */
export const sceneOf = (subject: Subject, tangent: number): ReliefScene => {
  const { picture, plane, point, heights, palette, step } = subject;
  const { grid } = picture;
  const heightAt = (x: number, y: number): number => fieldAt(heights, grid, x * (grid - 1), y * (grid - 1));
  const within = ([x, y]: Coordinates): boolean => x >= 0 && x <= 1 && y >= 0 && y <= 1;
  /** What of a path lies in the picture, piece by piece, on the surface. */
  const onSurface = (path: readonly Coordinates[], colour: number, width: number): Ribbon[] => {
    const pieces: Point3[][] = [[]];
    for (const one of path) {
      const at = fractionOf(picture, one);
      const height = within(at) ? heightAt(...at) : NaN;
      if (Number.isFinite(height)) pieces.at(-1)!.push([...at, height]);
      else pieces.push([]);
    }
    return pieces.filter((points) => points.length > 0).map((points) => ({ points, colour, width }));
  };
  const here: Coordinates = point?.step === step ? [point.x, point.y] : coordinatesAt(plane.path, step);
  const [before, after] = splitAt(plane.path, step, here);
  return {
    grid,
    heights,
    ramp: ramps[palette.theme],
    bands,
    ink: palette.ink,
    ground: palette.panel,
    ribbons: [
      { points: ground, colour: palette.rule, width: 1.5 },
      ...tangentPatch(subject, heightAt, tangent),
      ...onSurface(after, palette.soft, 1.5),
      ...onSurface(before, palette.ink, 3),
      ...subject.rivals.flatMap(({ path, colour }) => onSurface(splitAt(path, step)[0], colour, 3)),
      ...subject.rivals.flatMap(({ path, colour }) => disc(onSurface([coordinatesAt(path, step)], colour, 11), palette.background)),
      ...disc(onSurface([here], palette.ink, 12), palette.background),
    ],
  };
};

/** A disc with a rim. */
const disc = (ribbons: readonly Ribbon[], rim: number): Ribbon[] =>
  ribbons.flatMap((ribbon) => [{ ...ribbon, colour: rim, width: ribbon.width + 4 }, ribbon]);

/** A net of lines in the plane that touches the surface where we are; none where that is not in the picture. */
const tangentPatch = ({ picture, point, scale, step }: Subject, heightAt: (x: number, y: number) => number, colour: number): Ribbon[] => {
  if (!point || point.step !== step) return [];
  const [x, y] = fractionOf(picture, [point.x, point.y]);
  const middle = heightAt(x, y);
  if (x < 0 || x > 1 || y < 0 || y > 1 || !Number.isFinite(middle)) return [];
  const side = picture.x[1] - picture.x[0];
  // The slope of the height that is drawn: of the logarithm, where that is drawn.
  const h = 1e-4 * (scale.high - scale.low);
  const rise = (scale.height(point.planeLoss + h) - scale.height(point.planeLoss - h)) / (2 * h);
  const [sx, sy] = [point.slope[0] * rise * side, point.slope[1] * rise * side];
  const at = (dx: number, dy: number): Point3 => [x + dx, y + dy, middle + sx * dx + sy * dy];
  return [-1, -0.5, 0, 0.5, 1].flatMap((part) => [
    { points: [at(part * patch, -patch), at(part * patch, patch)], colour, width: 1.5 },
    { points: [at(-patch, part * patch), at(patch, part * patch)], colour, width: 1.5 },
  ]);
};
