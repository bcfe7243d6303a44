/*
 * The order in which a run adds up. Sums over samples run in two lanes, samples of even and of odd place, and sums over parameters in four,
 * each in ascending order from 0; the lanes are added at the end. That is how two and four numbers are added at a time, and both cores keep to
 * it, so that they have the same bits. Sums over the units of a layer run in one.
 */

/** Lanes of a sum over samples. */
export const sampleLanes = 2;

/** Σ values[from + n·stride] over n < count, in the two lanes of samples. */
export const sampleSum = (values: Float64Array, count: number, from = 0, stride = 1): number => {
  let even = 0;
  let odd = 0;
  let i = from;
  for (let n = 1; n < count; n += 2, i += 2 * stride) {
    even += values[i]!;
    odd += values[i + stride]!;
  }
  if (count % 2 === 1) even += values[i]!;
  return even + odd;
};

/** Σ values² over [from, to), in four lanes. */
export const squareSum = (values: Float64Array, from: number, to: number): number => {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let i = from;
  for (; i + 3 < to; i += 4) {
    s0 += values[i]! * values[i]!;
    s1 += values[i + 1]! * values[i + 1]!;
    s2 += values[i + 2]! * values[i + 2]!;
    s3 += values[i + 3]! * values[i + 3]!;
  }
  if (i < to) s0 += values[i]! * values[i]!;
  if (i + 1 < to) s1 += values[i + 1]! * values[i + 1]!;
  if (i + 2 < to) s2 += values[i + 2]! * values[i + 2]!;
  return s0 + s2 + (s1 + s3);
};

/** Σ |values| over [from, to), in four lanes. */
export const sizeSum = (values: Float64Array, from: number, to: number): number => {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let i = from;
  for (; i + 3 < to; i += 4) {
    s0 += Math.abs(values[i]!);
    s1 += Math.abs(values[i + 1]!);
    s2 += Math.abs(values[i + 2]!);
    s3 += Math.abs(values[i + 3]!);
  }
  if (i < to) s0 += Math.abs(values[i]!);
  if (i + 1 < to) s1 += Math.abs(values[i + 1]!);
  if (i + 2 < to) s2 += Math.abs(values[i + 2]!);
  return s0 + s2 + (s1 + s3);
};
