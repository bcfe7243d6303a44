/** A point by itself, then for each piece of the outline three: two that it bends towards, and where it ends. x and y by turns. */
export type Contour = readonly number[];

/** What stands where: x' = a x + e, y' = d y + f. */
export interface Placing {
  readonly a: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

export const within = (outer: Placing, inner: Placing): Placing => ({
  a: outer.a * inner.a,
  d: outer.d * inner.d,
  e: outer.a * inner.e + outer.e,
  f: outer.d * inner.f + outer.f,
});

/** The closed outlines of a path of SVG made of M, L, H, V, Q, T, C and Z, all of them absolute, as cubic Béziers where `placing` puts them. */
export const contoursOf = (path: string, { a, d, e, f }: Placing): readonly Contour[] => {
  const contours: number[][] = [];
  let [x, y, bentX, bentY] = [0, 0, 0, 0];
  const place = (px: number, py: number): readonly [number, number] => [a * px + e, d * py + f];
  const cubic = (x1: number, y1: number, x2: number, y2: number, toX: number, toY: number): void => {
    contours.at(-1)!.push(...place(x1, y1), ...place(x2, y2), ...place(toX, toY));
    [x, y] = [toX, toY];
  };
  const quadratic = (qx: number, qy: number, toX: number, toY: number): void => {
    const between = (from: number, to: number): number => from + (2 / 3) * (to - from);
    [bentX, bentY] = [qx, qy];
    cubic(between(x, qx), between(y, qy), between(toX, qx), between(toY, qy), toX, toY);
  };
  const line = (toX: number, toY: number): void => cubic(x, y, toX, toY, toX, toY);
  for (const [, command, text] of path.matchAll(/([MLHVQTCZ])([^MLHVQTCZ]*)/gu)) {
    const n = (text!.match(/-?\d*\.?\d+(?:e-?\d+)?/gu) ?? []).map(Number);
    const wasBent = command === 'T';
    switch (command) {
      case 'M':
        [x, y] = [n[0]!, n[1]!];
        contours.push([...place(x, y)]);
        break;
      case 'L':
        for (let i = 0; i + 1 < n.length; i += 2) line(n[i]!, n[i + 1]!);
        break;
      case 'H':
        for (const to of n) line(to, y);
        break;
      case 'V':
        for (const to of n) line(x, to);
        break;
      case 'Q':
        for (let i = 0; i + 3 < n.length; i += 4) quadratic(n[i]!, n[i + 1]!, n[i + 2]!, n[i + 3]!);
        break;
      case 'T':
        for (let i = 0; i + 1 < n.length; i += 2) quadratic(2 * x - bentX, 2 * y - bentY, n[i]!, n[i + 1]!);
        break;
      case 'C':
        for (let i = 0; i + 5 < n.length; i += 6) cubic(n[i]!, n[i + 1]!, n[i + 2]!, n[i + 3]!, n[i + 4]!, n[i + 5]!);
        break;
      default:
        // Each is closed by itself.
        break;
    }
    // A bend that goes on mirrors the one right before it.
    if (!wasBent && command !== 'Q') [bentX, bentY] = [x, y];
  }
  return contours;
};
