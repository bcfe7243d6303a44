import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import { limits } from '#core/spec/methods.ts';
import type { GradientCheck } from '#core/protocol/gradient-check.ts';
import type { Evaluation } from '#core/protocol/trainer.ts';
import type { Dataset } from '#core/data/dataset.ts';
import { createBatcher } from '#core/data/batches.ts';
import { checkGradients } from '#core/explain/gradient-check.ts';
import { evaluate } from '#core/net/evaluate.ts';
import { initialState, type Run } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { finalStep, stoppingOf } from '#core/net/watch.ts';
import { traceToJson, type Json } from '#core/net/trace-json.ts';
import { numberToJson, perSampleCount, perSampleGradients } from './per-sample.ts';
import type { Report } from './progress.ts';
import { training } from './training.ts';

/** A command as a stream of JSON lines, ending with what went wrong, if anything did. */
export type Lines<Outcome = Failure | undefined> = Generator<Json, Outcome>;

/** theta_k, by training from the start. A run that stops before it has no such step. */
export const stateAt = (run: Run, k: number, report: Report): Result<Float64Array> => {
  const state = initialState(run);
  for (const { made, failure, stopped } of training(run, 0, state, k)) {
    if (failure) return fail(failure);
    report(made, k);
    if (stopped && made < k) return fail({ code: 'step-out-of-range', step: k, min: 0, max: made });
  }
  return ok(state);
};

/** The trace of step k. A step that is not finite is shown all the same: seeing it is what one asks for. */
export function* trace(run: Run, k: number, perSample: boolean, report: Report): Lines {
  const state = stateAt(run, k, report);
  if (!state.ok) return state.failure;
  const stepped = step(run, k, state.value, 'all');
  const json = traceToJson(stepped.trace) as { readonly layers: readonly { readonly [key: string]: Json }[] };
  if (perSample) {
    const found = perSampleCount(stepped.trace);
    if (found > limits.cells) return { code: 'too-large', what: 'cells', place: '--per-sample', found, limit: limits.cells };
    const gradients = perSampleGradients(stepped.trace);
    yield { ...json, layers: json.layers.map((layer, l) => ({ ...layer, perSample: gradients[l]! })) };
  } else yield json;
  return stepped.failure;
}

/** Where early stopping ended a training, and the step whose parameters it ended with. */
export interface EarlyStop {
  readonly stopped: number;
  readonly final: number;
}

/** Metrics of theta_0, theta_M, theta_2M, ... and of the last one, then the parameters that the training ends with. */
export function* train(run: Run, steps: number, every: number, report: Report): Lines<Failure | EarlyStop | undefined> {
  const { batchesPerEpoch } = createBatcher(run.spec, run.train.samples);
  const state = initialState(run);
  /** The parameters to come back to, where the run restores them. */
  const best = run.spec.stopping?.restore ? state.slice() : state;
  let made = 0;
  let stopped = false;
  yield metrics(run, 0, 0, state);
  for (const stretch of training(run, 0, state, steps, every)) {
    if (stretch.failure) return stretch.failure;
    ({ made, stopped } = stretch);
    report(made, steps);
    if (run.spec.stopping?.restore && stoppingOf(run, state)?.bestStep === made) best.set(state);
    if (made % every === 0 || made === steps || stopped) yield metrics(run, made, Math.floor(made / batchesPerEpoch), state);
  }
  const final = finalStep(run, made, state);
  yield { step: final, parameters: parametersToJson(run, final === made ? state : best) };
  return stopped ? { stopped: made, final } : undefined;
}

/** Every analytic gradient of step k beside its central difference. */
export function* check(run: Run, k: number, report: Report): Lines<Failure | GradientCheck> {
  const state = stateAt(run, k, report);
  if (!state.ok) return state.failure;
  const result = checkGradients(run, k, state.value);
  yield {
    step: result.step,
    h: result.h,
    passed: result.passed,
    worst: numberToJson(result.worst),
    parameters: result.parameters.map((entry) => ({
      ...entry,
      analytic: numberToJson(entry.analytic),
      numeric: numberToJson(entry.numeric),
      relativeError: numberToJson(entry.relativeError),
    })),
  };
  return result;
}

/** Loss (with penalty) and, for classes, accuracy: of the training set, and of the parts held out of it. */
const metrics = (run: Run, made: number, epoch: number, state: Float64Array): Json => ({
  step: made,
  epoch,
  ...score(evaluate(run, state, run.train)),
  ...heldOut('validation', run, state, run.validation),
  ...heldOut('test', run, state, run.test),
});

const heldOut = (name: string, run: Run, state: Float64Array, part: Dataset): Record<string, Json> =>
  part.samples === 0 ? {} : { [name]: score(evaluate(run, state, part)) };

const score = ({ loss, accuracy }: Evaluation): Record<string, Json> => ({
  loss: numberToJson(loss),
  ...(accuracy === undefined ? {} : { accuracy }),
});

const parametersToJson = ({ layout }: Run, state: Float64Array): Json =>
  layout.layers.map(({ inputs, units, W, b, gamma, beta }) => {
    const vector = (from: number): Json => Array.from(state.subarray(from, from + units));
    return {
      W: Array.from({ length: inputs }, (_, i) => vector(W + i * units)),
      b: vector(b),
      ...(gamma < 0 ? {} : { gamma: vector(gamma), beta: vector(beta) }),
    };
  });
