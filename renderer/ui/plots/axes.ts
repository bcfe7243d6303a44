import type { DataSummary } from '#core/protocol/trainer.ts';

/** Two inputs, from 0: the one across and the one up. */
export type Axes = readonly [number, number];

export const firstAxes: Axes = [0, 1];

/** Whether the data have both inputs; a choice may be of another run. */
export const hasAxes = ({ inputs }: DataSummary, axes: Axes): boolean => axes.every((axis) => axis < inputs);

/** The data as seen along two of their inputs: rows of these two alone. Data of one or two inputs are seen as they are. */
export const alongAxes = (data: DataSummary, [across, up]: Axes): DataSummary => {
  const { inputs, samples, x } = data;
  if (inputs <= 2) return data;
  const seen = new Float64Array(2 * samples);
  for (let n = 0; n < samples; n++) {
    seen[2 * n] = x[n * inputs + across]!;
    seen[2 * n + 1] = x[n * inputs + up]!;
  }
  return { ...data, inputs: 2, x: seen, columns: [data.columns[across]!, data.columns[up]!] };
};

/** One axis set to an input; where the other one shows it already, the two change places. */
export const withAxis = (axes: Axes, which: 0 | 1, input: number): Axes => {
  const other = axes[1 - which]! === input ? axes[which] : axes[1 - which]!;
  return which === 0 ? [input, other] : [other, input];
};
