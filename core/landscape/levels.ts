import type { LandscapeLevel } from '#core/protocol/landscape.ts';
import { workPerSample } from '#core/net/data-loss.ts';
import type { Run } from '#core/net/run.ts';

const grids = [9, 17, 33, 65];
/**
 * Multiply-adds, of which a module makes some billions in a second: of a finest picture that is computed whole at once; of a first picture; of
 * the longest that is worth waiting for.
 */
const quick = 1e10;
const first = 3e8;
const longest = 1.7e11;
/** Of one answer: a fraction of a second. */
const answer = 3e8;
const fewest = 32;

/**
 * What is computed one after the other: 9, 17, 33 and 65 points a side over all training samples where that is quick. Else as many points
 * over as many samples as give a first picture at once, and then, where that ends in reasonable time, one over all samples.
 */
export const levelsOf = (run: Run): LandscapeLevel[] => {
  const perSample = workPerSample(run);
  const { samples: all } = run.train;
  const work = (grid: number, samples: number): number => grid * grid * samples * perSample;
  const level = (grid: number, samples: number): LandscapeLevel => ({
    grid,
    samples,
    rows: Math.max(1, Math.min(grid, Math.floor((answer * grid) / work(grid, samples)))),
  });
  if (work(65, all) <= quick) return grids.map((grid) => level(grid, all));
  const some = Math.min(all, Math.max(fewest, Math.floor(first / (81 * perSample))));
  const coarse = grids.filter((grid) => grid === 9 || work(grid, some) <= longest / 4).map((grid) => level(grid, some));
  const grid = [...grids].reverse().find((side) => some < all && work(side, all) <= longest);
  return grid === undefined ? coarse : [...coarse.filter((one) => one.grid <= grid), level(grid, all)];
};
