/** 2^27 + 1: a double times this parts into two halves whose products are exact (Veltkamp). */
const splitter = 134217729;

/** What rounding takes from the product a·b: a·b - fl(a·b), exactly (Dekker). For |a|, |b| below 1e150. */
export const productError = (a: number, b: number): number => {
  const [high, other] = [highHalf(a), highHalf(b)];
  const [low, rest] = [a - high, b - other];
  return low * rest - (a * b - high * other - low * other - high * rest);
};

const highHalf = (a: number): number => {
  const spread = splitter * a;
  return spread - (spread - a);
};

/** What rounding takes from the sum a + b, exactly (Knuth). */
export const sumError = (a: number, b: number): number => {
  const sum = a + b;
  const added = sum - a;
  return a - (sum - added) + (b - added);
};
