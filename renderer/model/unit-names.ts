import { datasets } from '#core/spec/methods.ts';
import type { DataSummary, RunSummary } from '#core/protocol/trainer.ts';
import type { Words } from '#core/words/catalogue.ts';
import { subscript } from '#core/words/number.ts';
import { columnSaid } from '#core/words/table.ts';
import type { UnitNames } from '#renderer/picture/own-names.ts';

/** The names that a table gives to the units; undefined for other data, whose inputs are x₁, x₂, ... */
export const unitNames = (summary: RunSummary | undefined, words: Words): UnitNames | undefined => {
  const data = summary?.spec.data;
  if (!summary || (data?.kind !== 'csv' && data?.kind !== 'dataset')) return undefined;
  const { columns, targets, task, outputs } = saidNames(summary.data, words);
  if (task !== 'classes') return { inputs: columns, outputs: targets };
  const target = data.kind === 'csv' ? columnSaid(data.target[0]!, words.table) : datasets[data.name].target;
  const named = targets.map((name) => (isNumber(name) ? `${target}=${name}` : name));
  // A single output says how likely the second of two classes is.
  return { inputs: columns, outputs: outputs === 1 ? named.slice(1) : named };
};

/** The data with their columns called as a person reads them: x₁ where nothing names them. */
export const saidNames = (data: DataSummary, { table }: Words): DataSummary => {
  const said = (name: string): string => {
    const [, letter, place] = /^([xy])(\d+)$/.exec(name) ?? [];
    return letter ? letter + subscript(Number(place)) : columnSaid(name, table);
  };
  return { ...data, columns: data.columns.map(said), targets: data.task === 'classes' ? data.targets : data.targets.map(said) };
};

/** A class without a name of its own is a number, which says nothing by itself. */
const isNumber = (name: string): boolean => /^-?\d+$/.test(name);

export const className = (name: string, words: Words): string => (isNumber(name) ? words.plots.plane.classOf(name) : name);
