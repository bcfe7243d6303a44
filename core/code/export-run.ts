import { fail, ok, type Result } from '#core/contract/failure.ts';
import type { Run } from '#core/net/run.ts';
import { stoppingOf } from '#core/net/watch.ts';
import { kerasSource } from './keras.ts';
import { numpySource } from './numpy.ts';
import { onnxModel } from './onnx.ts';
import { pytorchSource } from './pytorch.ts';
import { safetensors } from './safetensors.ts';
import { unwrittenActivation, unwrittenOptimizer } from './written.ts';

export const exportTargets = ['numpy', 'pytorch', 'keras', 'onnx', 'safetensors'] as const;
export type ExportTarget = (typeof exportTargets)[number];

/** A run at theta_step in another form: source text, or the bytes of a file. Refuses what that form cannot say. */
export const exportRun = (run: Run, state: Float64Array, step: number, target: ExportTarget): Result<string | Uint8Array> => {
  // A script begins with the step that comes next, and a run that has stopped has none.
  if (!stateTargets.includes(target) && stoppingOf(run, state)?.stopped)
    return fail({ code: 'step-out-of-range', step, min: 0, max: step - 1 });
  const place = obstacles[target](run);
  return place === undefined ? ok(forms[target](run, state, step)) : fail({ code: 'cannot-export', place, target });
};

const forms: Readonly<Record<ExportTarget, (run: Run, state: Float64Array, step: number) => string | Uint8Array>> = {
  numpy: numpySource,
  pytorch: pytorchSource,
  keras: kerasSource,
  onnx: onnxModel,
  safetensors,
};

/** Forms that hold a state and no training; they are bytes, not text. */
export const stateTargets: readonly ExportTarget[] = ['onnx', 'safetensors'];

/** The first part of a run that a form cannot say, as a place of its description. */
type Obstacle = (run: Run) => string | undefined;

/** Random numbers of the run's own, which a library's generator does not draw. */
const draws: Obstacle = ({ spec }) => {
  const dropped = spec.network.layers.findIndex(({ dropout }) => dropout > 0);
  if (dropped >= 0) return `network.layers[${dropped}].dropout`;
  return spec.augment.noise > 0 ? 'augment.noise' : undefined;
};

/** Gradients that are no derivatives. */
const ownGradients: Obstacle = ({ spec }) => (spec.arithmetic === 'article' ? 'arithmetic' : undefined);

/** A mistake made on purpose, which no script repeats. */
const fault: Obstacle = ({ spec }) => (spec.fault === 'none' ? undefined : 'fault');

/** A batch of a single sample, which a library does not normalise. */
const loneSample: Obstacle = ({ spec, train, batchSize }) => {
  const normalised = spec.network.layers.some(({ normalization }) => normalization === 'batch');
  return normalised && (batchSize === 1 || train.samples % batchSize === 1) ? 'batch' : undefined;
};

/** What Keras does between epochs of its own, and not between steps. */
const watches: Obstacle = ({ spec }) =>
  spec.stopping !== null ? 'stopping' : spec.schedule.kind === 'plateau' ? 'schedule.kind' : undefined;

/** Keras's NAdam has momenta of its own, and its optimisers clip in one way and decay in one way at a time. */
const otherMethods: Obstacle = ({ spec }) => {
  if (spec.optimizer.kind === 'nadam') return 'optimizer.kind';
  if (spec.clipNorm !== null && spec.clipValue !== null) return 'clipValue';
  return spec.optimizer.kind === 'adamw' && spec.penalty.decay > 0 ? 'penalty.decay' : undefined;
};

/** A method that no script writes down. */
const method: Obstacle = ({ spec }) => unwrittenActivation(spec) ?? unwrittenOptimizer(spec);

const obstacles: Readonly<Record<ExportTarget, Obstacle>> = {
  numpy: (run) => method(run) ?? fault(run),
  keras: (run) => method(run) ?? fault(run) ?? ownGradients(run) ?? draws(run) ?? watches(run) ?? otherMethods(run),
  pytorch: (run) => method(run) ?? fault(run) ?? ownGradients(run) ?? loneSample(run),
  onnx: ({ spec }) => unwrittenActivation(spec),
  safetensors: () => undefined,
};
