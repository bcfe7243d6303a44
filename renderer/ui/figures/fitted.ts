import type { Frame, Shape } from '#renderer/picture/frame.ts';
import type { Figure, Setting } from './figure.ts';

/** What flows is no higher than this, in widths of a letter: a page of A4 in letters of 7 points has some 95 of them. */
const tallest = 95;
/** What is left free under the content, in letters. */
const margin = 0.8;

/** A figure at the height of its content where the paper may have that, at most at the paper's; what flows takes what it needs. */
export const fitted = (figure: Pick<Figure, 'draw' | 'flows'>, setting: Setting): Frame => {
  const { fits, letter } = setting;
  if (!fits) return figure.draw(setting);
  const height = figure.flows ? Math.max(setting.height, tallest * letter) : setting.height;
  const frame = figure.draw({ ...setting, height });
  return { ...frame, height: Math.min(frame.height, bottomOf(frame) + margin * letter) };
};

/** Where the lowest of what a frame shows ends. */
const bottomOf = ({ edges, images, shapes, discs, marks, unitSurfaces, texts, outlines = [], windows = [] }: Frame): number => {
  const boxes = [...images, ...unitSurfaces, ...windows].map(({ y, height }) => y + height);
  const curves = outlines.flatMap(({ contours }) => contours.map((points) => lowest(points, 2)));
  return [
    ...[...boxes, ...curves, lowest([...edges.ends.subarray(0, 4 * edges.count)], 2)],
    ...[...shapes, ...marks].map(bottomOfShape),
    ...discs.map(({ y, radius, halo }) => y + radius + (halo?.width ?? 0)),
    ...texts.map(({ y, size }) => y + 0.6 * size),
  ].reduce((low, one) => Math.max(low, one), 0);
};

const bottomOfShape = (shape: Shape): number => {
  switch (shape.kind) {
    case 'line':
      return lowest(shape.points, 2) + shape.width / 2;
    case 'area':
      return lowest(shape.points, 2);
    case 'band':
      return lowest(shape.points, 3);
    case 'dot':
      return shape.y + shape.radius;
    case 'rect':
      return shape.y + shape.height;
  }
};

/** Every second number of a line is its y; of a band each but the first of three. */
const lowest = (points: readonly number[], every: 2 | 3): number =>
  points.reduce((low, value, index) => (index % every === 0 ? low : Math.max(low, value)), 0);
