import type { Point3 } from './camera.ts';

export interface Ribbon {
  readonly points: readonly Point3[];
  /** 0xRRGGBB. */
  readonly colour: number;
  /** CSS pixels. */
  readonly width: number;
}

export interface ReliefScene {
  /** Points a side. */
  readonly grid: number;
  /** (grid, grid), 0 to 1, row 0 at y = 0; NaN where there is no height. */
  readonly heights: Float64Array;
  /** Colours from the lowest to the highest. */
  readonly ramp: readonly [number, number, number, number];
  readonly bands: number;
  /** Of the lines between bands, and with the ground of the hatching where there is no height. */
  readonly ink: number;
  readonly ground: number;
  /** Each lies over the ones before. One point alone is a disc. */
  readonly ribbons: readonly Ribbon[];
}
