import { createBatcher } from '#core/data/batches.ts';
import type { ScriptWords } from '#core/words/cli/scripts.ts';
import type { Run } from '#core/net/run.ts';
import { bent, rateLines } from './python-plan.ts';
import { float, row, when, type Wrap } from './python.ts';

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

/** As many digits as a float32 keeps, and letters in a line. */
const [digits, lineLength] = [7, 100];

/** An array of rows, as many in a line as it has room for: the data are not what such a program is read for. */
const shortRows = (data: Float64Array, columns: number, wrap: Wrap): string => {
  const lines: string[] = [];
  for (let at = 0; at < data.length; at += columns) {
    const one = `${row(Array.from(data.subarray(at, at + columns), (value) => Number(value.toPrecision(digits))))},`;
    const open = lines.at(-1);
    if (open !== undefined && open.length + one.length < lineLength) lines[lines.length - 1] = `${open} ${one}`;
    else lines.push(`    ${one}`);
  }
  return wrap(`[\n${lines.join('\n')}\n]`);
};

export const dataLines = (run: Run, words: ScriptWords, wrap: Wrap): string[] =>
  partsOf(run, words).flatMap(({ x, y, part }) => [
    `${x} = ${shortRows(part.x, part.inputs, wrap)}`,
    `${y} = ${shortRows(part.y, part.outputs, wrap)}`,
  ]);

/** Whether the rate of a step is another than that of the step before. */
export const hasSchedule = ({ spec }: Run): boolean => spec.schedule.kind !== 'constant' || spec.schedule.warmup > 0;
export const scheduleLines = (run: Run): readonly string[] =>
  hasSchedule(run) ? [`LEARNING_RATE = ${float(run.spec.optimizer.learningRate)}`, '', ...rateLines(run.spec.schedule), ''] : [];
export const scheduleImports = ({ spec }: Run): readonly string[] => when(bent.includes(spec.schedule.kind), 'import math');

/** Where the output of a binary network goes from one class to the other: a logit at 0, a probability at 1/2. */
export const boundaryOf = ({ spec }: Run): string => (spec.loss.startsWith('binary-cross-entropy') ? '0' : '0.5');
