import { factsOf } from '#core/spec/data-facts.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { workOfStep } from '#core/spec/work.ts';
import type { Document } from '#core/view/document.ts';

/** Training that takes longer than this, in seconds, is asked about first. */
export const patience = 120;

/**
 * About how many seconds the runs of a document train, its branches among them, where `pace` multiply-adds are made in a second. Of a table that
 * is not here nothing can be told: 0.
 */
export const secondsToTrain = ({ spec, branches, steps }: Document & { readonly steps: number }, pace: number): number => {
  const work = (one: RunSpec, from: number): number => {
    const facts = factsOf(one.data);
    if (!facts.ok) return 0;
    const batch = one.batch === 'full' ? facts.value.samples : Math.min(one.batch, facts.value.samples);
    return workOfStep(one, batch) * Math.max(0, steps - from);
  };
  return branches.reduce((sum, branch) => sum + work(branch.spec, branch.step), work(spec, 0)) / pace;
};

/** A length of time in the unit that says it best: `40 s`, `25 min`, `3 h`. */
export const lengthOf = (seconds: number): string => {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
};
