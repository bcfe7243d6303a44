import type { StepTrace } from '#core/contract/step-trace.ts';
import { countWriter } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';

/** Which moment a figure shows: its step and the sample that is followed, as people count. */
export const momentOf = ({ preferences }: App, { step, batch }: StepTrace): string => {
  const count = countWriter(preferences.locale);
  const { samples } = batch;
  return preferences.words.figure.moment(count(step), samples.length === 0 ? undefined : count(samples[0]! + 1));
};

/** The same of what is about all samples. */
export const stepOf = ({ preferences }: App, step: number): string =>
  preferences.words.figure.moment(countWriter(preferences.locale)(step), undefined);
