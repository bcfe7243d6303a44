import type { Account } from '#core/account/account.ts';
import type { Factor, QuantitySymbol, Terms } from '#core/account/quantity.ts';
import { isNear } from '#core/lessons/answer.ts';
import type { Drill, DrillKind, DrillPlace, Need, Wrong } from './drill.ts';
import type { Slip } from './slips.ts';

/** Why something is not asked of a place. */
export type Refusal =
  /** More products than one works out on paper. */
  | 'many'
  /** A function, a loss or a layer whose numbers take more than is on screen. */
  | 'method'
  /** The program's way back is not the right one, by the article's arithmetic or by a mistake. */
  | 'program'
  /** The followed sample is not in the batch. */
  | 'outside'
  /** What the optimiser remembers is in the update, or nothing is trained. */
  | 'optimiser'
  /** So small, or so near to a usual wrong one, that it is not told by the digits on screen. */
  | 'digits';

/** How a number is made of those that are on screen, and what comes out where it is made wrongly. */
export interface Recipe {
  readonly asked: QuantitySymbol;
  /** The step's own. */
  readonly value: number;
  readonly needs: readonly Need[];
  /** From as many numbers as are needed. */
  readonly make: (values: readonly number[]) => number;
  /** By how likely they are. What the place does not have is undefined. */
  readonly slips: readonly (readonly [Slip, number | undefined])[];
  readonly share?: boolean;
  /** What it was before: an answer has to be told from it. */
  readonly before?: number;
}

/** Makes a recipe for a place of a step. */
export type Asking = (account: Account, place: DrillPlace) => Recipe | Refusal;

/** As many products as are asked for on paper. */
export const mostProducts = 5;

/** A sum of products as something to make: constants are no numbers that are needed. */
export const madeOf = (terms: Terms): Pick<Recipe, 'needs' | 'make'> => {
  const all = Array.from({ length: terms.count }, (_, i) => terms.factors(i));
  return {
    needs: all.flatMap((factors) => factors.filter(isNeeded).map(needOf)),
    make: (values) => {
      let next = 0;
      return all.reduce(
        (sum, factors) => sum + factors.reduce((product, factor) => product * (isNeeded(factor) ? values[next++]! : factor.value!), 1),
        0,
      );
    },
  };
};

const isNeeded = ({ symbol }: Factor): boolean => symbol.letter !== 'number';
export const needOf = ({ symbol, value }: Factor): Need => ({ symbol, value: value! });

/** Of the size of the answer. */
const tolerance = 0.02;
/** Of the change, where a number changes a little. */
const ofChange = 0.2;
/** The digits that the program writes unless a person asks for others. */
const digits = 3;
const onScreen = (value: number): number => Number(value.toPrecision(digits));
const [smallest, largest] = [1e-5, 1e5];

/** The question that a recipe makes; `digits` where who works with the numbers on screen would be told wrong, or a wrong one right. */
export const drillOf = (kind: DrillKind, place: DrillPlace, recipe: Recipe): Drill | Refusal => {
  const { asked, value, needs, make, slips, share = false, before } = recipe;
  const size = Math.abs(value);
  if (!Number.isFinite(value) || (size !== 0 && (size < smallest || size > largest))) return 'digits';
  const own = before === undefined ? tolerance : Math.min(tolerance, (ofChange * Math.abs(value - before)) / (size || 1));
  if (own === 0) return 'digits';
  const worked = make(needs.map((need) => onScreen(need.value)));
  if (![worked, onScreen(worked), onScreen(value)].every((one) => isNear(one, value, own))) return 'digits';
  const wrong: Wrong[] = [];
  for (const [slip, number] of slips)
    if (number !== undefined && Number.isFinite(number) && isNear(onScreen(number), number, own))
      if ([{ value }, ...wrong].every((one) => areApart(one.value, number, own))) wrong.push({ slip, value: number });
  return wrong.length === 0 ? 'digits' : { kind, place, asked, share, value, tolerance: own, needs, wrong };
};

/** Whether no answer is near to both. */
const areApart = (a: number, b: number, own: number): boolean => Math.abs(a - b) > own * ((Math.abs(a) || 1) + (Math.abs(b) || 1));
