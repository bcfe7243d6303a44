import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Surface } from '#core/protocol/trainer.ts';
import { differenceTrace } from '#renderer/picture/difference.ts';
import { namesBeside } from '#renderer/model/branches/names-beside.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { ToldMistake } from '#core/account/rules.ts';
import { askUnitSurfaces } from './unit-surfaces.ts';

/** A network as the stage shows it. */
export interface StageNetwork {
  /** What it is called beside others. */
  readonly name: string | undefined;
  readonly trace: StepTrace;
  /** Its trace is what two have different. */
  readonly difference: boolean;
  readonly mistake: ToldMistake | undefined;
  readonly surfaces: readonly (Surface | undefined)[] | undefined;
}

/** The network that is turned to, as it would be where a weight is held, and those that lie beside it. */
export const stageNetworks = async (app: App, shown: StepTrace): Promise<readonly StageNetwork[]> => {
  const { trainer, branches, whatIf, selection, preferences } = app;
  const { step } = shown;
  const { follow } = selection;
  const { compared, current } = branches;
  const { held, ripple } = whatIf;
  const supposed = held && (await trainer.call('trace', { step, follow, instead: held }));
  const surfacesOf = async (branch?: number): Promise<StageNetwork['surfaces']> =>
    app.unitSurfaces ? askUnitSurfaces(app, step, branch, (query) => trainer.call('surface', query)) : undefined;
  const names = namesBeside(branches, [current, ...compared], preferences.words, { ...preferences.writers, covers: app.covers });
  const own: StageNetwork = {
    name: compared.length > 0 ? names[0] : undefined,
    trace: supposed ? (ripple ? differenceTrace(supposed, shown) : supposed) : shown,
    difference: supposed !== undefined && ripple,
    mistake: app.mistakes.told(),
    surfaces: supposed ? undefined : await surfacesOf(),
  };
  const networks = [own];
  for (const [index, branch] of compared.entries()) {
    const trace = await trainer.call('trace', { step, follow, branch });
    const name = names[index + 1]!;
    const difference = branches.showOf(branch) === 'difference';
    networks.push({
      name: difference ? preferences.words.branches.differenceOf(names[0]!, name) : name,
      trace: difference ? differenceTrace(shown, trace) : trace,
      difference,
      mistake: app.mistakes.told(branch),
      surfaces: difference ? undefined : await surfacesOf(branch),
    });
  }
  return networks;
};
