/**
 * Sine and cosine of an angle in turns (1 is the full circle). `Math.sin` and `Math.cos` differ in their last bits between engines and
 * their versions; these are sums and products alone, and exact at every quarter turn. Error below 2 units in the last place of 1.
 */

const seriesOf = (first: number, terms: number): readonly number[] => {
  // Coefficients of x^2 in the Taylor series, each from the one before: 1, -1/(n+1)(n+2), ...
  const series = [1];
  for (let term = 1, n = first; term < terms; term++, n += 2) series.push(-series[term - 1]! / ((n + 1) * (n + 2)));
  return series;
};
const sineSeries = seriesOf(1, 9);
const cosineSeries = seriesOf(0, 9);

const horner = (series: readonly number[], x2: number): number => {
  let sum = 0;
  for (let i = series.length - 1; i >= 0; i--) sum = sum * x2 + series[i]!;
  return sum;
};

/** Sine of `turns` + `quarter` quarter turns. What is left of the nearest quarter turn is at most an eighth, where the series is short. */
const sine = (turns: number, quarter: number): number => {
  const nearest = Math.round(4 * turns);
  const x = 2 * Math.PI * (turns - nearest / 4);
  const q = (((nearest + quarter) % 4) + 4) % 4;
  const size = q % 2 === 0 ? x * horner(sineSeries, x * x) : horner(cosineSeries, x * x);
  return q < 2 ? size : -size;
};

export const sinTurn = (turns: number): number => sine(turns, 0);
export const cosTurn = (turns: number): number => sine(turns, 1);
