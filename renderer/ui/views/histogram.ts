import type { Distributions } from '#core/protocol/probes.ts';
import { blend, type Palette } from '#renderer/picture/palette.ts';

/** The sampled step nearest to a step, as an index. */
export const nearestStep = ({ steps }: Distributions, step: number): number => {
  let best = 0;
  for (let s = 1; s < steps.length; s++) if (Math.abs(steps[s]! - step) < Math.abs(steps[best]! - step)) best = s;
  return best;
};

/** The counts of one sampled step, from the lowest bin on. */
export const binsOf = ({ counts, steps }: Distributions, s: number): Float64Array => {
  const bins = counts.length / steps.length;
  return counts.subarray(s * bins, (s + 1) * bins);
};

/** One pixel per bin and sampled step, the highest bin first; a bin is as strong as the root of its share of the step's fullest bin. */
export const heatPixels = (of: Distributions, palette: Palette): ImageData => {
  const across = of.steps.length;
  const down = of.counts.length / across;
  const image = new ImageData(across, down);
  for (let s = 0; s < across; s++) {
    const bins = binsOf(of, s);
    const fullest = bins.reduce((most, count) => Math.max(most, count), 1);
    bins.forEach((count, bin) => {
      const colour = blend(palette.background, palette.positive, Math.sqrt(count / fullest));
      image.data.set([(colour >> 16) & 255, (colour >> 8) & 255, colour & 255, count > 0 ? 255 : 0], ((down - 1 - bin) * across + s) * 4);
    });
  }
  return image;
};
