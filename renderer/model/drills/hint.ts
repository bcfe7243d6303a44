import { coversOf } from '#core/account/cover.ts';
import { layerIndex } from '#core/contract/units.ts';
import { wayOf, type Drill, type DrillKind } from '#core/drills/drill.ts';
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
  const way = wayOf(drill);
  const names = way === 'momentum' ? ['delta', 'update'] : cardsOf[drill.kind];
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
  const numbers = lines(({ numeric }) => numeric);
  // What an optimiser remembers says what is asked: here it is given.
  if (way === 'momentum') {
    const [w, eta, g, mu, v] = drill.needs.map(({ value }) => factor(context, value));
    return { letters: lines(({ symbolic }) => symbolic), numbers: [`${w}-${eta}\\cdot(${mu}\\cdot ${v}+${g})=\\;?`] };
  }
  // Of a sum what it comes to stands in a line of its own.
  if (drill.kind === 'z') numbers.push(`${numbers.pop()!}=\\;?`);
  return { letters: lines(({ symbolic }) => symbolic), numbers };
};

/** All of the step has come to be. */
const end = { phase: 'update', unit: 0, part: 0, operation: 'bias-update' } as const;
