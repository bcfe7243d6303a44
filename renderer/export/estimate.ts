import type { Format } from './plan.ts';

/**
 * How much of the size of the first frame as PNG each format takes: for the first frame, and for every other. Measured on an
 * animated step at 1280 by 720. Pictures fill up as a step goes on; what does not move costs GIF and video little.
 */
const shares: Readonly<Record<Format, { readonly first: number; readonly other: number }>> = {
  png: { first: 1, other: 1.35 },
  gif: { first: 0.8, other: 0.1 },
  webm: { first: 1, other: 0.12 },
};

/** Bytes that the file will have, more or less: `png` is the size of one frame as PNG. */
export const estimateBytes = (format: Format, frames: number, png: number): number => {
  if (frames === 0) return 0;
  const { first, other } = shares[format];
  return png * (first + other * (frames - 1));
};
