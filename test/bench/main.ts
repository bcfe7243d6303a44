import type { Effort } from './effort.ts';
import { benchLandscape } from './landscape.ts';
import { benchLongSeeking, benchSeeking } from './seek.ts';
import { benchTraining } from './train.ts';

export { efforts } from './effort.ts';
export { withFigures } from './readme.ts';

/** The benches of the core by name, each with its figures. `folder` holds the built worker. */
export const benches: Record<string, (folder: string, effort: Effort) => Promise<Record<string, number>>> = {
  train: benchTraining,
  seek: benchSeeking,
  seek100k: benchLongSeeking,
  landscape: benchLandscape,
};
