import type { Cover } from '#core/account/cover.ts';
import { lessonFault } from './fault.ts';

/** How the numbers that may be covered are called in the account of a step. */
const symbols: Readonly<Record<string, Cover>> = {
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

/** Reads what a beat covers: a quantity everywhere, in one layer, of one unit or weight. Throws a FailureError for what cannot be covered. */
export const readCover = (places: readonly string[]): readonly Cover[] =>
  places.map((place) => {
    const [name = '', ...groups] = place.split('[');
    const own = symbols[name];
    if (!own) throw lessonFault('cover', place, undefined, coverable.join(', '));
    const numbers = groups.flatMap((group) => group.replace(']', '').split(',').map(Number));
    if (numbers.some((one) => !Number.isInteger(one))) throw lessonFault('cover', place);
    const [layer, ...units] = numbers;
    return { ...own, ...(layer !== undefined && { layer }), indices: units.map((unit) => unit - 1) };
  });
