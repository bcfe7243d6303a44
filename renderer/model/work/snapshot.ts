import { runFileOf } from '#core/spec/run-file.ts';
import { besideOf, renumbered } from '#core/view/document.ts';
import type { KeptMark } from '#core/view/place.ts';
import type { ViewState } from '#core/view/view-state.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { branchesToKeep, numbersToKeep } from '#renderer/model/branches/branches-to-keep.ts';
import type { Branch } from '#renderer/model/branches/branches.svelte.ts';
import { markToKeep } from '#renderer/model/time/kept-marks.ts';
import { readView } from '#renderer/model/view/view-state.ts';

/** The open run with its branches, and those of its file that are still to be made. It is another array whenever one of them is another. */
const branchesHere = ({ branches, restorer }: App): readonly Branch[] => [...branches.list, ...restorer.waiting];

/** What a file holds of the open run and its branches. A run is open. */
export const runHere = (app: App): object => runFileOf(app.branches.root!, branchesToKeep(branchesHere(app)));

/** The numbers that branches have in a file by those of the session; a hidden one has that of what it left. */
export const keptNumbers = (app: App): { readonly own: ReadonlyMap<number, number>; readonly of: (branch: number) => number } => {
  const own = numbersToKeep(branchesHere(app));
  const of = (branch: number): number => own.get(branch) ?? of(app.branches.get(branch)?.left ?? 0);
  return { own, of };
};

/** What a file holds beside them: how the run is called, how far it trains, the marks, what is on screen. A run is open. */
export const besideHere = (app: App, name: string | undefined): object =>
  besideOf({ name, steps: app.run.wished, marks: marksHere(app), view: viewHere(app) });

/** What is on screen, its branches called as in the file. A run is open. */
export const viewHere = (app: App): ViewState => {
  const view = readView(app);
  const numbers = keptNumbers(app);
  const here = renumbered(view, (branch) => numbers.own.get(branch));
  return { ...here, place: { ...view.place, branch: numbers.of(view.place.branch) } };
};

/** The marks as a file keeps them. A run is open. */
export const marksHere = ({ marks, playhead }: App): readonly KeptMark[] => marks.list.map((mark) => markToKeep(playhead.timeline!, mark));

/** The files of the tables that the open run and its branches name. */
export const tablesHere = ({ branches }: App): readonly string[] => {
  const specs = [branches.root!, ...branches.list.map(({ spec }) => spec)];
  return [...new Set(specs.flatMap(({ data }) => (data.kind === 'csv' ? [data.file] : [])))];
};
