import type { Failure } from '#core/contract/failure.ts';
import type { Change } from '#core/spec/branch.ts';
import { commandArgs, readCommand, type ArgsId } from '#core/view/commands.ts';
import type { ViewState } from '#core/view/view-state.ts';
import type { ViewId } from '#core/view/views.ts';
import { slots } from '#core/view/layout.ts';
import type { Desk } from '#core/lessons/goal.ts';
import { lessonFault } from '#core/lessons/fault.ts';
import type { Rehearsal } from './rehearsal.ts';

/** What is on screen while a solution is played without an app. */
export interface Screen {
  readonly run: Rehearsal;
  readonly view: ViewState;
}

const argsIds = Object.keys(commandArgs) as ArgsId[];

/** What each command does to the screen; one that is not here is of no use in a solution. */
export const playCommand = (screen: Screen, command: unknown): Screen | Failure => {
  const read = readCommand(command, argsIds);
  if (!read.ok) return read.failure;
  const { run, view } = screen;
  const { value } = read;
  const shown = (change: Partial<ViewState>): Screen => ({ run, view: { ...view, ...change } });
  switch (value.id) {
    case 'goTo': {
      const { branch = view.place.branch, ...position } = value.args;
      return run.has(branch) ? shown({ place: { branch, ...position } }) : unknownBranch(branch);
    }
    case 'turnTo': {
      const { branch } = value.args;
      return run.has(branch) ? shown({ place: { ...view.place, branch } }) : unknownBranch(branch);
    }
    case 'fork': {
      const { change, step = view.place.step } = value.args;
      const forked = run.fork(view.place.branch, step, change as unknown as Change);
      return forked.ok ? shown({ place: { ...view.place, branch: forked.value } }) : forked.failure;
    }
    case 'follow':
      return shown({ follow: value.args.sample });
    case 'select':
      return shown({ selected: value.args.target });
    case 'openView':
      return shown({ views: withView(view, value.args.view, value.args.slot) });
    case 'applyView':
      return shown(value.args);
    case 'trainTo':
    case 'compare':
    case 'loop':
    case 'lookAt':
    case 'choose':
      return screen;
    default:
      return lessonFault('not-a-solution', 'do.solution', value.id).failure;
  }
};

const unknownBranch = (found: number): Failure => ({
  code: 'out-of-range',
  place: 'args.branch',
  found: String(found),
  min: 0,
  max: 0,
  integer: true,
});

type ShownViews = NonNullable<ViewState['views']>;

/** Nothing is said here of the places that a view takes; it is enough that it is open. */
const withView = ({ views }: ViewState, view: ViewId, slot: (typeof slots)[number]): ShownViews => {
  const other: ShownViews = views ?? {
    first: 'plane',
    second: 'loss',
    bottom: 'health',
    open: { first: false, second: false, bottom: false },
  };
  return { ...other, [slot]: view, open: { ...other.open, [slot]: true } };
};

/** What a goal asks of the screen. */
export const deskOf = ({ run, view }: Screen, withFindings: boolean): Desk => {
  const { branch, ...place } = view.place;
  const { views } = view;
  return {
    here: { branch, step: place.step, follow: view.follow, end: run.end },
    place,
    selected: view.selected,
    views: views ? slots.filter((slot) => views.open[slot]).map((slot) => views[slot]) : [],
    findings: withFindings ? run.findings(branch, place.step) : [],
    branches: run.changes,
  };
};
