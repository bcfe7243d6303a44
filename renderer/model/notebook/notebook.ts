import type { ParameterChange, SampleChange } from '#core/spec/branch.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Evaluation, Series } from '#core/protocol/trainer.ts';
import type { Words } from '#core/words/catalogue.ts';
import { ownName } from '#renderer/model/run/run-name.ts';
import { sayEdits, type Writers } from '#renderer/model/branches/branch-name.ts';
import type { ExampleName } from '#renderer/model/run/examples.ts';
import { changesBetween, type SpecChange } from '#renderer/model/run/spec-changes.ts';

/** What a run has other than the one that it comes from; kept as data, so that its words follow a change of language. */
export interface Edits {
  readonly changes: readonly SpecChange[];
  readonly parameters?: readonly ParameterChange[];
  readonly samples?: readonly SampleChange[];
}

/** Figures over the whole training set and the validation set at one step; undefined where there are none or they are not finite. */
export interface Outcome {
  readonly step: number;
  readonly loss?: number | undefined;
  readonly validation?: number | undefined;
  /** Share of the training samples, 0 to 1. */
  readonly accuracy?: number | undefined;
  readonly r2?: number | undefined;
}

/** Mean training loss from each step to the next; null where it is not finite. */
export interface Curve {
  readonly steps: readonly number[];
  readonly losses: readonly (number | null)[];
}

/** What makes a run a try of its own. */
export interface Attempt {
  readonly spec: RunSpec;
  readonly example?: ExampleName | undefined;
  /** The try that it was changed from; with `step` it is a branch that left it there. One without is a beginning of its own. */
  readonly origin?: { readonly entry: number; readonly step?: number | undefined } | undefined;
  readonly edits: Edits;
  /** The editor changed more than was chosen, so that the rest fits. */
  readonly adapted: boolean;
}

/** A line of the notebook. */
export interface Entry extends Attempt {
  /** The order in which they were tried, from 1. */
  readonly id: number;
  readonly goal: number;
  readonly trainedTo: number;
  /** Why training ended before its goal, where it did so by itself. */
  readonly stop?: 'early' | 'non-finite' | undefined;
  readonly outcome?: Outcome | undefined;
  /** Of the training set before the first update. */
  readonly startLoss?: number | undefined;
  readonly curve: Curve;
  /** What the person has to say about it. */
  readonly note: string;
}

export const noEdits: Edits = { changes: [] };
export const curvePoints = 200;

export const entryOf = (id: number, goal: number, attempt: Attempt): Entry => ({
  ...attempt,
  id,
  goal,
  trainedTo: 0,
  curve: { steps: [], losses: [] },
  note: '',
});

const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? []) === JSON.stringify(b ?? []);

/**
 * Whether two are the same run, so that they have the same numbers: the same description from the start, or the same change of the same
 * run at the same step.
 */
export const sameTry = (a: Attempt, b: Attempt): boolean => {
  if (a.origin?.step !== b.origin?.step || changesBetween(a.spec, b.spec).length > 0) return false;
  if (a.origin?.step === undefined) return true;
  return (
    a.origin.entry === b.origin?.entry &&
    alike(a.edits.parameters, b.edits.parameters) &&
    alike(a.edits.samples, b.edits.samples) &&
    alike(a.edits.changes, b.edits.changes)
  );
};

const finite = (value: number | undefined): number | undefined => (value !== undefined && Number.isFinite(value) ? value : undefined);

export const outcomeOf = (step: number, { loss, accuracy, scores, validation }: Evaluation): Outcome => ({
  step,
  loss: finite(loss),
  validation: finite(validation?.loss),
  accuracy: finite(accuracy),
  r2: scores?.task === 'regression' ? finite(scores.r2) : undefined,
});

/** Six digits are more than a curve shows. */
export const curveOf = ({ start, lossMean }: Series): Curve => ({
  steps: Array.from(start),
  losses: Array.from(lossMean, (loss) => (Number.isFinite(loss) ? Number(loss.toPrecision(6)) : null)),
});

/** How a run ended; `left`: before its goal, because the person paused it or went on to another. */
export type Ending = 'training' | 'untrained' | 'goal' | 'early' | 'non-finite' | 'diverged' | 'left';

/** A final loss so many times that of the start is divergence. */
const divergedRatio = 4;

export const endingOf = ({ stop, outcome, startLoss, trainedTo, goal, origin }: Entry): Ending => {
  if (stop) return stop;
  if (outcome?.loss !== undefined && startLoss !== undefined && startLoss > 0 && outcome.loss > divergedRatio * startLoss)
    return 'diverged';
  if (trainedTo <= (origin?.step ?? 0)) return 'untrained';
  return trainedTo >= goal ? 'goal' : 'left';
};

/** What changed, a text each. */
export const saidOf = ({ edits }: Entry, words: Words, writers: Writers): string[] => sayEdits(edits, words, writers);

/** A run of the person's own is told by its data and its optimiser. */
const ownTitle = ({ data, optimizer }: RunSpec, words: Words): string => {
  const { methods } = words;
  const names: Readonly<Record<string, string>> = { ...methods.generators, ...methods.datasets };
  const name = 'name' in data ? (names[data.name] ?? data.name) : ownName(data, words);
  return `${name} · ${methods.optimizers[optimizer.kind]}`;
};

/** What an entry is called: its first change and how many more there are, else its example, else its data and optimiser. */
export const titleOf = (entry: Entry, words: Words, writers: Writers): string => {
  const [first, ...others] = saidOf(entry, words, writers);
  if (first === undefined) return entry.example ? words.shell.examples[entry.example] : ownTitle(entry.spec, words);
  return others.length === 0 ? first : `${first} ${words.branches.more(others.length)}`;
};
