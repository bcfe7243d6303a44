import type { Failure } from '#core/contract/failure.ts';
import { branchesOf, renumbered } from '#core/view/document.ts';
import type { ViewState } from '#core/view/view-state.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { applyView, readView, setView } from '#renderer/model/view/view-state.ts';

/** How long what is on screen waits for branches that are still to be made, in milliseconds. */
const patience = 400;

/**
 * Shows the view of a document just opened, which names branches by their numbers in its file. Where a branch takes long to make, the view is
 * shown without it first and with it once it is there, unless the person has gone on meanwhile.
 */
export const showView = async (app: App, view: ViewState): Promise<Failure | undefined> => {
  const { branches, playhead, restorer } = app;
  const { root } = branches;
  const named = branchesOf(view);
  const here = (): ViewState => renumbered(view, (kept) => restorer.numberOf(kept));
  const settled = restorer.settled(named);
  const inTime = await Promise.race([settled.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, patience, false))]);
  if (branches.root !== root) return undefined;
  const failure = await setView(app, here());
  if (failure ?? inTime) return failure ?? playhead.arrive();
  const seen = JSON.stringify(readView(app));
  await settled;
  return branches.root === root && JSON.stringify(readView(app)) === seen ? applyView(app, here()) : undefined;
};
