import { FailureError } from '#core/contract/failure.ts';
import type { Notices } from './notices.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import type { Keeping } from '#renderer/model/run/keeping.ts';

interface Starting {
  readonly keeper: Keeping;
  readonly preferences: Preferences;
  readonly notices: Notices;
  /** Opens the run of a first visit. */
  openFirst(): Promise<void>;
  report(reason: unknown): void;
}

/** Opens something at the page's start; false where there is nothing to open. */
export type Opening = () => Promise<boolean>;
const nothing: Opening = () => Promise.resolve(false);

/**
 * Shows the lesson that the page's address names, and what was left here once that is over. Else what was left here; else what `named` opens,
 * where the page came with something; else the run of a first visit.
 */
export const start = async (app: Starting, named: Opening = nothing, lesson: Opening = nothing): Promise<void> => {
  let amiss: unknown;
  const failed = (reason: unknown): false => ((amiss = reason), false);
  if (!(await lesson().catch(failed))) {
    const restored = await app.keeper.restore();
    if (typeof restored === 'object') amiss = new FailureError(restored);
    const given = restored !== true && (await named().catch(failed));
    if (restored !== true && !given) await app.openFirst();
    if (amiss !== undefined) app.report(amiss);
    app.keeper.begin(restored === true || given, restored === true);
  }
  if (app.preferences.forgets) app.notices.unkept('blocked');
};
