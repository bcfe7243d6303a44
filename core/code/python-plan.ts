import type { ScriptWords } from '#core/words/cli/scripts.ts';
import type { ScheduleSpec } from '#core/spec/run-spec.ts';
import { createBatcher } from '#core/data/batches.ts';
import { streams } from '#core/math/random.ts';
import type { Run } from '#core/net/run.ts';
import { drops, isNoisy, permutationLines, randomLines } from './python-chance.ts';
import { float, when } from './python.ts';

/** Which samples each step takes and at which rate, in Python: `batch(k)` answers inputs and targets, `learning_rate(k)` a number. */
export interface Plan {
  readonly lines: readonly string[];
  /** Modules that the lines import. */
  readonly imports: readonly string[];
}

export const planOf = (run: Run, words: ScriptWords, step: number): Plan => {
  const { spec, train } = run;
  const { batchesPerEpoch } = createBatcher(spec, train.samples);
  const shuffles = spec.shuffle && batchesPerEpoch > 1;
  return {
    imports: [...when(shuffles, 'functools'), ...when(bent.includes(spec.schedule.kind), 'math')],
    lines: [
      `FIRST_STEP = ${step}`,
      `LEARNING_RATE = ${float(spec.optimizer.learningRate)}`,
      '',
      ...(shuffles || drops(run) || isNoisy(run) ? randomLines(words, spec.seed) : []),
      ...(shuffles ? permutationLines(words) : []),
      ...batchLines(run, words, batchesPerEpoch, shuffles),
      ...rateLines(spec.schedule),
    ],
  };
};

/** Schedules along a cosine or a root, which need `math`. */
export const bent: readonly string[] = ['cosine', 'cosine-restarts', 'one-cycle', 'inverse-square-root'];

const batchLines = (run: Run, words: ScriptWords, batchesPerEpoch: number, shuffles: boolean): string[] => {
  const { spec, batchSize } = run;
  if (batchesPerEpoch === 1) {
    return [...when(isNoisy(run), '', 'def samples(k):', '    return range(len(X))', ''), ...bothLines(`X, Y  # ${words.allSamples}`)];
  }
  return [
    ...when(
      shuffles,
      '',
      '@functools.lru_cache(maxsize=1)',
      'def order(epoch):',
      `    return permutation(substream(${streams.shuffle}, epoch), len(X))`,
      '',
    ),
    '',
    'def samples(k):',
    `    """${spec.shuffle ? words.samplesShuffled : words.samplesInOrder}"""`,
    `    epoch, position = divmod(k, ${batchesPerEpoch})`,
    `    return ${shuffles ? 'order(epoch)' : 'list(range(len(X)))'}[position * ${batchSize} : (position + 1) * ${batchSize}]`,
    '',
    ...bothLines('X[samples(k)], Y[samples(k)]'),
  ];
};

const bothLines = (pair: string): string[] => ['', 'def batch(k):', `    return ${pair}`, ''];

/** `learning_rate(k)`, the schedules of `core/math/schedule.ts`, in Python. */
export const rateLines = (schedule: ScheduleSpec): string[] => {
  const { kind, warmup } = schedule;
  const cosine = kind === 'cosine' || kind === 'cosine-restarts' || kind === 'one-cycle';
  return [
    ...when(cosine, '', 'def along_cosine(start, end, share):', '    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2', ''),
    '',
    'def learning_rate(k):',
    ...when(warmup > 0, `    if k < ${warmup}:`, `        return LEARNING_RATE * (k + 1) / ${warmup + 1}`),
    ...when(warmup > 0 && kind !== 'constant' && kind !== 'plateau', `    k -= ${warmup}`),
    ...scheduleLines(schedule).map((line) => `    ${line}`),
    '',
  ];
};

const scheduleLines = (schedule: ScheduleSpec): string[] => {
  switch (schedule.kind) {
    case 'constant':
      return ['return LEARNING_RATE'];
    case 'step':
      return [`return LEARNING_RATE * ${schedule.gamma} ** (k // ${schedule.every})`];
    case 'exponential':
      return [`return LEARNING_RATE * ${schedule.gamma} ** k`];
    case 'cosine':
      return [`return along_cosine(LEARNING_RATE, ${schedule.lowest}, min(1, k / ${schedule.steps}))`];
    case 'cosine-restarts':
      return [
        `period = ${schedule.steps}`,
        'while k >= period:',
        '    k -= period',
        `    period *= ${schedule.growth}`,
        `return along_cosine(LEARNING_RATE, ${schedule.lowest}, k / period)`,
      ];
    case 'one-cycle': {
      const { steps, rise, startDivisor, endDivisor } = schedule;
      return [
        `top = ${rise} * ${steps} - 1`,
        `start = LEARNING_RATE / ${startDivisor}`,
        'if k < top:',
        '    return along_cosine(start, LEARNING_RATE, k / top)',
        `return along_cosine(LEARNING_RATE, start / ${endDivisor}, min(1, (k - top) / (${steps} - 1 - top)))`,
      ];
    }
    case 'inverse-square-root':
      return [`return LEARNING_RATE * math.sqrt(${schedule.timescale} / (k + ${schedule.timescale}))`];
    case 'plateau':
      return [`return max(${schedule.lowest}, LEARNING_RATE * plateau["factor"])`];
  }
};
