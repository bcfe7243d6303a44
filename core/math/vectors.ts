/** Vectors, every sum in ascending order. */

type Vector = Float64Array;

export const dot = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};
export const norm = (a: Vector): number => Math.sqrt(dot(a, a));

/** target += factor·a. */
export const addScaled = (target: Vector, factor: number, a: Vector): void => {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! + factor * a[i]!;
};

/** Brings a vector to length 1; false where it has none, or none that is finite. */
export const normaliseLength = (a: Vector): boolean => {
  const length = norm(a);
  if (!(length > 0 && length < Infinity)) return false;
  for (let i = 0; i < a.length; i++) a[i] = a[i]! / length;
  return true;
};

/** Less than this share of its length left of a vector is rounding. */
const rounding = 1e-9;

/** Takes from `a` what it has of the unit vector `from` and brings the rest to length 1; false where nothing is left. */
export const orthogonalise = (a: Vector, from: Vector): boolean => {
  const before = norm(a);
  // Twice: one pass leaves what rounding of a long common part leaves.
  for (let pass = 0; pass < 2; pass++) addScaled(a, -dot(a, from), from);
  return norm(a) > rounding * before && normaliseLength(a);
};
