import type { Exception } from './rules.ts';
import type { State } from './place.ts';

/**
 * How a quantity is called, part by part; a printer has its own letters for it. Optimiser arrays have their own names (`m`, `velocity`).
 * `n` stands for z after normalisation, `hat` for it before gamma and beta; `h` is what a layer with a residual connection gives by itself.
 */
export interface QuantitySymbol {
  readonly letter: string;
  /** From 1; 0 are the inputs. Undefined for what belongs to no layer. */
  readonly layer?: number | undefined;
  /** Units, from 0: of a weight the one it comes from and the one it leads to. */
  readonly indices?: readonly number[];
  /** dL/d of it. */
  readonly derivative?: boolean;
  /** After this step's update. */
  readonly updated?: boolean;
  /** So many times what the symbol says, by a mistake of the program: the samples of a batch, -1 or 1/2. */
  readonly times?: number | undefined;
}

/** A number that may be shown; undefined for one that is covered or that the step computes nowhere. */
export type Value = number | undefined;

export interface Factor {
  readonly symbol: QuantitySymbol;
  readonly value: Value;
}

/** The products that a quantity is the sum of. Nothing is made before it is asked for: a layer may have ten thousand. */
export interface Terms {
  readonly count: number;
  factors(i: number): readonly Factor[];
  /** The product of the factors. */
  value(i: number): Value;
  state(i: number): State;
}

/** What is right in the place of what the program makes, from the same numbers. */
export interface Right {
  readonly value: Value;
  readonly terms?: Terms | undefined;
}

/** One quantity of a step, told once for all who show it. */
export interface Quantity extends Factor {
  readonly state: State;
  /** A question hides it: it has no value. */
  readonly covered: boolean;
  /** Undefined where it is no sum of products. */
  readonly terms?: Terms | undefined;
  /** The exception that makes it another than the right one, and what is right; `by` alone where it follows from a mistake made elsewhere. */
  readonly by?: Exception | undefined;
  readonly right?: Right | undefined;
}

/** The product of factors, if all are known. */
export const product = (factors: readonly Factor[]): Value => {
  let value = 1;
  for (const factor of factors) {
    if (factor.value === undefined) return undefined;
    value *= factor.value;
  }
  return value;
};

/** A few terms, written out when they are asked for; all are reached when the quantity is. */
export const fewTerms = (state: State, make: () => readonly (readonly Factor[])[]): Terms => {
  let made: readonly (readonly Factor[])[] | undefined;
  const all = (): readonly (readonly Factor[])[] => (made ??= make());
  return {
    get count() {
      return all().length;
    },
    factors: (i) => all()[i]!,
    value: (i) => product(all()[i]!),
    state: () => state,
  };
};

/** A number that stands for itself. */
export const constant = (value: number): Factor => ({ symbol: { letter: 'number' }, value });
