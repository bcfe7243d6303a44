import type { RocCurve, Scores } from '#core/contract/scores.ts';
import type { BaselineScores, Evaluation } from '#core/protocol/trainer.ts';

/** The parts of the data, as far as a run has them. */
export const parts = ['train', 'validation', 'test'] as const;
export type Part = (typeof parts)[number];
export type Measure = 'loss' | 'accuracy' | 'precision' | 'recall' | 'f1' | 'auc' | 'mse' | 'mae' | 'r2';

/** One figure over all parts; undefined where it cannot be told. */
export interface ScoreRow {
  readonly measure: Measure;
  readonly values: readonly (number | undefined)[];
}

/** Measures that are shares of one: read as percentages. */
export const isShare = (measure: Measure): boolean => ['accuracy', 'precision', 'recall', 'f1'].includes(measure);

export const partsOf = (evaluation: Evaluation): readonly Part[] =>
  parts.filter((part) => (part === 'train' ? evaluation.scores : evaluation[part]) !== undefined);

export const scoresOf = (evaluation: Evaluation, part: Part): Scores | undefined =>
  part === 'train' ? evaluation.scores : evaluation[part]?.scores;

const lossOf = (evaluation: Evaluation, part: Part): number | undefined => (part === 'train' ? evaluation.loss : evaluation[part]?.loss);

/** The ROC curve of two classes: that of the second, which is what a single output tells. */
export const binaryRoc = (scores: Scores | undefined): RocCurve | undefined =>
  scores?.task === 'classes' && scores.classes.length === 2 ? scores.classes[1]!.roc : undefined;

const measureOf = (scores: Scores | undefined, measure: Measure): number | undefined => {
  if (!scores) return undefined;
  if (scores.task === 'regression') return measure === 'mse' || measure === 'mae' || measure === 'r2' ? scores[measure] : undefined;
  if (measure === 'accuracy') return scores.accuracy;
  if (measure === 'auc') return binaryRoc(scores)?.auc;
  return measure === 'precision' || measure === 'recall' || measure === 'f1' ? scores.macro[measure] : undefined;
};

/** Loss and scores, the parts side by side. */
export const summaryRows = (evaluation: Evaluation): readonly ScoreRow[] => {
  const shown = partsOf(evaluation);
  const measures: readonly Measure[] =
    evaluation.scores?.task === 'classes' ? ['accuracy', 'precision', 'recall', 'f1', 'auc'] : ['mse', 'mae', 'r2'];
  return [
    { measure: 'loss' as const, values: shown.map((part) => lossOf(evaluation, part)) },
    ...measures.map((measure) => ({ measure, values: shown.map((part) => measureOf(scoresOf(evaluation, part), measure)) })),
  ].filter(({ values }) => values.some((value) => value !== undefined));
};

/** By which one figure the simple methods are compared with the network. */
export const comparedBy = (evaluation: Evaluation): Measure => (evaluation.scores?.task === 'classes' ? 'accuracy' : 'mse');

export const baselineValues = (baseline: BaselineScores, evaluation: Evaluation): readonly (number | undefined)[] =>
  partsOf(evaluation).map((part) => measureOf(baseline[part], comparedBy(evaluation)));
