/** What a text or a plate covers. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** About the point x, y. */
export const boxAround = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

export const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

export const touchesDisc = ({ left, right, top, bottom }: Box, x: number, y: number, radius: number): boolean =>
  Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom)) < radius;

/** Whether the line from x0, y0 to x1, y1, which rises to the right or falls, passes through. */
export const crosses = ({ left, right, top, bottom }: Box, x0: number, y0: number, x1: number, y1: number): boolean => {
  const [from, to] = [Math.max(left, Math.min(x0, x1)), Math.min(right, Math.max(x0, x1))];
  if (from > to) return false;
  const at = (x: number): number => (x1 === x0 ? y0 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0));
  return Math.min(at(from), at(to)) < bottom && Math.max(at(from), at(to)) > top;
};
