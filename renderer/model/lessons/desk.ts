import { FailureError } from '#core/contract/failure.ts';
import type { Finding } from '#core/contract/health.ts';
import { step as toStep } from '#core/contract/units.ts';
import { asksForFindings, holds, sourcesOfGoals, type Desk } from '#core/lessons/goal.ts';
import type { Goal } from '#core/lessons/lesson.ts';
import type { Names } from '#core/lessons/expression.ts';
import type { Here } from '#core/lessons/evaluate.ts';
import { slots } from '#core/view/layout.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { readView } from '#renderer/model/view/view-state.ts';
import { hereInstead, knownOfBoth, ofOpenRun, type Began } from './began.ts';
import { RunNumbers } from './run-numbers.ts';

/** Where the learner is in the open run. A run is open. */
export const hereIn = ({ branches, playhead, selection, run, restorer }: App): Here => {
  // A branch stays the one that it was, whatever becomes of the run.
  const numbers = new Map<number, number | undefined>();
  const branchOf = (kept: number): number | undefined => {
    if (!numbers.has(kept)) numbers.set(kept, restorer.numberOf(kept));
    return numbers.get(kept);
  };
  return { branch: branches.current, step: playhead.step, follow: selection.follow, end: run.wished, branchOf };
};

/** What is on the learner's screen; `began` is the run as the lesson opened it, so that an edit counts as a branch does. */
const deskIn = (app: App, here: Here, began: RunSpec, findings: readonly Finding[]): Desk => {
  const { place, selected, views } = readView(app);
  const { root, list } = app.branches;
  const edited = root && root !== began ? [{ before: began, spec: root }] : [];
  return {
    here,
    place,
    selected,
    views: views ? slots.filter((slot) => views.open[slot]).map((slot) => views[slot]) : [],
    findings,
    branches: [...edited, ...list],
  };
};

/** Whether all goals of a task are reached. A number that the learner's own run does not have is none that reaches a goal. */
export const reached = async (app: App, goals: readonly Goal[], names: Names, began: Began): Promise<boolean> => {
  const { root } = app.branches;
  const isOwn = root === began.spec;
  const here = isOwn ? hereIn(app) : hereInstead(hereIn(app));
  const { step, follow, branch } = here;
  const { held } = app.whatIf;
  try {
    const numbers = new RunNumbers(app.trainer);
    // A weight that is held at another value counts as it is seen.
    if (held) numbers.hold(here, await app.trainer.call('trace', { step: toStep(step), follow, branch, instead: held }));
    const sources = sourcesOfGoals(goals, names, here);
    await numbers.fetch(ofOpenRun(sources));
    if (isOwn && !held && root === app.branches.root) began.asked = { here, numbers };
    const known = isOwn ? numbers : knownOfBoth(began, sources, numbers);
    if (!known) return false;
    const { findings } = asksForFindings(goals) ? await app.trainer.call('health', toStep(here.step)) : { findings: [] };
    // Of where the learner was when the numbers were asked for: time goes on meanwhile.
    const desk = deskIn(app, here, began.spec, findings);
    return goals.every((goal) => holds(goal, desk, known, names));
  } catch (error) {
    if (error instanceof FailureError) return false;
    throw error;
  }
};

/** What goals may ask of the screen, each part another one once it has changed. */
export const screenOf = ({ selection, layout, branches, playhead, whatIf }: App): readonly unknown[] => {
  const { slots, open } = layout.state;
  const plain = [playhead.here, selection.selected, selection.follow, slots, open, whatIf.held];
  return [branches.root, branches.list, branches.current, JSON.stringify(plain)];
};
