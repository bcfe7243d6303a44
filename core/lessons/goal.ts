import type { Finding } from '#core/contract/health.ts';
import type { Position } from '#core/contract/position.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { ViewState } from '#core/view/view-state.ts';
import type { ViewId } from '#core/view/views.ts';
import { evaluate, sourcesOf, type Here, type Known, type Source } from './evaluate.ts';
import { readExpression, type Names } from './expression.ts';
import type { Goal } from './lesson.ts';

/** What is on the learner's screen, as far as goals ask for it. */
export interface Desk {
  readonly here: Here;
  readonly place: Position;
  readonly selected: ViewState['selected'];
  readonly views: readonly ViewId[];
  /** Of the place; asked for by goals about findings alone. */
  readonly findings: readonly Finding[];
  /** Every branch's description, and that of what it left. */
  readonly branches: readonly { readonly before: RunSpec; readonly spec: RunSpec }[];
}

/** What has to be known of the run before it can be said whether goals hold. */
export const sourcesOfGoals = (goals: readonly Goal[], names: Names, here: Here): readonly Source[] =>
  goals.flatMap((goal) => ('when' in goal ? sourcesOf(readExpression(goal.when, names), here) : []));

/** Whether goals are about the findings of the place. */
export const asksForFindings = (goals: readonly Goal[]): boolean => goals.some((goal) => 'finding' in goal);

/** Whether a goal is reached. Throws a FailureError for a number that the learner's run does not have. */
export const holds = (goal: Goal, desk: Desk, known: Known, names: Names): boolean => {
  if ('when' in goal) return evaluate(readExpression(goal.when, names), desk.here, known) !== 0;
  if ('at' in goal)
    return Object.entries(goal.at).every(([key, value]) => value === undefined || desk.place[key as keyof Position] === value);
  if ('selected' in goal) return same(desk.selected, goal.selected);
  if ('follow' in goal) return desk.here.follow === goal.follow;
  if ('view' in goal) return desk.views.includes(goal.view);
  if ('finding' in goal) return desk.findings.some(({ kind }) => kind === goal.finding) !== goal.gone;
  return desk.branches.some(({ before, spec }) => goal.branch.every((path) => !same(settingAt(before, path), settingAt(spec, path))));
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a run has at a path of keys parted by points. */
const settingAt = (spec: RunSpec, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], spec);
