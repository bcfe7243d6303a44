import { activations, faults, losses, optimizers, type OptimizerKind } from '#core/spec/methods.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { followSample, step } from '#core/net/step.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { ToldMistake } from '#core/account/rules.ts';

export interface RandomRun {
  readonly spec: RunSpec;
  readonly trace: StepTrace;
  /** The same step with every row of its batch. */
  readonly whole: StepTrace;
  /** What may be told of its mistake. */
  readonly mistake: ToldMistake | undefined;
  /** A place for everything: from 0 to 1, by the seed. */
  readonly chance: () => number;
}

/** mulberry32 */
const chanceOf = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

/** A run of any methods that fit each other, some steps on, and the trace of one sample: of the batch, or an outsider. */
export const randomRun = (seed: number): RandomRun => {
  const chance = chanceOf(seed);
  const whole = (from: number, to: number): number => from + Math.floor(chance() * (to - from + 1));
  const one = <T>(of: readonly T[]): T => of[whole(0, of.length - 1)]!;
  const seldom = (share: number): boolean => chance() < share;
  for (;;) {
    const outputs = one([1, 1, 3]);
    const article = seldom(0.12);
    const kind = one(Object.keys(optimizers) as OptimizerKind[]);
    const layers = Array.from({ length: whole(1, 3) }, () => ({
      units: one([3, 3, 4]),
      activation: one(activations.slice(0, -1)),
      normalization: seldom(0.2) ? one(['batch', 'layer'] as const) : ('none' as const),
      dropout: seldom(0.2) ? 0.4 : 0,
      residual: seldom(0.25),
    }));
    const loss = article ? 'mse' : one(losses);
    const last =
      loss === 'categorical-cross-entropy' ? 'softmax' : loss === 'binary-cross-entropy' || article ? 'sigmoid' : one(activations);
    const x = Array.from({ length: 9 }, () => [chance() * 4 - 2, chance() * 4 - 2]);
    const y = x.map((_, i) => Array.from({ length: outputs }, (_, o) => (outputs === 1 ? i % 2 : +(i % 3 === o))));
    const read = readRunSpec({
      seed: whole(0, 1e6),
      data: { kind: 'inline', x, y },
      network: {
        layers: [
          ...(article ? layers.map(({ units }) => ({ units, activation: 'sigmoid' as const })) : layers),
          { units: outputs, activation: last },
        ],
      },
      loss,
      reduction: seldom(0.2) ? 'sum' : 'mean',
      batch: one([1, 2, 4, 'full'] as const),
      classWeights: seldom(0.2) ? Array.from({ length: outputs === 1 ? 2 : outputs }, () => 0.5 + chance()) : null,
      optimizer: article ? { kind: 'sgd', learningRate: 0.3 } : { kind, learningRate: 0.1 },
      penalty: seldom(0.3) ? { l1: one([0, 0.02]), l2: one([0, 0.1]), decay: one([0, 0.03]) } : {},
      clipNorm: seldom(0.2) ? 0.4 : null,
      clipValue: seldom(0.2) ? 0.05 : null,
      train: { biases: !seldom(0.1) },
      arithmetic: article ? 'article' : 'standard',
      fault: !article && seldom(0.6) ? one(faults) : 'none',
    });
    if (!read.ok) continue;
    const spec = read.value;
    const run = prepareRun(spec);
    let state = initialState(run);
    const k = whole(0, 3);
    for (let i = 0; i < k; i++) state = step(run, i, state, [0]).next;
    const first = step(run, k, state, [0]).trace;
    const batch = Array.from(first.batch.indices);
    const outsider = x.findIndex((_, i) => !batch.includes(i));
    const trace = outsider >= 0 && seldom(0.15) ? followSample(run, k, state, outsider) : first;
    const mistake = spec.fault !== 'none' && seldom(0.85) ? { fault: spec.fault, since: 0 } : undefined;
    return {
      spec,
      trace,
      whole: step(
        run,
        k,
        state,
        batch.map((_, row) => row),
      ).trace,
      mistake,
      chance,
    };
  }
};
