import { createBatcher } from '#core/data/batches.ts';
import type { ScriptWords } from '#core/words/cli/scripts.ts';
import type { Run } from '#core/net/run.ts';
import { bent, rateLines } from './python-plan.ts';
import { float, rows, when, type Wrap } from './python.ts';

/** What the scripts to teach with have in common. */

/** Passes over the data where the export is of theta_0, and nothing says how long to train. */
const usualEpochs = 100;

/** As many epochs as lead to the step that is exported. */
export const epochsOf = ({ spec, train }: Run, step: number): number =>
  step === 0 ? usualEpochs : Math.ceil(step / createBatcher(spec, train.samples).batchesPerEpoch);

/** The parts of the data, a pair of arrays each; the training part's are X and Y. */
export const partsOf = (run: Run, words: ScriptWords): readonly { name: string; x: string; y: string; part: Run['train'] }[] =>
  [
    { name: words.training, x: 'X', y: 'Y', part: run.train },
    { name: words.validation, x: 'X_VALIDATION', y: 'Y_VALIDATION', part: run.validation },
    { name: words.test, x: 'X_TEST', y: 'Y_TEST', part: run.test },
  ].filter(({ part }) => part.samples > 0);

export const dataLines = (run: Run, words: ScriptWords, wrap: Wrap): string[] =>
  partsOf(run, words).flatMap(({ x, y, part }) => [
    `${x} = ${rows(part.x, part.inputs, wrap)}`,
    `${y} = ${rows(part.y, part.outputs, wrap)}`,
  ]);

/** Whether the rate of a step is another than that of the step before. */
export const hasSchedule = ({ spec }: Run): boolean => spec.schedule.kind !== 'constant' || spec.schedule.warmup > 0;
export const scheduleLines = (run: Run): readonly string[] =>
  hasSchedule(run) ? [`LEARNING_RATE = ${float(run.spec.optimizer.learningRate)}`, '', ...rateLines(run.spec.schedule), ''] : [];
export const scheduleImports = ({ spec }: Run): readonly string[] => when(bent.includes(spec.schedule.kind), 'import math');

/** Where the output of a binary network goes from one class to the other: a logit at 0, a probability at 1/2. */
export const boundaryOf = ({ spec }: Run): string => (spec.loss.startsWith('binary-cross-entropy') ? '0' : '0.5');
