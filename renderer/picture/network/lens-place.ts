import { middleOf, type Area, type Column, type Placement } from '#renderer/picture/space/placement.ts';

/** How much it matters that something stays in sight. */
const [ownColumn, output, ruler, other] = [8, 4, 2, 1];

const areaOf = (column: Column): Area => {
  if (column.grid) return column.grid;
  const { x, radius } = column;
  const [top, bottom] = [0, column.total - 1].map((unit) => middleOf(column, unit)[1]);
  return { x: x - radius, y: top! - radius, width: 2 * radius, height: bottom! - top! + 2 * radius };
};

const overlap = (a: Area, b: Area): number => {
  const along = (from: number, to: number): number => Math.max(0, to - from);
  const width = along(Math.max(a.x, b.x), Math.min(a.x + a.width, b.x + b.width));
  // As far as it is covered, whatever its size: the output is one disc.
  const height = along(Math.max(a.y, b.y), Math.min(a.y + a.height, b.y + b.height));
  return (width * height) / Math.max(1, b.width * b.height);
};

/**
 * Where a card of `width` by `height` beside the units of a column lies, in a picture whose letters are of size `type`: within the network's
 * height, and where it covers least of what the person looks for. Right of the unit where that makes no difference.
 */
export const lensPlace = (placement: Placement, column: Column, unit: number, width: number, height: number): Area => {
  const { columns, network, type } = placement;
  const [, middle] = middleOf(column, unit);
  const y = Math.max(network.y, Math.min(middle - height / 2, network.y + network.height - height));
  const own = areaOf(column);
  const [gap, edge] = [12 * type, 4 * type];
  const most = Math.max(edge, placement.width - edge - width);
  const cost = (card: Area): number =>
    columns.reduce(
      (sum, one, layer) => sum + overlap(card, areaOf(one)) * (one === column ? ownColumn : layer === columns.length - 1 ? output : other),
      overlap(card, placement.ruler) * ruler,
    );
  return [own.x + own.width + gap, own.x - gap - width, most, edge]
    .map((x): Area => ({ x: Math.max(edge, Math.min(x, most)), y, width, height }))
    .reduce((best, card) => (cost(card) < cost(best) - 1e-9 ? card : best));
};
