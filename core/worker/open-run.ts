import { FailureError } from '#core/contract/failure.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { RunSummary, TraceQuery } from '#core/protocol/trainer.ts';
import type { Step } from '#core/contract/units.ts';
import type { Tables } from '#core/data/table.ts';
import { dataLossOf } from '#core/compile/data-loss.ts';
import { productsOf } from '#core/compile/products.ts';
import type { CompileOptions } from '#core/compile/take-over.ts';
import { Budget } from '#core/history/budget.ts';
import { History, type HistoryOptions } from '#core/history/history.ts';
import { transitionOf } from '#core/history/run-transition.ts';
import { lossOver, type LossAt } from '#core/landscape/loss-over.ts';
import { limits } from '#core/spec/methods.ts';
import { bytesOfRun, totalBytes } from '#core/spec/run-bytes.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { workOfStep } from '#core/spec/work.ts';
import { createWorkspace } from '#core/net/advance.ts';
import { forkRun, type ForkChange } from '#core/net/fork.ts';
import { prepareRun, type Run } from '#core/net/run.ts';
import { step as traceStep } from '#core/net/step.ts';
import { maxStep } from './queries.ts';
import { besideOf } from './second/beside.ts';
import type { SecondThread } from './second/second-thread.ts';
import { traceOf } from './trace-of.ts';

/** Multiply-adds between two looks at the clock: well under a millisecond of a compiled run, and not much more of any. */
const PIECE = 1e6;
/** Pieces of training that are asked for together where others may do them. */
const STRETCH = 16;

/** The run that is open, or a branch of it: its data, its history, and how much of it is done at once. */
export interface OpenRun {
  /** 0 for the run itself. */
  readonly branch: number;
  /** What the branch left, at its history's first step. */
  readonly left: OpenRun | undefined;
  readonly run: Run;
  readonly history: History;
  /** Memory that it has together with its branches, or with the run that it is a branch of. */
  readonly budget: Budget;
  /** Updates to make between two looks at the clock. */
  readonly updatesAtOnce: number;
  /** Updates to ask for when training comes further: it pauses by itself where they are more. */
  readonly trainedAtOnce: number;
  /** Rows to predict between two looks at the clock. */
  readonly rowsAtOnce: number;
  /** The caller's own copy. */
  summary(): RunSummary;
  /** Step `step` from its state, as the followed sample lives it. */
  trace(step: number, state: Float64Array, follow: TraceQuery['follow']): StepTrace;
  /** Step `step` from its state, every sample of its batch. */
  wholeTrace(step: number, state: Float64Array): StepTrace;
  /** Loss over the validation part, penalty included; pauses where more than a few samples are to come. */
  readonly validationLoss: LossAt;
  /** Takes no memory any more; to be asked nothing. */
  release(): void;
}

/** Validates a description and makes the run ready at step 0. Throws a FailureError that names what is wrong. */
export const openRun = (description: unknown, tables: Tables = {}, options: CompileOptions = { compile: 'aside' }): OpenRun => {
  const read = readRunSpec(description, tables);
  if (!read.ok) throw new FailureError(read.failure);
  const run = prepareRun(read.value, tables);
  const budget = new Budget(limits.memory);
  return opened(run, { branch: 0, left: undefined, budget, kept: { budget } }, options);
};

/** Bytes that a run of so many samples takes at least: another description of the same data, too. */
export const bytesTaken = (spec: RunSpec, { train, validation, test }: Pick<Run, 'train' | 'validation' | 'test'>): number =>
  totalBytes(bytesOfRun(spec, { samples: train.samples + validation.samples + test.samples, inputs: train.inputs }));

/** The branch that `change` makes of `left` at a step whose state is `state`. */
export const openBranch = (
  left: OpenRun,
  step: Step,
  state: Float64Array,
  change: ForkChange,
  branch: number,
  tables: Tables = {},
  options: CompileOptions = { compile: 'aside' },
  beside?: Beside,
): OpenRun => {
  const { run, state: initial } = forkRun(left.run, step, state, change, tables);
  return opened(run, { branch, left, budget: left.budget, initial, kept: { past: { history: left.history, step } }, beside }, options);
};

/** Who else may train a branch, while nobody is turned to it. */
interface Beside {
  readonly second: SecondThread;
  readonly isBeside: () => boolean;
}

interface Place extends Pick<OpenRun, 'branch' | 'left' | 'budget'> {
  readonly initial?: Float64Array;
  readonly kept: HistoryOptions;
  readonly beside?: Beside | undefined;
}

/** Updates between two looks at the clock. */
const atOnceOf = ({ spec, batchSize }: Run): number => Math.max(1, Math.floor(PIECE / workOfStep(spec, batchSize)));

const opened = (prepared: Run, { branch, left, budget, initial, kept, beside }: Place, options: CompileOptions): OpenRun => {
  let scalars = (): number => 0;
  const share = budget.share(bytesTaken(prepared.spec, prepared), () => scalars());
  // Where modules are refused the training has told so.
  const quietly: CompileOptions = { compile: options.compile, room: share.take };
  const run = { ...prepared, products: productsOf(prepared, quietly) };
  const own = transitionOf(prepared, initial, { ...options, room: share.take });
  const history = new History(beside ? besideOf(own, run, beside.second, beside.isBeside, atOnceOf(run)) : own, kept);
  scalars = () => history.scalarBytes;
  const work = workOfStep(run.spec, run.batchSize);
  const workspace = createWorkspace(run);
  const { train, layout } = run;
  const workPerRow = work / run.batchSize;
  let validationLoss: LossAt | undefined;
  return {
    branch,
    left,
    run,
    history,
    budget,
    updatesAtOnce: atOnceOf(run),
    trainedAtOnce: (beside ? STRETCH : 1) * atOnceOf(run),
    rowsAtOnce: Math.max(1, Math.floor(PIECE / workPerRow)),
    summary: () => ({
      spec: run.spec,
      branch,
      from: history.first,
      trainedTo: history.trainedTo,
      parameters: layout.parameters,
      batchesPerEpoch: workspace.batcher.batchesPerEpoch,
      maxStep,
      data: {
        samples: train.samples,
        inputs: train.inputs,
        outputs: train.outputs,
        task: train.task,
        x: train.x.slice(),
        y: train.y.slice(),
        columns: train.columns,
        targets: train.targets,
        ...(run.scaling.kind === 'none' ? {} : { scaling: { offset: run.scaling.offset.slice(), scale: run.scaling.scale.slice() } }),
      },
    }),
    trace: (step, state, follow) => traceOf(run, step, state, follow, workspace),
    wholeTrace: (step, state) => traceStep(run, step, state, 'all', workspace).trace,
    validationLoss: (state) => (validationLoss ??= lossOver(run, run.validation, dataLossOf(run, run.validation, quietly)))(state),
    release: () => {
      history.release();
      share.release();
    },
  };
};
