import type { Disc, Edges, Frame, FrameImage, Outline, Shape, Text } from './frame.ts';

/** A point p comes to stand at p * zoom + (x, y). */
export interface Move {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** A frame whose picture is larger, lines and letters too, and stands elsewhere; the paper keeps its size. */
export const zoomed = (frame: Frame, move: Move): Frame => {
  const { zoom, x, y } = move;
  if (zoom === 1 && x === 0 && y === 0) return frame;
  const along = (points: readonly number[]): number[] => points.map((value, index) => value * zoom + (index % 2 === 0 ? x : y));
  const image = (one: FrameImage): FrameImage => ({ ...at(one, move), width: one.width * zoom, height: one.height * zoom });
  return {
    ...frame,
    edges: edgesOf(frame.edges, move),
    images: frame.images.map(image),
    shapes: frame.shapes.map((shape) => shapeOf(shape, move)),
    discs: frame.discs.map((disc) => discOf(disc, move)),
    marks: frame.marks.map((shape) => shapeOf(shape, move)),
    unitSurfaces: frame.unitSurfaces.map(image),
    texts: frame.texts.map((text): Text => ({ ...at(text, move), size: text.size * zoom })),
    ...(frame.outlines && {
      outlines: frame.outlines.map((one): Outline => ({ ...one, contours: one.contours.map(along) })),
    }),
    ...(frame.windows && {
      windows: frame.windows.map((one) => ({
        ...at(one, move),
        width: one.width * zoom,
        height: one.height * zoom,
        frame: zoomed(one.frame, move),
      })),
    }),
  };
};

const at = <T extends { readonly x: number; readonly y: number }>(one: T, { zoom, x, y }: Move): T => ({
  ...one,
  x: one.x * zoom + x,
  y: one.y * zoom + y,
});

const edgesOf = (edges: Edges, { zoom, x, y }: Move): Edges => {
  const ends = edges.ends.map((value, index) => value * zoom + (index % 2 === 0 ? x : y));
  if (zoom === 1) return { ...edges, ends };
  const larger = (lengths: Float32Array): Float32Array => lengths.map((length) => length * zoom);
  return {
    ...edges,
    ends,
    width: larger(edges.width),
    dashLength: edges.dashLength * zoom,
    washWidth: larger(edges.washWidth),
    ghostWidth: larger(edges.ghostWidth),
    pulseRadius: larger(edges.pulseRadius),
  };
};

const discOf = (disc: Disc, move: Move): Disc => {
  const { zoom } = move;
  const { ring, halo } = disc;
  return {
    ...at(disc, move),
    radius: disc.radius * zoom,
    outlineWidth: disc.outlineWidth * zoom,
    ring: ring && { ...ring, width: ring.width * zoom },
    halo: halo && { ...halo, width: halo.width * zoom },
  };
};

const shapeOf = (shape: Shape, move: Move): Shape => {
  const { zoom, x, y } = move;
  /** Every second number of a line is its y; of a band each but the first of three. */
  const along = (points: readonly number[], every: 2 | 3): number[] =>
    points.map((value, index) => value * zoom + (index % every === 0 ? x : y));
  switch (shape.kind) {
    case 'line': {
      const { dash, width } = shape;
      return {
        ...shape,
        points: along(shape.points, 2),
        width: width * zoom,
        ...(dash && { dash: [dash[0] * zoom, dash[1] * zoom] as const }),
      };
    }
    case 'area':
      return { ...shape, points: along(shape.points, 2) };
    case 'band':
      return { ...shape, points: along(shape.points, 3) };
    case 'dot':
      return { ...at(shape, move), radius: shape.radius * zoom };
    case 'rect': {
      const { width, height, radius, outlineWidth } = shape;
      return {
        ...at(shape, move),
        width: width * zoom,
        height: height * zoom,
        radius: radius * zoom,
        ...(outlineWidth !== undefined && { outlineWidth: outlineWidth * zoom }),
      };
    }
  }
};
