import type { Change } from '#core/spec/branch.ts';
import type { Finding, FindingKind } from '#core/contract/health.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { equal } from '#renderer/model/queries/same.ts';
import { put, setLayer, setOptimizer, usualRate, type Edit } from './edits.ts';

/** What to try against a finding: a branch from this step on. */
export interface Remedy {
  readonly step: number;
  readonly change: Change;
}

const rateTimes =
  (factor: number): Edit =>
  (spec) =>
    put(['optimizer', 'learningRate'], Number((spec.optimizer.learningRate * factor).toPrecision(3)))(spec);
const isAdaptive = ({ optimizer }: RunSpec): boolean => usualRate(optimizer.kind) === usualRate('adam');
/** Faster: an optimiser that finds its own step sizes, or a larger rate where it has one. */
const faster: Edit = (spec) => (isAdaptive(spec) ? rateTimes(3)(spec) : setOptimizer('adam')(spec));

const flat = ['sigmoid', 'tanh'];

/** The one thing that most often helps, as a branch can have it; undefined where only another network would. */
export const remedyOf = (finding: Finding, spec: RunSpec): Remedy | undefined => {
  const with_ = (edit: Edit, step: number = finding.since): Remedy | undefined => {
    const changed = edit(spec);
    return equal(changed, spec) ? undefined : { step, change: { spec: changed } };
  };
  switch (finding.kind) {
    // By the time that it shows the weights are past mending.
    case 'non-finite':
    case 'diverged':
      return with_(rateTimes(0.1), 0);
    case 'oscillating':
      return with_(rateTimes(0.1));
    case 'exploding':
      return spec.arithmetic === 'article' ? with_(rateTimes(0.1)) : with_(put(['clipNorm'], 1));
    case 'batch-of-one':
      return with_(put(['batch'], 'full'), 0);
    case 'rounded-targets':
    case 'revived':
      return undefined;
    case 'symmetric':
      return asymmetric(finding, spec);
    case 'dead':
    case 'dead-for-good':
      return finding.where.part === 'run' ? undefined : with_(setLayer(finding.where.layer - 1, 'activation', 'leaky-relu'));
    case 'vanishing': {
      const rectified: Edit = (before) =>
        before.network.layers
          .slice(0, -1)
          .reduce<RunSpec>(
            (done, { activation }, l) => (flat.includes(activation) ? setLayer(l, 'activation', 'relu')(done) : done),
            before,
          );
      return with_(rectified) ?? with_(faster);
    }
    case 'plateau':
    case 'underfitting':
      return with_(faster);
    case 'saturated':
      return spec.preprocess === 'none' ? with_(put(['preprocess'], 'standardize')) : undefined;
    case 'overfitting':
      return spec.arithmetic === 'article' ? undefined : with_(put(['penalty', 'l2'], Math.max(0.01, 3 * spec.penalty.l2)));
  }
};

/** Which way a change pulls a run. */
type Pull = 'slower' | 'faster' | 'stiffer' | 'looser';
const against: Readonly<Record<Pull, Pull>> = { slower: 'faster', faster: 'slower', stiffer: 'looser', looser: 'stiffer' };

/** Which way the advice of a finding pulls (`core/words/health.ts`); those that are not here pull neither way. */
export const pulls: Readonly<Partial<Record<FindingKind, Pull>>> = {
  'non-finite': 'slower',
  diverged: 'slower',
  'dead-for-good': 'slower',
  dead: 'slower',
  exploding: 'slower',
  revived: 'slower',
  oscillating: 'slower',
  underfitting: 'looser',
  overfitting: 'stiffer',
};

/** Which way a remedy pulls; undefined where it changes neither the pace nor what holds the weights back. */
export const pullOf = ({ change: { spec: after } }: Remedy, before: RunSpec): Pull | undefined => {
  const optimizer = after?.optimizer;
  if (!after || !optimizer) return undefined;
  if (optimizer.kind !== before.optimizer.kind) return usualRate(optimizer.kind) === usualRate('adam') ? 'faster' : undefined;
  const { learningRate = before.optimizer.learningRate } = optimizer;
  if (learningRate !== before.optimizer.learningRate) return learningRate > before.optimizer.learningRate ? 'faster' : 'slower';
  return (after.penalty?.l2 ?? 0) > before.penalty.l2 ? 'stiffer' : undefined;
};

/** What to try against each of the findings that stand together: nothing that another one's advice speaks against. */
export const remediesOf = (findings: readonly Finding[], spec: RunSpec): ReadonlyMap<Finding, Remedy> => {
  const asked = new Set(findings.map(({ kind }) => pulls[kind]));
  return new Map(
    findings.flatMap((finding): [Finding, Remedy][] => {
      const remedy = remedyOf(finding, spec);
      const pull = remedy && pullOf(remedy, spec);
      return remedy && !(pull && asked.has(against[pull])) ? [[finding, remedy]] : [];
    }),
  );
};

/** Equal units become different ones by their biases, spread evenly around 0. */
const asymmetric = ({ where, since }: Finding, spec: RunSpec): Remedy | undefined => {
  if (where.part === 'run') return undefined;
  const { layer } = where;
  const { units } = spec.network.layers[layer - 1]!;
  const parameters = Array.from({ length: units }, (_, col) => ({
    place: { layer, kind: 'b' as const, row: 0, col },
    value: Number((((2 * col + 1) / units - 1) * 0.5).toPrecision(3)),
  }));
  return { step: since, change: { parameters } };
};
