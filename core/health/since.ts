import type { Pieces } from '#core/net/finished.ts';
/**
 * The first step of the stretch that ends at `step`, at which something is known to hold: looks back 1, 2, 4, ... steps for one at which it does
 * not, then halves the gap. It holds at the answer and not at the step before. For what never ends once it has begun that is its beginning;
 * what comes and goes may have been away between the steps looked at.
 */
export function* sinceWhen(step: number, holds: (step: number) => Pieces<boolean>): Pieces<number> {
  let known = step;
  let before = -1;
  for (let back = 1; known > 0; back *= 2) {
    const at = Math.max(0, step - back);
    if (!(yield* holds(at))) {
      before = at;
      break;
    }
    known = at;
  }
  while (known - before > 1) {
    const middle = before + Math.floor((known - before) / 2);
    if (yield* holds(middle)) known = middle;
    else before = middle;
  }
  return known;
}
