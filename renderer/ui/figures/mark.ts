import type { Colour } from '#renderer/picture/frame.ts';
import type { Pen } from '#renderer/picture/pen.ts';

/** Corners of the shapes of classes, a shape of convex pieces each, as far from the middle as a circle of radius 1 asks for. */
const regular = (corners: number, radius: number, turn: number): number[] =>
  Array.from({ length: corners }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / corners;
    return [radius * Math.sin(angle), -radius * Math.cos(angle)];
  }).flat();
const bar = (turn: number): number[] => {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return [
    [-0.32, 0.05],
    [0.32, 0.05],
    [0.32, -1.25],
    [-0.32, -1.25],
  ].flatMap(([x, y]) => [x! * cos - y! * sin, x! * sin + y! * cos]);
};
/** Round, triangle, square, diamond, cross, star, wye: in the order of `marksOf`. */
const pieces: readonly (readonly number[][])[] = [
  [],
  [regular(3, 1.45, 0)],
  [regular(4, 1.25, Math.PI / 4)],
  [regular(4, 1.35, 0)],
  [bar(0), bar(Math.PI / 2), bar(Math.PI), bar(-Math.PI / 2)],
  [regular(3, 1.4, 0), regular(3, 1.4, Math.PI)],
  [bar(Math.PI), bar(Math.PI / 3), bar(-Math.PI / 3)],
];

/** A sample: its class's shape with a rim that sets it off from the ground. */
export const drawMark = (pen: Pen, shape: number, x: number, y: number, radius: number, fill: Colour, rim: Colour): void => {
  const own = pieces[shape % pieces.length]!;
  const at = (corners: readonly number[], size: number): number[] => corners.map((value, i) => (i % 2 === 0 ? x : y) + size * value);
  if (own.length === 0) {
    pen.dot(x, y, radius + 0.22 * radius, rim);
    pen.dot(x, y, radius, fill);
    return;
  }
  for (const corners of own) pen.line(at([...corners, corners[0]!, corners[1]!], radius), rim, 0.44 * radius);
  for (const corners of own) pen.area(at(corners, radius), fill);
};
