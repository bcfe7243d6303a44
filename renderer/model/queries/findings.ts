import type { Finding } from '#core/contract/health.ts';
import type { NetworkShape, Target } from '#renderer/picture/shape.ts';
import type { Words } from '#core/words/catalogue.ts';
import type { MeasureWriter, NumberWriter } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { layerName } from '#renderer/model/tree.ts';

/** How numbers are written: measures, whole numbers, shares. */
export interface Writers {
  readonly number: MeasureWriter;
  readonly count: NumberWriter;
  readonly percent: NumberWriter;
}

/** Units named before the rest is only counted. */
const named = 8;

/** What a finding is about; undefined for the run as a whole. */
export const subjectOf = ({ where }: Finding, shape: NetworkShape, words: Words): string | undefined => {
  if (where.part === 'run') return undefined;
  const layer = layerName(shape, where.layer, words);
  if (where.part === 'layer') return layer;
  const units = where.units.slice(0, named).map((unit) => unit + 1);
  return words.health.units(layer, units.join(', '), where.units.length - units.length);
};

/** The numbers because of which it was found; undefined where there were none yet. */
export const numbersOf = (finding: Finding, { health, scores }: Words, { number, count, percent }: Writers): string | undefined => {
  switch (finding.kind) {
    case 'non-finite': {
      const { before, now } = finding.numbers;
      return before === undefined || now === undefined ? undefined : health.losses(...number.pair(before, now));
    }
    case 'diverged':
    case 'plateau':
      return health.losses(...number.pair(finding.numbers.before, finding.numbers.now));
    case 'overfitting':
      return health.validationLosses(...number.pair(finding.numbers.before, finding.numbers.now));
    case 'underfitting': {
      const { measure, score, trivial } = finding.numbers;
      const write = measure === 'accuracy' ? percent : number;
      return health.score(scores.measure[measure], write(score), write(trivial));
    }
    case 'batch-of-one':
      return health.alone(count(finding.numbers.batches), count(finding.numbers.of));
    case 'rounded-targets':
      return health.off(count(finding.numbers.row + 1), number(finding.numbers.off));
    case 'symmetric':
      return health.same(count(finding.numbers.units));
    case 'revived':
      return undefined;
    case 'dead-for-good':
    case 'dead':
      return health.samples(count(finding.numbers.samples));
    case 'exploding':
    case 'vanishing':
      return health.norms(number(finding.numbers.norm), number(finding.numbers.reference), finding.numbers.against);
    case 'oscillating':
      return health.swing(number(finding.numbers.change), number(finding.numbers.mean));
    case 'saturated':
      return health.share(percent(finding.numbers.share));
  }
};

/** Findings of one kind, told together: what they are, and each with its place, its numbers and its step. */
export interface FindingCard {
  readonly kind: Finding['kind'];
  readonly because: Finding['because'];
  readonly findings: readonly [Finding, ...Finding[]];
}

/** One card a kind, in the order in which the kinds come; its findings by the step at which they began. */
export const cardsOf = (findings: readonly Finding[]): FindingCard[] =>
  [...new Set(findings.map(({ kind }) => kind))].map((kind) => {
    const [first, ...more] = findings.filter((finding) => finding.kind === kind).toSorted((a, b) => a.since - b.since);
    return { kind, because: first!.because, findings: [first!, ...more] };
  });

/** What is selected for it: its first unit, or the loss for the run as a whole. */
export const targetOf = ({ where }: Finding): Target =>
  where.part === 'run' ? { kind: 'loss' } : { kind: 'unit', layer: where.layer, unit: where.part === 'units' ? where.units[0]! : 0 };

/** Goes to the step at which it began, and selects what it is about. */
export const visit = ({ playhead, selection }: App, finding: Finding): void => {
  playhead.seek(finding.since);
  selection.selected = targetOf(finding);
};
