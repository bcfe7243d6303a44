import type { Pieces } from '#core/net/finished.ts';
import type { Finding } from '#core/contract/health.ts';
import { step as asStep } from '#core/contract/units.ts';
import { activationFacts } from '#core/math/activation.ts';
import type { Run } from '#core/net/run.ts';
import { sinceWhen } from './since.ts';
import { stateOf, type RunHistory } from './run-history.ts';
import { thresholds } from './thresholds.ts';
import { conditions, type LayerCondition } from './units.ts';

type Holds = (condition: LayerCondition) => boolean;

/** Units that are dead or saturated over the whole training set at a step, and layers of one unit many times over. */
export function* unitFindings(run: Run, history: RunHistory, step: number, atOnce: number): Pieces<Finding[]> {
  const seen = new Map<number, readonly LayerCondition[]>();
  function* at(step: number): Pieces<readonly LayerCondition[]> {
    let found = seen.get(step);
    if (!found) seen.set(step, (found = yield* conditions(run, yield* stateOf(history, step, atOnce))));
    return found;
  }
  function* since(l: number, holds: Holds): Pieces<ReturnType<typeof asStep>> {
    return asStep(
      yield* sinceWhen(step, function* (earlier) {
        return holds((yield* at(earlier))[l]!);
      }),
    );
  }

  /** Units that are awake, and were dead just before the latest stretch in which all of them are. */
  function* revived(l: number, { flat }: LayerCondition): Pieces<Finding[]> {
    const awake = [...flat.keys()].filter((o) => flat[o]! < 1);
    const from = yield* since(l, (earlier) => awake.every((o) => earlier.flat[o]! < 1));
    if (awake.length === 0 || from === 0) return [];
    const before = (yield* at(from - 1))[l]!;
    const units = awake.filter((o) => before.flat[o] === 1);
    return [{ kind: 'revived', where: { part: 'units', layer: l + 1, units }, since: from, numbers: {} }];
  }

  const findings: Finding[] = [];
  for (const [l, condition] of (yield* at(step)).entries()) {
    const layer = l + 1;
    const { activation } = run.spec.network.layers[l]!;
    if (condition.symmetric) {
      const numbers = { units: condition.flat.length };
      findings.push({ kind: 'symmetric', where: { part: 'layer', layer }, since: yield* since(l, (c) => c.symmetric), numbers });
    }
    const dead = activation === 'relu';
    if (dead) findings.push(...(yield* revived(l, condition)));
    const hidden = layer < run.layout.layers.length;
    // An output that is sure of every sample is what training is for.
    if (!dead && !(hidden && saturates(run, l))) continue;
    const least = dead ? 1 : thresholds.saturatedShare;
    const ill = [...condition.flat.keys()].filter((o) => condition.flat[o]! >= least);
    const groups = new Map<number, number[]>();
    for (const units of together(ill)) {
      const from = yield* since(l, ({ flat }) => units.every((o) => flat[o]! >= least));
      groups.set(from, [...(groups.get(from) ?? []), ...units]);
    }
    for (const [from, units] of groups) {
      const place = { where: { part: 'units', layer, units }, since: asStep(from) } as const;
      if (dead)
        findings.push({ kind: hidden && stays(run, l) ? 'dead-for-good' : 'dead', ...place, numbers: { samples: run.train.samples } });
      else findings.push({ kind: 'saturated', ...place, numbers: { share: Math.min(...units.map((o) => condition.flat[o]!)) } });
    }
  }
  return findings;
}

const saturates = (run: Run, l: number): boolean => {
  const { below, above } = activationFacts[run.spec.network.layers[l]!.activation].saturates;
  return below !== undefined || above !== undefined;
};

/** Dated one by one where they are few, else all in one. */
const together = (units: readonly number[]): readonly (readonly number[])[] =>
  units.length === 0 ? [] : units.length > thresholds.datedAlone ? [units] : units.map((unit) => [unit]);

/**
 * Nothing can wake a unit that is silent for all training samples: its inputs are the data themselves, always the same, its gradient is
 * exactly 0, and nothing but the gradient of the data moves its weights (no penalty, no decay, no momentum that still runs out).
 */
const stays = ({ spec }: Run, l: number): boolean =>
  l === 0 &&
  spec.network.layers[0]!.normalization === 'none' &&
  spec.augment.noise === 0 &&
  spec.penalty.l1 === 0 &&
  spec.penalty.l2 === 0 &&
  spec.penalty.decay === 0 &&
  (spec.optimizer.kind === 'sgd' || spec.optimizer.kind === 'adagrad' || spec.optimizer.kind === 'rmsprop');
