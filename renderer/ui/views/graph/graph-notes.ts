import type { RunSpec } from '#core/spec/run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { NoteName } from '#renderer/model/formula/card.ts';
import type { UnitRef } from './unit-graph.ts';

/** What the numbers of a unit's graph alone do not say. */
export type GraphNote =
  | { readonly name: 'share' | 'normalised' }
  | {
      readonly name: Extract<
        NoteName,
        'notInBatch' | 'dropped' | 'closedGate' | 'softmaxCoupled' | 'logits' | 'articleError' | 'articleSlope' | 'twoWays'
      >;
    };

/** What must be said of a unit's graph, the most surprising first. */
export const notesOf = ({ arithmetic }: RunSpec, trace: StepTrace, { layer, unit }: UnitRef): readonly GraphNote[] => {
  if (trace.batch.rows[0] === -1) return [{ name: 'notInBatch' }];
  const { mask, slope, dA, normalization } = trace.layers[layer - 1]!;
  const next = trace.layers[layer];
  const article = arithmetic === 'article' && !next;
  const notes: (GraphNote | false)[] = [
    mask?.data[unit] === 0 && { name: 'dropped' },
    slope?.data[unit] === 0 && { name: 'closedGate' },
    !slope && { name: dA ? 'softmaxCoupled' : 'logits' },
    article && { name: 'articleError' },
    article && slope !== undefined && { name: 'articleSlope' },
    normalization !== undefined && { name: 'normalised' },
    next?.branch !== undefined && { name: 'twoWays' },
    (trace.batch.indices.length > 1 || layer > 1) && { name: 'share' },
  ];
  return notes.filter((note) => note !== false);
};
