import { datasets } from '#core/spec/methods.ts';
import type { RunSummary } from '#core/protocol/trainer.ts';
import type { Words } from '#core/words/catalogue.ts';
import type { UnitNames } from '#renderer/picture/own-names.ts';

/** The names that a table gives to the units; undefined for other data, whose inputs are x₁, x₂, ... */
export const unitNames = (summary: RunSummary | undefined): UnitNames | undefined => {
  const data = summary?.spec.data;
  if (!summary || (data?.kind !== 'csv' && data?.kind !== 'dataset')) return undefined;
  const { columns, targets, task, outputs } = summary.data;
  if (task !== 'classes') return { inputs: columns, outputs: targets };
  const target = data.kind === 'csv' ? data.target[0]! : datasets[data.name].target;
  const named = targets.map((name) => (isNumber(name) ? `${target}=${name}` : name));
  // A single output says how likely the second of two classes is.
  return { inputs: columns, outputs: outputs === 1 ? named.slice(1) : named };
};

/** A class without a name of its own is a number, which says nothing by itself. */
const isNumber = (name: string): boolean => /^-?\d+$/.test(name);

export const className = (name: string, words: Words): string => (isNumber(name) ? words.plots.plane.classOf(name) : name);
