import { PAIR } from './arena.ts';
import { bytes } from './context.ts';
import { add2, addInt, int, lane, load2, loadAlone, loadSplat, pair, type Int, type Pair } from './expression.ts';
import type { Body } from './module.ts';

/** Reads the number at hand, and its neighbour, of the array that begins at an address. */
export type Read = (array: Int) => Pair;
export type Write = (array: Int, value: Pair) => void;

/** Runs `inner` for the numbers [from, to) of arrays of parameters, two at a time; of the last one alone only lane 0 counts. */
export const eachNumber = (body: Body, from: number, to: number, inner: (read: Read, write: Write) => void): void => {
  const whole = to - ((to - from) % 2);
  if (whole > from) {
    const place = body.let(int(bytes(from)));
    body.loop(
      place,
      int(bytes(whole)),
      PAIR,
      () =>
        inner(
          (array) => load2(addInt(array, place)),
          (array, value) => body.store(addInt(array, place), 0, value),
        ),
      true,
    );
  }
  if (to > whole)
    inner(
      (array) => loadSplat(array, bytes(whole)),
      (array, value) => body.store(array, bytes(whole), lane(value, 0)),
    );
};

/** The sum of what `term` makes of the numbers [from, to), in four lanes. */
export const fourLanes = (body: Body, from: number, to: number, array: Int, term: (x: Pair) => Pair): Pair => {
  const [first, second] = [body.let(pair(0)), body.let(pair(0))];
  const whole = to - ((to - from) % 4);
  const place = body.let(addInt(array, int(bytes(from))));
  const plus = (sum: typeof first, x: Pair): void => {
    const value = body.let(x);
    body.set(sum, add2(sum, term(value)));
  };
  if (whole > from) {
    const end = body.let(addInt(array, int(bytes(whole))));
    body.loop(
      place,
      end,
      2 * PAIR,
      () => {
        plus(first, load2(place));
        plus(second, load2(place, PAIR));
      },
      true,
    );
  }
  const rest = to - whole;
  if (rest >= 2) plus(first, load2(place));
  if (rest % 2 === 1) plus(rest === 1 ? first : second, loadAlone(place, rest === 1 ? 0 : PAIR));
  return add2(first, second);
};
