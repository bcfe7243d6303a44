import type { Account } from '#core/account/account.ts';
import { slope } from '#core/account/backward.ts';
import { branch, mask, normalisation } from '#core/account/forward.ts';
import { hasGate } from '#core/account/program.ts';
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
export const notesOf = (account: Account, { layer, unit }: UnitRef): readonly GraphNote[] => {
  const { program, depth, samples } = account;
  if (!account.inBatch) return [{ name: 'notInBatch' }];
  const taken = slope(account, layer, unit);
  const notes: (GraphNote | false)[] = [
    mask(account, layer, unit)?.value === 0 && { name: 'dropped' },
    taken?.value === 0 && { name: 'closedGate' },
    !taken && { name: hasGate(program, layer) ? 'softmaxCoupled' : 'logits' },
    layer === depth && account.rules.plainError && { name: 'articleError' },
    taken?.atOutput === true && !taken.right && { name: 'articleSlope' },
    normalisation(account, layer, unit) !== undefined && { name: 'normalised' },
    layer < depth && branch(account, layer + 1, 0) !== undefined && { name: 'twoWays' },
    (samples > 1 || layer > 1) && { name: 'share' },
  ];
  return notes.filter((note) => note !== false);
};
