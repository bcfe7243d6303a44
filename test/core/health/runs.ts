import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { Health } from '#core/contract/health.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { step } from '#core/contract/units.ts';
import { examining } from '#core/health/examine.ts';
import { History } from '#core/history/history.ts';
import { transitionOf } from '#core/history/run-transition.ts';
import { prepareRun, type Run } from '#core/net/run.ts';
import { finished } from '#core/net/finished.ts';

/** A run that was trained for so many updates, or until its numbers ended. */
export const trained = (spec: unknown, updates: number): { run: Run; history: History } => {
  const read = readRunSpec(spec);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  const run = prepareRun(read.value);
  const history = new History(transitionOf(run));
  history.extend(updates);
  return { run, history };
};

/** Its health at a step, its trained end where none is named. */
export const healthOf = (spec: RunSpecInput | object, updates: number, at?: number): Health => {
  const { run, history } = trained(spec, updates);
  return finished(examining(run, history, step(at ?? history.trainedTo), 1000));
};
