import { expect, it } from 'vitest';
import { step } from '#core/contract/units.ts';
import { History } from '#core/history/history.ts';
import type { Transition } from '#core/history/transition.ts';
import { finished, type Pieces } from '#core/net/finished.ts';
import { statesOf, toy } from './toy.ts';

/** Updates in pieces of which only one may be under way: it writes into what it works on as it goes. */
const slow = (pieces: number, failsAt?: number): Transition & { readonly left: number[] } => {
  const { make, ...rest } = toy(3, 1e9, failsAt);
  const left: number[] = [];
  let underWay = false;
  return {
    ...rest,
    make,
    left,
    *inPieces(k, _, state, told) {
      if (underWay) throw new Error('another one is under way');
      underWay = true;
      let done = false;
      try {
        for (let piece = 0; piece < pieces; piece++) yield;
        done = true;
        return make(k, 1, state, told);
      } finally {
        underWay = false;
        if (!done) left.push(k);
      }
    },
  };
};

/** Takes turns until all are at their end. */
const inTurns = <T>(...tasks: Pieces<T>[]): (T | undefined)[] => {
  const ends: (T | undefined)[] = tasks.map(() => undefined);
  const open = new Set(tasks.keys());
  for (let turns = 0; open.size > 0; turns++) {
    if (turns > 10_000) throw new Error('they wait for each other');
    for (const i of open) {
      const { done, value } = tasks[i]!.next();
      if (!done) continue;
      ends[i] = value as T;
      open.delete(i);
    }
  }
  return ends;
};

const expected = statesOf(toy(), 40);

it('an update in pieces makes the states of whole ones', () => {
  const history = new History(slow(5));
  expect(finished(history.extending(40))).toBe(40);
  expect(history.at(step(40))).toEqual(expected[40]);
  const seek = history.seek(step(23));
  while (!finished(seek.advancing(1)));
  expect(seek.state).toEqual(expected[23]);
});

it('training and visits take turns, before the trained end and beyond it, and none waits for ever', () => {
  const history = new History(slow(3));
  finished(history.extending(10));
  const seeks = [step(4), step(17), step(20)].map((target) => history.seek(target));
  function* visit(seek: (typeof seeks)[number]): Pieces<number> {
    while (!(yield* seek.advancing(2))) yield;
    return 0;
  }
  inTurns(history.extending(8), ...seeks.map(visit), history.extending(5));
  expect(history.trainedTo).toBe(20);
  expect(seeks.map(({ state }) => state)).toEqual([expected[4], expected[17], expected[20]]);
  expect(history.at(step(20))).toEqual(expected[20]);
});

it('what is left in the middle leaves everything as it was, and its turn to others', () => {
  const transition = slow(6);
  const history = new History(transition);
  finished(history.extending(5));
  const training = history.extending(5);
  training.next();
  training.next();
  training.return(0);
  expect(transition.left).toEqual([5]);
  expect(history.trainedTo).toBe(5);
  finished(history.extending(3));
  expect(history.at(step(8))).toEqual(expected[8]);
});

it('an update that fails ends the history', () => {
  const history = new History(slow(2, 7));
  expect(finished(history.extending(20))).toBe(7);
  expect(history.failure).toMatchObject({ code: 'non-finite', step: 7 });
  expect(() => finished(history.seek(step(9)).advancing(5))).toThrow();
  expect(history.at(step(7))).toEqual(expected[7]);
});
