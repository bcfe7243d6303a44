import { activations, losses, type Activation, type Loss } from '#core/spec/methods.ts';
import type { RunSpec, RunSpecInput } from '#core/spec/run-spec.ts';
import { initialState, prepareRun, type Run } from '#core/net/run.ts';
import { uniformAt } from '#core/math/random.ts';
import { specOf } from '#test/golden/golden.ts';

type Layer = RunSpecInput['network']['layers'][number];

/** Numbers in (-1, 1) that depend on their place only. */
export const numbers = (rows: number, cols: number, stream = 100): number[][] =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: cols }, (_, c) => 2 * uniformAt(9, stream, r * cols + c) - 1));

const oneHot = (rows: number, cols: number): number[][] =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: cols }, (_, c) => (c === (r * 7 + 1) % cols ? 1 : 0)));

/** Targets that fit a loss. */
export const targets = (loss: Loss, rows: number, cols: number): number[][] =>
  loss === 'categorical-cross-entropy'
    ? oneHot(rows, cols)
    : loss === 'binary-cross-entropy' || loss === 'binary-cross-entropy-logits'
      ? oneHot(rows, cols)
      : numbers(rows, cols, 101);

/** The output activation that a loss asks for, or the plainest. */
export const outputFor = (loss: Loss): Activation =>
  loss === 'categorical-cross-entropy' ? 'softmax' : loss === 'binary-cross-entropy' ? 'sigmoid' : 'linear';

export const allowed = (loss: Loss, output: Activation): boolean => (loss.includes('cross-entropy') ? outputFor(loss) === output : true);

/** A run of 6 samples, 3 inputs and these layers. */
export const runOf = (loss: Loss, layers: Layer[], options: Partial<RunSpecInput> = {}, samples = 6): Run =>
  prepareRun(specFor(loss, layers, options, samples));

export const specFor = (loss: Loss, layers: Layer[], options: Partial<RunSpecInput> = {}, samples = 6): RunSpec =>
  specOf({
    data: { kind: 'inline', x: numbers(samples, 3), y: targets(loss, samples, layers.at(-1)!.units) },
    network: { layers: layers.map((layer) => ({ initializer: 'xavier-normal', ...layer })) },
    loss,
    shuffle: false,
    ...options,
  });

/** A state away from the start's symmetries: biases, gamma and beta are moved too. */
export const movedState = (run: Run): Float64Array => {
  const state = initialState(run);
  for (let i = 0; i < run.layout.parameters; i++) state[i]! += 0.2 * (uniformAt(3, 102, i) - 0.5);
  return state;
};

export { activations, losses };
