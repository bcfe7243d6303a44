/**
 * Polynomials that stand for the smooth part of a function on a short interval, lowest power first. Each goes through its function at the
 * Chebyshev nodes of the interval, found with 60 digits by `test/golden/make_polynomials.py`, which also tells how far it is off.
 */

/** (e^r - 1 - r - r²/2) / r³ in r, for |r| <= ln2 / 2. */
export const expPolynomial = [
  0.16666666666666669, 0.041666666666666664, 0.008333333333330062, 0.0013888888888886552, 0.00019841269863053618, 2.4801587317144498e-5,
  2.7557268459997064e-6, 2.755728296954995e-7, 2.510038549551032e-8, 2.0911236630261545e-9,
] as const;

/** (2 artanh s - 2s) / s³ in s², for s² <= 1/25. */
export const logPolynomial = [
  0.6666666666666666, 0.400000000000078, 0.2857142856733919, 0.22222223037807243, 0.18181738454723026, 0.15388834677801916,
  0.1321036048513262, 0.13604015707124079,
] as const;

/** (1 - tanh(x)/x) / x² is a polynomial in x² over 1 and x² times another, for |x| <= 0.6. */
export const tanhAbove = [0.3333333333333333, 0.02049989983360444, 0.00019922678855114945] as const;
export const tanhBelow = [0.461499699500811, 0.023292798261291752, 0.0002065859452632101] as const;

/** (sin(2πf)/f - 2π) in f², for |f| <= 1/8; 2π as its double. */
export const sinePolynomial = [
  2.449181405265102e-16, -41.34170224039976, 81.60524927607493, -76.70585975299812, 42.05869392898878, -15.094640403891546,
  3.8197881201632113, -0.7116358090781666,
] as const;

/** (cos(2πf) - 1) / f² in f², for |f| <= 1/8. */
export const cosinePolynomial = [
  -19.739208802178716, 64.9393940226683, -85.45681720669369, 60.24464137185456, -26.4262567778174, 7.90353561233896, -1.714333269420992,
  0.2797407860657504,
] as const;

/**
 * e^(t²/2) Φ(-t) (t + 9/8) where v = 1/(t + 5) - 1/8, for t from 0 to 39: `tailStart`, in two parts, and v times the polynomial in v. What the
 * exponential leaves of a normal tail is smooth in v up to infinity, and with that factor nearly constant (Shepherd and Laframboise, 1981, on erfc).
 */
export const tailStart = [0.501245036966694, -4.040954243864292e-17] as const;
export const tailPolynomial = [
  1.3048222336170119, 3.362441583925654, -39.14719640325485, -644.4847214798915, -5225.60246079056, -27692.431941261457, -91911.81501039557,
  -110277.64212552787, 541495.887341973, 2478732.078494444, -1118213.9275424269, -30003449.738900233, -16650028.865205161,
  364889526.5696675, 306595115.4626937, -4927548098.91426, -2341517978.524275, 72002958265.20305, -33348334733.16206, -1056234586306.6244,
  2020744460593.9517, 14720763135154.47, -55499345261060.836, -213443034202213.53, 845128482485471.1, 3145570018200523.5,
] as const;

/** Its value at x, for an even number of coefficients: even and odd powers by Horner's rule side by side, so that neither waits for the other. */
export const polynomial = (coefficients: readonly number[], x: number): number => {
  const square = x * x;
  let at = coefficients.length - 2;
  let even = coefficients[at]!;
  let odd = coefficients[at + 1]!;
  while ((at -= 2) >= 0) {
    even = even * square + coefficients[at]!;
    odd = odd * square + coefficients[at + 1]!;
  }
  return even + x * odd;
};
