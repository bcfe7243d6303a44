import type { RunSummary } from '#core/protocol/trainer.ts';
import type { Words } from '#core/words/catalogue.ts';
import type { UnitNames } from '#renderer/picture/own-names.ts';

/** The names that a table gives to the units; undefined for other data, whose inputs are x₁, x₂, ... */
export const unitNames = (summary: RunSummary | undefined, words: Words): UnitNames | undefined => {
  if (summary === undefined || (summary.spec.data.kind !== 'csv' && summary.spec.data.kind !== 'dataset')) return undefined;
  const { columns, targets, task, outputs } = summary.data;
  const named = task === 'classes' ? targets.map((name) => className(name, words)) : targets;
  // A single output says how likely the second of two classes is.
  return { inputs: columns, outputs: task === 'classes' && outputs === 1 ? named.slice(1) : named };
};

/** A class without a name of its own is a number, which says nothing by itself. */
export const className = (name: string, words: Words): string => (/^-?\d+$/.test(name) ? words.plots.plane.classOf(name) : name);
