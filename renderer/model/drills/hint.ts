import { coversOf } from '#core/account/cover.ts';
import { layerIndex } from '#core/contract/units.ts';
import type { Drill, DrillKind } from '#core/drills/drill.ts';
import { contextOf, factor, type Card, type CardName, type FormulaSource } from '#renderer/model/formula/card.ts';
import { explain } from '#renderer/model/formula/explain.ts';
import { latexOf } from '#renderer/model/formula/symbol.ts';
import { coverOf, targetOf } from './drill-place.ts';

/** A formula in symbols, and with the numbers put in but for the one that is asked for. LaTeX. */
export interface Hint {
  readonly letters: readonly string[];
  readonly numbers: readonly string[];
}

/** The cards that tell how a number is made. */
const cardsOf: Partial<Record<DrillKind, readonly CardName[]>> = {
  z: ['z'],
  a: ['a'],
  loss: ['sampleLoss'],
  delta: ['dA', 'dZ'],
  update: ['update'],
};

/** How a question is worked out. */
export const hintOf = (drill: Drill, source: Omit<FormulaSource, 'place' | 'covers'>): Hint => {
  const covers = coversOf(coverOf(drill));
  const depth = source.trace.layers.length;
  const context = contextOf({ ...source, covers, place: { ...end, layer: layerIndex(depth + 1) } });
  const names = cardsOf[drill.kind];
  if (!names) {
    const { asked, share, needs } = drill;
    const left = share ? '' : `${latexOf(asked)}=`;
    return {
      letters: [`${left}${needs.map(({ symbol }) => latexOf(symbol)).join('\\cdot ')}`],
      numbers: [`${needs.map(({ value }) => factor(context, value)).join('\\cdot ')}=\\;?`],
    };
  }
  const cards = explain({ ...source, covers, place: context.account.place }, targetOf(drill)).filter(({ name }) => names.includes(name));
  const lines = (of: (card: Card) => readonly string[]): string[] => cards.flatMap(of).filter((line) => !line.startsWith('{}='));
  return { letters: lines(({ symbolic }) => symbolic), numbers: lines(({ numeric }) => numeric) };
};

/** All of the step has come to be. */
const end = { phase: 'update', unit: 0, part: 0, operation: 'bias-update' } as const;
