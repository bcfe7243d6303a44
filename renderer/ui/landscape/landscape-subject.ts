import type { Plane, PlanePoint, ProjectedPath } from '#core/protocol/landscape.ts';
import type { Palette } from '#renderer/picture/palette.ts';
import type { Picture } from '#renderer/model/landscape/landscape-picture.ts';
import { marksOf } from '#renderer/ui/plots/marks.ts';
import type { LossScale } from './loss-scale.ts';

/** What both drawings of a landscape show. */
export interface Subject {
  readonly picture: Picture;
  readonly plane: Plane;
  readonly scale: LossScale;
  /** The losses as heights on the scale. */
  readonly heights: Float64Array;
  readonly point: PlanePoint | undefined;
  readonly rivals: readonly { readonly path: ProjectedPath; readonly colour: number }[];
  readonly step: number;
  readonly palette: Palette;
}

/** Colours that tell rivals apart: those of many classes. */
export const rivalColour = (palette: Palette, rival: number): number => marksOf(palette, 8)[rival]!.colour;

/** Where a place of the plane is in the picture, 0 to 1 from the left and from below. */
export const fractionOf = ({ x, y }: Picture, [px, py]: readonly [number, number]): readonly [number, number] => [
  (px - x[0]) / (x[1] - x[0]),
  (py - y[0]) / (y[1] - y[0]),
];
