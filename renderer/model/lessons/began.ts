import type { Here, Known, Source } from '#core/lessons/evaluate.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { RunNumbers } from './run-numbers.ts';

/**
 * The run as a lesson opened it, and what its goals asked of it while it was open. A number that is typed at the start puts another run in its
 * place; where a goal names a branch, as in `loss@0:60`, it goes on speaking of the run that the lesson opened.
 */
export interface Began {
  readonly spec: RunSpec;
  asked?: { readonly here: Here; readonly numbers: RunNumbers } | undefined;
}

/** A branch of the lesson's own run, where another run is open: no branch of that one has a number below 0. */
const gone = (kept: number): number => -1 - kept;
const isGone = ({ at }: Source): boolean => at.branch < 0;

/** Where the learner is in a run that was put in the place of the lesson's own. */
export const hereInstead = (here: Here): Here => ({ ...here, branchOf: gone });

/** What is known of both runs; undefined where something was never asked of the one that is gone. */
export const knownOfBoth = ({ asked }: Began, sources: readonly Source[], live: RunNumbers): Known | undefined => {
  const back = <At extends Source['at']>(at: At): At => {
    const kept = gone(at.branch);
    return { ...at, branch: asked?.here.branchOf?.(kept) ?? kept };
  };
  const there = sources.filter(isGone).map(({ of, at }) => ({ of, at: back(at) }) as Source);
  if (!there.every((source) => asked?.numbers.holds(source))) return undefined;
  return {
    trace: (at) => (at.branch < 0 ? asked!.numbers.trace(back(at)) : live.trace(at)),
    scores: (at) => (at.branch < 0 ? asked!.numbers.scores(back(at)) : live.scores(at)),
  };
};

/** What is to be asked of the run that is open. */
export const ofOpenRun = (sources: readonly Source[]): readonly Source[] => sources.filter((source) => !isGone(source));
