import { mistakes, type Mistake } from './mistake.ts';

/** Answers that are offered. */
const choicesOffered = 4;

export interface Question {
  readonly fault: Mistake;
  readonly choices: readonly Mistake[];
}

/**
 * Question `index` (0, 1, ...) of a quiz about the mistakes that are `possible`: a function of its arguments. Each of them comes once before
 * any comes again; the wrong answers are possible ones first.
 */
export const questionAt = (index: number, seed: number, possible: readonly Mistake[]): Question => {
  const round = Math.floor(index / possible.length);
  const fault = shuffled(possible, seed + round)[index % possible.length]!;
  const stream = seed + 7919 * (index + 1);
  const others = shuffled(possible, stream).filter((other) => other !== fault);
  const rest = shuffled(mistakes, stream).filter((other) => !possible.includes(other));
  return { fault, choices: shuffled([fault, ...[...others, ...rest].slice(0, choicesOffered - 1)], stream) };
};

/** Another order, by a linear congruence whose high bits choose. */
const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const list = [...items];
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  for (let i = list.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
};
