import type { Card, CardName } from './card.ts';

/** The cards that open by themselves: what is being computed, else what was computed last; a program's mistake before all. `all`: each that is at work. */
export const openByItself = (cards: readonly Card[], all: boolean): readonly CardName[] => {
  // Where the program makes its mistake comes first: it is what the person is here for.
  const wrong = cards.filter(({ right, state }) => right && state !== 'later');
  const atWork = cards.filter(({ right, state }) => state === 'now' && !right);
  // One formula at a time; before an audience there is room for all that belong together.
  const now = all ? atWork : atWork.slice(-1);
  if (wrong.length + now.length > 0) return [...wrong, ...now].map(({ name }) => name);
  const last = cards.findLast(({ state }) => state === 'done') ?? cards[0];
  return last ? [last.name] : [];
};

/** What a person opened or closed by hand is told apart by: the target that they chose, or all that the inspector follows. */
export const handKey = (name: CardName, target: string | undefined): string => (target === undefined ? name : `${target} ${name}`);
