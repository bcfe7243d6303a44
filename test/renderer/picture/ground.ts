import type { Area } from '#renderer/picture/space/area.ts';
import type { Colour, Disc, Edges, Frame, FrameImage, Shape } from '#renderer/picture/frame.ts';
import { blend } from '#renderer/picture/palette.ts';

/**
 * What a frame shows at points of an area, under its texts, as the stage paints it: one thing over the other, in the frame's order. Rims are
 * hard, where the stage softens them by a pixel, and dashes have no gaps.
 */
export const groundOf = (frame: Frame, area: Area): ((x: number, y: number) => Colour) => {
  const edges = edgesNear(frame.edges, area);
  const shapes = frame.shapes.filter((shape) => touches(boxOf(shape), area));
  const marks = frame.marks.filter((mark) => touches(boxOf(mark), area));
  const discs = frame.discs.filter(({ x, y, radius, halo }) => touches(around(x, y, radius + (halo?.width ?? 0)), area));
  const [images, unitSurfaces] = [frame.images, frame.unitSurfaces].map((all) => all.filter((image) => touches(image, area))) as [
    FrameImage[],
    FrameImage[],
  ];
  return (x, y) => {
    let colour = frame.background;
    const paint = (over: Colour, alpha: number): void => {
      colour = blend(colour, over, Math.min(1, alpha));
    };
    for (const edge of edges) paintEdge(frame.edges, edge, frame.background, x, y, paint);
    for (const image of images) paintImage(image, x, y, paint);
    for (const shape of shapes) paintShape(shape, x, y, paint);
    for (const disc of discs) paintDisc(disc, x, y, paint);
    for (const mark of marks) paintShape(mark, x, y, paint);
    for (const unitSurface of unitSurfaces) paintImage(unitSurface, x, y, paint);
    return colour;
  };
};

const touches = (one: Area, other: Area): boolean =>
  one.x <= other.x + other.width && other.x <= one.x + one.width && one.y <= other.y + other.height && other.y <= one.y + one.height;

const around = (x: number, y: number, radius: number): Area => ({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius });

const boxOf = (shape: Shape): Area => {
  if (shape.kind === 'rect') return shape;
  if (shape.kind === 'dot') return around(shape.x, shape.y, shape.radius);
  const half = shape.kind === 'line' ? shape.width / 2 : 0;
  const [xs, ys] = [0, 1].map((axis) => shape.points.filter((_, i) => i % 2 === axis)) as [number[], number[]];
  const [left, top] = [Math.min(...xs) - half, Math.min(...ys) - half];
  return { x: left, y: top, width: Math.max(...xs) + half - left, height: Math.max(...ys) + half - top };
};

const edgesNear = (edges: Edges, area: Area): number[] => {
  const near: number[] = [];
  const { ends } = edges;
  for (let edge = 0; edge < edges.count; edge++) {
    const half = Math.max(edges.width[edge]!, edges.washWidth[edge]!, edges.ghostWidth[edge]!, 2 * edges.pulseRadius[edge]!) / 2;
    const [x0, y0, x1, y1] = [ends[4 * edge]!, ends[4 * edge + 1]!, ends[4 * edge + 2]!, ends[4 * edge + 3]!];
    const [left, top] = [Math.min(x0, x1) - half, Math.min(y0, y1) - half];
    if (touches({ x: left, y: top, width: Math.max(x0, x1) + half - left, height: Math.max(y0, y1) + half - top }, area)) near.push(edge);
  }
  return near;
};

type Paint = (over: Colour, alpha: number) => void;

const paintEdge = (edges: Edges, edge: number, background: Colour, x: number, y: number, paint: Paint): void => {
  const { ends } = edges;
  const [x0, y0, x1, y1] = [ends[4 * edge]!, ends[4 * edge + 1]!, ends[4 * edge + 2]!, ends[4 * edge + 3]!];
  const pulse = edges.pulseAt[edge]!;
  if (pulse >= 0 && Math.hypot(x - x0 - (x1 - x0) * pulse, y - y0 - (y1 - y0) * pulse) < edges.pulseRadius[edge]!)
    return paint(edges.pulseColour[edge]!, 1);
  const far = 2 * distanceTo(x, y, x0, y0, x1, y1);
  if (far < edges.width[edge]!) paint(edges.colour[edge]!, edges.alpha[edge]!);
  else if (far < edges.ghostWidth[edge]!) paint(background, edges.alpha[edge]! * 0.6);
  else if (far < edges.washWidth[edge]!) paint(edges.washColour[edge]!, edges.washAlpha[edge]!);
};

const paintImage = (image: FrameImage, x: number, y: number, paint: Paint): void => {
  const [u, v] = [(x - image.x) / image.width, (y - image.y) / image.height];
  if (!(u >= 0 && u < 1 && v >= 0 && v < 1)) return;
  if (image.round && Math.hypot(u - 0.5, v - 0.5) > 0.5) return;
  const [row, column] = [Math.floor(v * image.rows), Math.floor(u * image.columns)];
  const cell = image.across ? row * image.columns + column : column * image.rows + row;
  if (cell < image.colours.length) paint(cell < image.known ? image.colours[cell]! : image.empty, image.alpha);
};

const paintShape = (shape: Shape, x: number, y: number, paint: Paint): void => {
  switch (shape.kind) {
    case 'dot':
      if (Math.hypot(x - shape.x, y - shape.y) < shape.radius) paint(shape.fill, shape.alpha);
      return;
    case 'rect': {
      const inside = Math.min(x - shape.x, shape.x + shape.width - x, y - shape.y, shape.y + shape.height - y);
      if (inside < 0) return;
      if (shape.outline !== undefined && inside < (shape.outlineWidth ?? 1)) paint(shape.outline, shape.alpha);
      else paint(shape.fill, shape.fillAlpha ?? shape.alpha);
      return;
    }
    case 'line':
      for (let i = 2; i < shape.points.length; i += 2) {
        const [x0, y0, x1, y1] = shape.points.slice(i - 2, i + 2) as [number, number, number, number];
        if (2 * distanceTo(x, y, x0, y0, x1, y1) < shape.width) return paint(shape.colour, shape.alpha);
      }
      return;
    case 'area':
      if (isInside(shape.points, x, y)) paint(shape.fill, shape.alpha);
      return;
    case 'band':
      throw new Error('no band is drawn in the picture of a network');
  }
};

const paintDisc = (
  { x: cx, y: cy, radius, fill, alpha, outline, outlineWidth, ring, halo }: Disc,
  x: number,
  y: number,
  paint: Paint,
): void => {
  const far = Math.hypot(x - cx, y - cy);
  if (far >= radius) {
    if (halo && far < radius + halo.width) paint(halo.colour, halo.alpha);
    return;
  }
  if (far > radius - outlineWidth) return paint(outline, alpha);
  paint(fill, alpha);
  if (ring && far > radius - outlineWidth - ring.width) paint(ring.colour, alpha);
};

const distanceTo = (x: number, y: number, x0: number, y0: number, x1: number, y1: number): number => {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
};

/** A convex polygon has the point on the same side of all its sides. */
const isInside = (points: readonly number[], x: number, y: number): boolean => {
  let side = 0;
  for (let i = 0; i < points.length; i += 2) {
    const [x0, y0] = [points[i]!, points[i + 1]!];
    const [x1, y1] = [points[(i + 2) % points.length]!, points[(i + 3) % points.length]!];
    const turn = Math.sign((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0));
    if (side !== 0 && turn === -side) return false;
    side ||= turn;
  }
  return true;
};
