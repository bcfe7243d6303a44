import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { activations, faults, losses, normalizations, optimizers, schedules, type OptimizerKind } from '#core/spec/methods.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { uniformAt } from '#core/math/random.ts';

/** What is drawn of one seed, in order. */
const drawsOf = (seed: number) => {
  let drawn = 0;
  const share = (): number => uniformAt(seed, 500, drawn++);
  return {
    share,
    whole: (from: number, to: number): number => from + Math.floor(share() * (to - from + 1)),
    of: <T>(list: readonly T[]): T => list[Math.floor(share() * list.length)]!,
    /** Now and then `some`, else `usual`. */
    seldom: <T>(chance: number, some: () => T, usual: T): T => (share() < chance ? some() : usual),
  };
};

const outputOf = {
  'binary-cross-entropy': 'sigmoid',
  'binary-cross-entropy-logits': 'linear',
  'categorical-cross-entropy': 'softmax',
} as const;

/** A description that may hold any of the methods; not every one is a run. */
const draw = (seed: number): unknown => {
  const { share, whole, of, seldom } = drawsOf(seed);
  const loss = of(losses);
  const inputs = whole(1, 6);
  const samples = whole(1, 13);
  const depth = whole(1, 4);
  const sizes = Array.from({ length: depth }, () => seldom(0.1, () => whole(64, 70), whole(1, 9)));
  const outputs = sizes.at(-1)!;
  const layers = sizes.map((units, l) => {
    const last = l === depth - 1;
    const before = l === 0 ? inputs : sizes[l - 1]!;
    const forced = last ? (outputOf as Partial<Record<string, string>>)[loss] : undefined;
    return {
      units,
      activation: forced ?? of(activations),
      initializer: 'xavier-normal',
      biasInitializer: 'normal',
      normalization: seldom(0.3, () => of(normalizations), 'none'),
      dropout: last ? 0 : seldom(0.15, () => 0.4, 0),
      residual: !last && units === before && share() < 0.5,
    };
  });
  const targets = (): number[] => {
    if (loss === 'categorical-cross-entropy') {
      if (outputs === 1) return [1];
      const k = whole(0, outputs - 1);
      const soft = seldom(0.2, () => 0.25, 0);
      return sizes.at(-1)! < 2 ? [1] : Array.from({ length: outputs }, (_, o) => (o === k ? 1 - soft : o === (k + 1) % outputs ? soft : 0));
    }
    if (loss.includes('binary')) return Array.from({ length: outputs }, () => seldom(0.1, () => 0.3, whole(0, 1)));
    return Array.from({ length: outputs }, () => 4 * share() - 2);
  };
  const optimizer = of(Object.keys(optimizers) as OptimizerKind[]);
  const article = share() < 0.05;
  const stops = samples > 3 && share() < 0.1;
  return {
    seed,
    data: {
      kind: 'inline',
      x: Array.from({ length: samples }, () => Array.from({ length: inputs }, () => seldom(0.1, () => 0, 6 * share() - 3))),
      y: Array.from({ length: samples }, targets),
    },
    network: { inputs, layers },
    loss,
    reduction: seldom(0.3, () => 'sum', 'mean'),
    batch: seldom<number | 'full'>(0.4, () => 'full', whole(1, 7)),
    shuffle: share() < 0.5,
    optimizer: { kind: optimizer, learningRate: of([0.001, 0.05, 0.3, 2]) },
    penalty: { l1: seldom(0.2, () => 0.01, 0), l2: seldom(0.2, () => 0.1, 0), decay: seldom(0.2, () => 0.05, 0) },
    clipNorm: seldom(0.2, () => 0.5, null),
    clipValue: seldom(0.2, () => 0.2, null),
    classWeights:
      loss.includes('cross') && share() < 0.3 ? Array.from({ length: loss.includes('binary') ? 2 : outputs }, () => 2 * share()) : null,
    train: { biases: share() < 0.85 },
    augment: { noise: seldom(0.2, () => 0.2, 0) },
    schedule: { kind: seldom(0.4, () => of(Object.keys(schedules)), 'constant') },
    ...(stops && { split: { train: 0.7, validation: 0.3 }, stopping: { patience: whole(1, 2) } }),
    arithmetic: article ? 'article' : 'standard',
    fault: seldom(0.3, () => of(faults), 'none'),
  };
};

/** The run of a seed: the first valid one of the descriptions that it draws. */
export const randomRun = (seed: number): RunSpec => {
  for (let attempt = 0; ; attempt++) {
    const read = readRunSpec(draw(seed * 1000 + attempt));
    if (read.ok) return read.value;
  }
};
