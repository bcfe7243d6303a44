import { readFileSync } from 'node:fs';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { numberWriter } from '#core/words/number.ts';

const startingRun = new URL('../../assets/examples/article-standard.json', import.meta.url);

/** Step k of the run that the app starts with, as the core computes it, without worker, history or screen; `sample` is followed, or the first of the batch. */
export const tracedStart = (k: number, sample?: number): StepTrace => {
  const read = readRunSpec(JSON.parse(readFileSync(startingRun, 'utf8')));
  if (!read.ok) throw new Error(read.failure.code);
  const run = prepareRun(read.value);
  let state = initialState(run);
  for (let i = 0; i < k; i++) state = step(run, i, state, [0]).next;
  const first = step(run, k, state, [0]);
  const row = sample === undefined ? 0 : first.trace.batch.indices.indexOf(sample);
  return step(run, k, state, [row]).trace;
};

/** Numbers as a Spanish page writes them with three digits. */
export const written = numberWriter('es-ES', 3);
