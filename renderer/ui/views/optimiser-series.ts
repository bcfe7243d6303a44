import type { ParameterHistory } from '#core/protocol/probes.ts';

/** One line chart of the optimiser's view. */
export interface Series {
  readonly symbol: string;
  readonly values: Float64Array;
  /** The same quantity before its correction, on the same axes. */
  readonly dashed?: Float64Array;
}

/** How the state arrays are written; `hat` where the update takes them corrected. */
const symbols: Readonly<Record<string, string>> = { velocity: 'v', squareSum: 's', squareMean: 's', m: 'm', v: 'v', u: 'u' };

/** What is charted of a weight `w` or a bias `b`, in the order in which one follows from the other. */
export const seriesOf = (own: 'w' | 'b', { value, gradient, state, corrected, delta }: ParameterHistory): Series[] => [
  { symbol: own, values: value },
  { symbol: 'g', values: gradient },
  ...Object.entries(state).map(([name, values]): Series => {
    const symbol = symbols[name] ?? name;
    const hat = corrected[name];
    return hat ? { symbol: `${symbol}̂`, values: hat, dashed: values } : { symbol: name === 'velocity' ? 'velocity' : symbol, values };
  }),
  { symbol: `Δ${own}`, values: delta },
];
