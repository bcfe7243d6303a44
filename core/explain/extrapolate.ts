/** (f(w + h) - f(w - h)) / 2h at one half-width. */
export interface CentralDifference {
  readonly h: number;
  readonly slope: number;
}

/** A derivative, and how far off it may be. */
export interface Derivative {
  readonly slope: number;
  readonly error: number;
}

/** Of the narrowest differences, what they jump by is rounding alone. */
const roundedLevels = 8;
/** How much of it an extrapolation may carry. */
const safety = 3;

/**
 * The derivative that central differences of one point, from wide to narrow, come down to: extrapolated to a half-width of 0 in powers of h²
 * (Richardson, 1911), from where the extrapolations agree best (Ridders, 1982). `value` is f(w): what rounding does to the differences is
 * measured at the narrowest, and is at least a unit in its last place. Wide differences may agree on a slope that is none, where both of their
 * ends lie on plains, so that the way is from narrow to wide and what contradicts the narrower is passed by. Undefined for fewer than four.
 */
export const extrapolate = (differences: readonly CentralDifference[], value: number): Derivative | undefined => {
  if (differences.length < 4) return undefined;
  const rounding = Math.max(Number.EPSILON * Math.abs(value), roundingOf(differences));
  return levelsOf(differences, rounding).reduceRight((best, level) =>
    level.error < best.error && Math.abs(level.slope - best.slope) <= level.error + best.error ? level : best,
  );
};

/** How much rounding moves f itself. */
const roundingOf = (differences: readonly CentralDifference[]): number => {
  let most = 0;
  for (let i = Math.max(1, differences.length - roundedLevels); i < differences.length; i++)
    most = Math.max(most, Math.abs(differences[i]!.slope - differences[i - 1]!.slope) * differences[i]!.h);
  return most;
};

/** Of each half-width, the extrapolation from it and wider ones that agrees best with its neighbours. */
const levelsOf = (differences: readonly CentralDifference[], rounding: number): Derivative[] => {
  let above: readonly number[] = [];
  return differences.map(({ h, slope }, level) => {
    let best: Derivative = { slope, error: Infinity };
    const row = [slope];
    for (let j = 1; j <= level; j++) {
      const ratio = differences[level - j]!.h / h;
      const [coarse, fine] = [above[j - 1]!, row[j - 1]!];
      const value = fine + (fine - coarse) / (ratio * ratio - 1);
      row.push(value);
      const error = Math.max(Math.abs(value - fine), Math.abs(value - coarse)) + (safety * rounding) / h;
      if (error < best.error) best = { slope: value, error };
    }
    above = row;
    return best;
  });
};
