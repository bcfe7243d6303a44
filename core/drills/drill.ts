import type { QuantitySymbol } from '#core/account/quantity.ts';
import { isNear } from '#core/lessons/answer.ts';
import type { Slip } from './slips.ts';

/** What can be asked of a step, in the order in which the step computes it. */
export const drillKinds = ['z', 'a', 'loss', 'delta', 'weight-gradient', 'bias-gradient', 'update'] as const;
export type DrillKind = (typeof drillKinds)[number];

/** A unit, the weight that leads to it `from` another, or its bias; of a loss the output layer. Layers count from 1, units from 0. */
export interface DrillPlace {
  readonly layer: number;
  readonly unit: number;
  readonly from?: number;
}

/** A number that a question is answered with. */
export interface Need {
  readonly symbol: QuantitySymbol;
  readonly value: number;
}

/** A wrong answer and what it comes from. */
export interface Wrong {
  readonly slip: Slip;
  readonly value: number;
}

/** One number of a step to compute by hand. Plain data. */
export interface Drill {
  readonly kind: DrillKind;
  readonly place: DrillPlace;
  readonly asked: QuantitySymbol;
  /** Of a gradient only what the followed sample puts into it. */
  readonly share: boolean;
  readonly value: number;
  /** Relative to the value, and to 1 where that is 0. */
  readonly tolerance: number;
  readonly needs: readonly Need[];
  /** Far enough from the value and from each other to be told apart. */
  readonly wrong: readonly Wrong[];
}

/** What came of an answer; `slip` where the wrong number is a known one. */
export interface DrillVerdict {
  readonly right: boolean;
  readonly slip?: Slip;
}

export const judgeDrill = ({ value, tolerance, wrong }: Drill, typed: number): DrillVerdict => {
  if (isNear(typed, value, tolerance)) return { right: true };
  const found = wrong.find((one) => isNear(typed, one.value, tolerance));
  return { right: false, ...(found && { slip: found.slip }) };
};

/** What a question is answered with, where kinds have several ways. */
export const wayOf = ({ kind, needs }: Drill) => {
  const letters = needs.map(({ symbol }) => symbol.letter);
  if (kind === 'a') return letters.length > 1 ? 'softmax' : 'a';
  if (kind === 'update' && letters.includes('velocity')) return 'momentum';
  if (kind !== 'delta') return kind;
  if (letters.includes('w')) return 'deltaHidden';
  return letters.includes('slope') ? 'deltaOut' : 'fromLogits';
};

/** Numbers that a question needs and the picture of that moment does not show, and which words give them; undefined where it shows all. */
export const givenOf = (
  drill: Drill,
): { readonly as: 'z' | 'slope' | 'update' | 'momentum'; readonly values: readonly number[] } | undefined => {
  const values = (letter: string): readonly number[] =>
    drill.needs.flatMap(({ symbol, value }) => (symbol.letter === letter ? [value] : []));
  if (drill.kind === 'a') return { as: 'z', values: values('z') };
  if (drill.kind === 'delta' && values('slope').length > 0) return { as: 'slope', values: values('slope') };
  if (drill.kind !== 'update') return undefined;
  const [before, rate, gradient, ...memory] = drill.needs.map(({ value }) => value);
  return { as: memory.length > 0 ? 'momentum' : 'update', values: [before!, gradient!, rate!, ...memory] };
};
