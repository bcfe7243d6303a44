import { coverable, type Cover, type Coverable } from '#core/account/cover.ts';
import { expressionsOf } from './answer.ts';
import { placesIn, type Names } from './expression.ts';
import { lessonFault } from './fault.ts';
import type { Beat } from './lesson.ts';

const isCoverable = (name: string): name is Coverable => Object.hasOwn(coverable, name);

/** Reads what a beat covers: a quantity everywhere, in one layer, of one unit or weight. Throws a FailureError for what cannot be covered. */
export const readCover = (places: readonly string[], step = 0): readonly Cover[] =>
  places.map((place): Cover => {
    const [name = '', ...groups] = place.split('[');
    if (!isCoverable(name)) throw lessonFault('cover', place, undefined, Object.keys(coverable).join(', '));
    const numbers = groups.flatMap((group) => group.replace(']', '').split(',').map(Number));
    if (numbers.some((one) => !Number.isInteger(one))) throw lessonFault('cover', place);
    const [layer, ...units] = numbers;
    return {
      ...coverable[name],
      ...(name === 'later' && { after: step }),
      ...(layer !== undefined && { layer }),
      indices: units.map((unit) => unit - 1),
    };
  });

/**
 * All that a beat hides while its question is open: what it says, the branches that are not on the stage, and where the answer lies in a later step
 * what training comes to after the beat's own.
 */
export const coversIn = ({ cover, ask, view }: Beat, names: Names): readonly Cover[] => {
  const step = view.place?.step ?? 0;
  const places = ask ? Object.values(expressionsOf(ask, names)).flatMap(placesIn) : [];
  const isLater = places.some(({ when }) => when.step === 'end' || (when.step ?? step) > step);
  return readCover([...cover, ...(ask ? ['branches'] : []), ...(isLater ? ['later'] : [])], step);
};
