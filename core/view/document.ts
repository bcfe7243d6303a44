import * as v from 'valibot';
import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import type { TableShapes } from '#core/contract/table.ts';
import { limits } from '#core/spec/methods.ts';
import { parseRunText } from '#core/spec/read-run-spec.ts';
import { readRunValue, within, type RunFile } from '#core/spec/run-file.ts';
import { foundOf } from '#core/spec/spec-path.ts';
import { defaultChoices, paneIds } from './choices.ts';
import { mark, type KeptMark } from './place.ts';
import { readBy, readViewState } from './read.ts';
import { whole } from './values.ts';
import type { ViewState, ViewStateInput } from './view-state.ts';

/**
 * A document is a run file with what a person made of the run: further keys beside the run's own. `name` is what they call it, `steps` how
 * far it trains, `marks` their places in time with notes, `view` what was on screen. Branches in it are named by their numbers in the file.
 */
export interface Document extends RunFile {
  readonly name?: string;
  readonly steps?: number;
  readonly marks: readonly KeptMark[];
  readonly view?: ViewState;
  /** Why parts of what is beside the run and its branches are left out, a failure for each. */
  readonly amiss: readonly Failure[];
}

/** What a document keeps beside the run and its branches. */
export interface Beside {
  readonly name?: string | undefined;
  readonly steps: number;
  readonly marks: readonly KeptMark[];
  readonly view: ViewState;
}

/** As long as a file's name may be. */
const longestName = 255;
/** Marks of a file at most. */
export const mostMarks = 1000;
const name = v.object({ name: v.string() });
const steps = v.object({ steps: whole(1, limits.steps) });

/** Reads a document. Only a run that is wrong is a failure: of what stands beside it, a part that is wrong is left out and told. */
export const readDocument = (text: string, tables: TableShapes = {}): Result<Document> => {
  const parsed = parseRunText(text);
  if (!parsed.ok) return parsed;
  const run = readRunValue(parsed.value, tables);
  if (!run.ok) return run;
  const file = parsed.value as Readonly<Record<string, unknown>>;
  const amiss: Failure[] = [];
  const part = <T>(key: string, read: () => Result<T>): T | undefined => {
    if (file[key] === undefined) return undefined;
    const result = read();
    if (!result.ok) amiss.push(result.failure);
    return result.ok ? result.value : undefined;
  };
  const called = part('name', () => readBy(name, { name: file['name'] }, 'name'))?.name.slice(0, longestName);
  const reach = part('steps', () => readBy(steps, { steps: file['steps'] }, 'steps'))?.steps;
  const view = part('view', () => placed('view', readViewState(file['view'])));
  const marks = part('marks', () => readMarks(file['marks'], amiss)) ?? [];
  return ok({
    ...run.value,
    ...(called && { name: called }),
    ...(reach !== undefined && { steps: reach }),
    marks,
    ...(view && { view }),
    amiss,
  });
};

/** A mark that is wrong is left out and told. */
const readMarks = (kept: unknown, amiss: Failure[]): Result<readonly KeptMark[]> => {
  if (!Array.isArray(kept)) return fail({ code: 'wrong-type', place: 'marks', expected: 'list', found: foundOf(kept) });
  if (kept.length > mostMarks)
    amiss.push({ code: 'out-of-range', place: 'marks', found: String(kept.length), min: 0, max: mostMarks, integer: true });
  return ok(
    kept.slice(0, mostMarks).flatMap((item: unknown, index) => {
      const at = `marks[${index}]`;
      const read = placed(at, readBy(mark, item, at));
      if (!read.ok) amiss.push(read.failure);
      return read.ok ? [read.value] : [];
    }),
  );
};

/** Its failure said from the file's beginning; one of the whole part says so already. */
const placed = <T>(at: string, result: Result<T>): Result<T> =>
  result.ok || ('place' in result.failure && result.failure.place === at) ? result : fail(within(at, result.failure));

/** What the file of a document holds beside the run and its branches, to be written as JSON. */
export const besideOf = ({ name: called, steps: reach, marks, view }: Beside): object => ({
  ...(called !== undefined && { name: called }),
  steps: reach,
  ...(marks.length > 0 && { marks }),
  view: briefOf(view),
});

/** Without the choices that are as by themselves. */
export const briefOf = ({ choices, ...view }: ViewState): ViewStateInput => {
  const chosen = paneIds.filter((id) => JSON.stringify(choices[id]) !== JSON.stringify(defaultChoices[id]));
  return { ...view, ...(chosen.length > 0 && { choices: Object.fromEntries(chosen.map((id) => [id, choices[id]])) }) };
};

/** A view with its branches called by other numbers; what is said of a branch that has none is left out. */
export const renumbered = (view: ViewState, numberOf: (branch: number) => number | undefined): ViewState => ({
  ...view,
  place: { ...view.place, branch: numberOf(view.place.branch) ?? 0 },
  compared: view.compared.flatMap(({ branch, show }) => {
    const number = numberOf(branch);
    return number === undefined ? [] : [{ branch: number, show }];
  }),
});

/** The branches that a view speaks of, but the run itself. */
export const branchesOf = ({ place, compared }: ViewState): readonly number[] =>
  [place.branch, ...compared.map(({ branch }) => branch)].filter((branch) => branch !== 0);
