import { benchLandscape } from './landscape.ts';
import { benchLongSeeking, benchSeeking } from './seek.ts';
import { benchTraining } from './train.ts';

type Figures = Record<string, number>;

/** The benches of the core by name, each with its figures. `folder` holds the built worker. */
export const benches: Record<string, (folder: string) => Figures | Promise<Figures>> = {
  train: benchTraining,
  seek: benchSeeking,
  seek100k: benchLongSeeking,
  landscape: benchLandscape,
};
