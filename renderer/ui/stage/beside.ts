import type { NetworkShape } from '#renderer/picture/shape.ts';
import type { Size } from '#renderer/picture/space/area.ts';
import { place } from '#renderer/picture/space/placement.ts';

/** Pixels of what stands over and under a network that lies beside others. */
const around = 70;

/** No network is lower than this: they are scrolled to then. In pixels, as `.several` of `Stages.svelte` has it in rem. */
const lowest = 128;

/** Whether so many networks of one shape are larger one under the other than side by side; `least` as of `place`. */
export const liesUnder = (shape: NetworkShape, { width, height }: Size, count: number, least?: number): boolean => {
  /** How large discs are, and how far layers are from each other where that is the less. */
  const seen = (width: number, height: number): number => {
    const { columns } = place(shape, { width, height: Math.max(lowest, height - around) }, least, 'always');
    const gaps = columns.slice(1).map(({ x }, i) => (x - columns[i]!.x) / 4);
    return Math.min(...columns.map(({ radius }) => radius), ...gaps);
  };
  return seen(width, height / count) > seen(width / count, height);
};
