/** True where data[from, to) holds neither NaN nor an infinity: v - v is 0 for finite v alone. */
export const allFinite = (data: Float64Array, from: number, to: number): boolean => {
  let zero = 0;
  for (let i = from; i < to; i++) zero += data[i]! - data[i]!;
  return zero === 0;
};

/** Index of the first number of data[from, to) that is not finite, or -1. */
export const firstNonFinite = (data: Float64Array, from: number, to: number): number => {
  for (let i = from; i < to; i++) if (!Number.isFinite(data[i])) return i;
  return -1;
};
