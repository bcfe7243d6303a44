import { formats, type Format } from './formats.ts';

/** Bytes that the file will have, more or less: `png` is the size of one frame as PNG. */
export const estimateBytes = (format: Format, frames: number, png: number): number => {
  if (frames === 0) return 0;
  const { first, other } = formats[format].share;
  return png * (first + other * (frames - 1));
};
