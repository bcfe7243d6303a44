import type { QuantitySymbol } from '#core/account/quantity.ts';
import { d, symbols, timesLatex } from './latex.ts';

const letters: Readonly<Record<string, (layer: number, unit: number) => string>> = {
  a: symbols.a,
  b: symbols.b,
  h: symbols.branch,
  hat: symbols.hat,
  m: symbols.mask,
  n: symbols.normalized,
  z: symbols.z,
};

/** A symbol of the account as LaTeX: `w'` after an update, and before a derivative how many times too much it is. */
export const latexOf = ({ letter, layer = 0, indices = [], updated, derivative, times }: QuantitySymbol): string => {
  const plain = letter === 'w' ? symbols.w(layer, indices[0]!, indices[1]!) : letters[letter]!(layer, indices[0]!);
  const own = updated ? plain.replace(letter, `${letter}'`) : plain;
  return derivative ? `${timesLatex(times, '\\cdot ')}${d(own)}` : own;
};
