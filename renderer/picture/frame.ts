/**
 * A Frame is the picture at one instant as plain data: no DOM, no Pixi, nothing remembered from the frame before.
 * The screen, thumbnails and every export draw the same Frame. Lengths are stage units (1 = one CSS pixel at zoom 1),
 * colours 0xRRGGBB. Things are drawn in this order: edges, images, shapes, discs, marks, surfaces of units, texts.
 */
export type Colour = number;

export interface Frame extends Drawing {
  /** A frame that lends its edges is none that holds: see `TransientFrame`. */
  readonly renewal?: undefined;
}

/**
 * A frame whose edges lie in a memory's arrays, so that a running picture makes no waste: it holds until the next frame is made into
 * that memory. Whoever draws one after the other need only look at what was written anew.
 */
export interface TransientFrame extends Drawing {
  readonly renewal: EdgeRenewal;
}

/** Which edges were written anew, told of groups: group g is the edges from `starts[g]` up to `starts[g + 1]`. */
export interface EdgeRenewal {
  readonly starts: Uint32Array;
  /** Counts the frames that were made into the same arrays, from 1. */
  readonly frame: number;
  /** The frame in which each group was last written. */
  readonly written: Float64Array;
}

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly background: Colour;
  readonly edges: Edges;
  readonly images: readonly FrameImage[];
  readonly shapes: readonly Shape[];
  readonly discs: readonly Disc[];
  /** Small signs that stand on discs: a unit's state, a closed gate. */
  readonly marks: readonly Shape[];
  /** Images inside discs. */
  readonly unitSurfaces: readonly FrameImage[];
  readonly texts: readonly Text[];
  /** Formulas, over all else. Only still pictures have them, and those are drawn as SVG: the stage knows no curves. */
  readonly outlines?: readonly Outline[];
  /** Pictures of which a part alone is seen, under all else; they too are of still pictures alone. */
  readonly windows?: readonly FrameWindow[];
}

/** What of a picture lies in a rectangle of the paper; the picture stands where it stands on the paper. */
export interface FrameWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly frame: Frame;
}

/** All weights at once, one entry per drawn edge, as arrays so that thousands cost little. The stage uploads them as they are. */
export interface Edges {
  readonly count: number;
  /** x0, y0, x1, y1 per edge. */
  readonly ends: Float32Array;
  readonly colour: Uint32Array;
  readonly alpha: Float32Array;
  readonly width: Float32Array;
  /** 1 where the line is dashed: the second cue for a negative weight. */
  readonly dashed: Uint8Array;
  /** Length of a dash; gaps are two thirds of it. */
  readonly dashLength: number;
  /** Width of a band of colour that lies under the edge (a gradient, a change); 0 for none. */
  readonly washWidth: Float32Array;
  readonly washColour: Uint32Array;
  readonly washAlpha: Float32Array;
  /** Width of the old weight, drawn as a hollow outline around the edge; 0 for none. */
  readonly ghostWidth: Float32Array;
  readonly ghostColour: Uint32Array;
  /** Where along the edge the pulse is, 0 source to 1 target; negative for none. */
  readonly pulseAt: Float32Array;
  /** Radius of the pulse. */
  readonly pulseRadius: Float32Array;
  readonly pulseColour: Uint32Array;
  /** 1 where the pulse is a ring, not a dot: the second cue for a negative product. */
  readonly pulseHollow: Uint8Array;
}

/** Numbers as cells of colour: a wide layer, an image at the inputs, the matrix of weights between two wide layers. */
export interface FrameImage {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly columns: number;
  /** Cells are counted along the rows; else down the columns. */
  readonly across: boolean;
  /** Only what lies in its ellipse is drawn. */
  readonly round?: boolean;
  /** One per cell; what is beyond the last is left free. Never written into again: the same array is the same image. */
  readonly colours: Uint32Array;
  /** Cells from this one on are not known yet and are drawn in the colour `empty`. */
  readonly known: number;
  readonly empty: Colour;
  readonly alpha: number;
}

/** A unit. All of them have all of its fields, so that the engine keeps thousands of them in one shape. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fill: Colour;
  readonly alpha: number;
  readonly outline: Colour;
  readonly outlineWidth: number;
  /** z before activation, inside the outline. */
  readonly ring: { readonly colour: Colour; readonly width: number } | undefined;
  /** |dA| around the disc during backward. */
  readonly halo: { readonly colour: Colour; readonly width: number; readonly alpha: number } | undefined;
}

export type Shape =
  | {
      readonly kind: 'line';
      readonly points: readonly number[];
      readonly colour: Colour;
      readonly width: number;
      readonly alpha: number;
      readonly dash?: readonly [number, number];
    }
  /** A convex polygon. */
  | { readonly kind: 'area'; readonly points: readonly number[]; readonly fill: Colour; readonly alpha: number }
  /** What lies between two lines: x, y of one and y of the other, point by point. */
  | { readonly kind: 'band'; readonly points: readonly number[]; readonly fill: Colour; readonly alpha: number }
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius: number;
      readonly fill: Colour;
      readonly alpha: number;
      /** Alpha of the fill alone, where it differs from the outline's. */
      readonly fillAlpha?: number;
      readonly outline?: Colour;
      readonly outlineWidth?: number;
    }
  | {
      readonly kind: 'dot';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill: Colour;
      readonly alpha: number;
    };

/** Closed curves that are filled, holes left out: a point, then for each piece two that a cubic Bézier bends towards and where it ends. */
export interface Outline {
  readonly contours: readonly (readonly number[])[];
  readonly fill: Colour;
  readonly alpha: number;
}

export interface Text {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly colour: Colour;
  readonly alpha: number;
  readonly align: 'left' | 'centre' | 'right';
  /** Digits that stand under each other. */
  readonly tabular: boolean;
  readonly weight: 'regular' | 'bold';
  /** A halo in this colour keeps text readable over edges. */
  readonly behind?: Colour;
}
