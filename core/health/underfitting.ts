import type { Finding, FindingNumbers } from '#core/contract/health.ts';
import type { Scores } from '#core/contract/scores.ts';
import type { Step } from '#core/contract/units.ts';
import type { RunHistory } from './run-history.ts';
import { thresholds } from './thresholds.ts';

/** The loss has stopped falling although the training data themselves are hardly told better than by always giving the same answer. */
export const underfitting = (history: RunHistory, scores: Scores, since: () => Step): Finding[] => {
  const { trainedTo } = history;
  const numbers = held(scores);
  if (!numbers || trainedTo < thresholds.plateauSteps) return [];
  const { score, trivial } = numbers;
  if (score - trivial >= thresholds.underfittingShare * (1 - trivial)) return [];
  const mean = (from: number, to: number): number => history.series(Math.floor(from), Math.floor(to), 1).lossMean[0]!;
  const fell = 1 - mean(0.75 * trainedTo, trainedTo) / mean(0.5 * trainedTo, 0.75 * trainedTo);
  if (!(Math.abs(fell) < thresholds.underfittingFall)) return [];
  return [{ kind: 'underfitting', where: { part: 'run' }, since: since(), numbers }];
};

/** Accuracy against that of the most frequent class, R² against the mean's, which is 0. */
const held = (scores: Scores): FindingNumbers['underfitting'] | undefined => {
  if (scores.task === 'regression') return scores.r2 === undefined ? undefined : { measure: 'r2', score: scores.r2, trivial: 0 };
  const supports = scores.classes.map(({ support }) => support);
  const samples = supports.reduce((sum, support) => sum + support, 0);
  return { measure: 'accuracy', score: scores.accuracy, trivial: Math.max(...supports) / samples };
};
