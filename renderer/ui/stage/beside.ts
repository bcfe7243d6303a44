import type { NetworkShape } from '#renderer/picture/shape.ts';
import type { Size } from '#renderer/picture/space/area.ts';
import { place } from '#renderer/picture/space/placement.ts';

/** Pixels of what stands over and under a network that lies beside others. */
const around = 70;

/** Whether so many networks of one shape are larger one under the other than side by side; `least` as of `place`. */
export const liesUnder = (shape: NetworkShape, { width, height }: Size, count: number, least?: number): boolean => {
  const discs = (size: Size): number => Math.min(...place(shape, size, least, 'always').columns.map(({ radius }) => radius));
  return discs({ width, height: height / count - around }) > discs({ width: width / count, height: height - around });
};
