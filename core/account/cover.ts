import type { QuantitySymbol } from './quantity.ts';

/** Quantities that a question hides: all of a letter, those of a layer, or of one unit or weight. Plain data. */
export type Cover = Pick<QuantitySymbol, 'letter' | 'derivative' | 'updated' | 'layer' | 'indices'>;

export type Covers = (symbol: QuantitySymbol) => boolean;

/** Whether one of the covers hides a quantity. */
export const coversOf =
  (covers: readonly Cover[]): Covers =>
  (symbol) =>
    covers.some(
      ({ letter, derivative = false, updated = false, layer, indices = [] }) =>
        symbol.letter === letter &&
        (symbol.derivative ?? false) === derivative &&
        (symbol.updated ?? false) === updated &&
        (layer === undefined || symbol.layer === layer) &&
        indices.every((index, i) => symbol.indices?.[i] === index),
    );
