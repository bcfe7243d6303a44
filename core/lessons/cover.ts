import type { QuantitySymbol } from '#core/account/quantity.ts';
import { lessonFault } from './fault.ts';

type Part = Pick<QuantitySymbol, 'letter' | 'derivative' | 'updated'>;

/** How the numbers that may be covered are called in the account of a step. */
const symbols: Readonly<Record<string, Part>> = {
  z: { letter: 'z' },
  a: { letter: 'a' },
  slope: { letter: 'slope' },
  blame: { letter: 'a', derivative: true },
  delta: { letter: 'z', derivative: true },
  w: { letter: 'w' },
  'w.after': { letter: 'w', updated: true },
  dw: { letter: 'w', derivative: true },
  b: { letter: 'b' },
  'b.after': { letter: 'b', updated: true },
  db: { letter: 'b', derivative: true },
  loss: { letter: 'L' },
  'loss.sample': { letter: 'sampleLoss' },
};
const coverable = Object.keys(symbols);

/** Whether a question hides a quantity. */
export type Covers = (symbol: QuantitySymbol) => boolean;

/** Reads what a beat covers: a quantity everywhere, in one layer, of one unit or weight. Throws a FailureError for what cannot be covered. */
export const coverOf = (places: readonly string[]): Covers => {
  const covers = places.map((place): Covers => {
    const [name = '', ...groups] = place.split('[');
    const own = symbols[name];
    if (!own) throw lessonFault('cover', place, undefined, coverable.join(', '));
    const [layer, ...units] = groups.flatMap((group) => group.replace(']', '').split(',').map(Number));
    if ([layer, ...units].some((one) => one !== undefined && !Number.isInteger(one))) throw lessonFault('cover', place);
    return (symbol) =>
      symbol.letter === own.letter &&
      (symbol.derivative ?? false) === (own.derivative ?? false) &&
      (symbol.updated ?? false) === (own.updated ?? false) &&
      (layer === undefined || symbol.layer === layer) &&
      units.every((unit, i) => symbol.indices?.[i] === unit - 1);
  });
  return (symbol) => covers.some((one) => one(symbol));
};
