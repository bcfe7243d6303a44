import type { Run } from '#core/net/run.ts';
import { csvRow } from '#core/words/csv.ts';
import { tensorsOf } from './tensors.ts';

/**
 * The parameters of a state as CSV, one a row: its layer from 1, what it is (W, b, gamma, beta, runningMean, runningVariance), the unit that a
 * weight comes from and the one that it leads to, from 0, by their names too where they are columns or targets of the data, and its value.
 */
export const parametersTable = (run: Run, state: Float64Array): string => {
  const { columns, targets, outputs } = run.train;
  const last = run.layout.layers.length - 1;
  const header = ['layer', 'parameter', 'from', 'to', 'fromName', 'toName', 'value'];
  const rows = tensorsOf(run, state).flatMap(({ name, shape, data }) => {
    const [, layer, parameter] = name.split('.') as [string, string, string];
    const l = Number(layer);
    const units = shape.at(-1)!;
    return Array.from(data, (value, i) => {
      const from = parameter === 'W' ? Math.floor(i / units) : undefined;
      const to = i % units;
      return [
        l + 1,
        parameter,
        from ?? '',
        to,
        l === 0 && from !== undefined ? (columns[from] ?? '') : '',
        l === last && targets.length === outputs ? (targets[to] ?? '') : '',
        value,
      ];
    });
  });
  return [header, ...rows].map(csvRow).join('');
};
