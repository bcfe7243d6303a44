import type { ParameterRef } from '#core/contract/explanation.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { ViewState } from '#core/view/view-state.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { exists } from '#renderer/model/formula/explain.ts';
import type { Target } from '#renderer/picture/shape.ts';

/** Why the open run cannot show a view: its run is another one. */
export const refusalOf = (app: App, { place, selected, compared, follow, whatIf }: ViewState): Failure | undefined =>
  branchRefusal(app, place.branch, 'place.branch') ??
  stepRefusal(app, place.step) ??
  targetRefusal(app, selected, 'selected') ??
  sampleRefusal(app, follow, 'follow') ??
  first(compared, ({ branch }, index) => branchRefusal(app, branch, `compared[${index}].branch`)) ??
  (whatIf && parameterRefusal(app, whatIf.place, 'whatIf.place'));

export const branchRefusal = ({ run, branches }: App, branch: number, place: string): Failure | undefined => {
  if (!run.summary) return { code: 'no-run' };
  if (branches.ids.includes(branch)) return undefined;
  return { code: 'not-one-of', place, found: String(branch), allowed: branches.ids.map(String) };
};

export const stepRefusal = ({ run }: App, step: number): Failure | undefined =>
  step <= run.goal ? undefined : { code: 'step-out-of-range', step, min: 0, max: run.goal };

export const targetRefusal = ({ run }: App, target: Target | undefined, place: string): Failure | undefined => {
  if (!target || (run.spec && exists(run.spec.network, target))) return undefined;
  return { code: 'incompatible', place, reason: 'network-has-no-such-part', found: JSON.stringify(target) };
};

export const parameterRefusal = (app: App, { layer, kind, row, col }: ParameterRef, place: string): Failure | undefined =>
  targetRefusal(app, kind === 'W' ? { kind: 'weight', layer, from: row, to: col } : { kind: 'bias', layer, unit: col }, place);

export const sampleRefusal = ({ run }: App, sample: number | 'batch', place: string): Failure | undefined => {
  const max = (run.summary?.data.samples ?? 1) - 1;
  if (sample === 'batch' || sample <= max) return undefined;
  return { code: 'out-of-range', place, found: String(sample), min: 0, max, integer: true };
};

export const first = <T>(list: readonly T[], look: (item: T, index: number) => Failure | undefined): Failure | undefined => {
  for (const [index, item] of list.entries()) {
    const failure = look(item, index);
    if (failure) return failure;
  }
  return undefined;
};
