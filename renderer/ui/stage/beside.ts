import type { NetworkShape } from '#renderer/picture/shape.ts';
import type { Size } from '#renderer/picture/space/area.ts';
import { place } from '#renderer/picture/space/placement.ts';

/** What stands over and under a network that lies beside others, in pixels; before an audience only its name does. */
const around = { desk: 70, audience: 40 };

/** No network is lower than this: they are scrolled to then. In pixels, as `.several` and `.named` of `Stages.svelte` have it in rem. */
const lowest = { desk: 128, audience: 96 };

/** What names before networks take of the width, in smallest letters; as `.named` of `Stages.svelte` has it. */
const nameWidth = 210 / 25;

/** Whether names stand before networks that lie one under the other, which leaves them all the height; `least` as of `place`, before an audience. */
export const namesBefore = ({ width }: Size, least: number | undefined): least is number => least !== undefined && width > 30 * least;

/** Whether so many networks of one shape are larger one under the other than side by side; `least` as of `place`, before an audience. */
export const liesUnder = (shape: NetworkShape, size: Size, count: number, least?: number): boolean => {
  const { width, height } = size;
  const room = least === undefined ? 'desk' : 'audience';
  /** How large discs are, and how far layers are from each other where that is the less. */
  const seen = (width: number, height: number): number => {
    const { columns } = place(shape, { width, height: Math.max(lowest[room], height) }, least, 'always');
    const gaps = columns.slice(1).map(({ x }, i) => (x - columns[i]!.x) / 4);
    return Math.min(...columns.map(({ radius }) => radius), ...gaps);
  };
  const under = namesBefore(size, least) ? seen(width - nameWidth * least, height / count) : seen(width, height / count - around[room]);
  return under > seen(width / count, height - around[room]);
};
