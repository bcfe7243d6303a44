import { evaluate, type Here, type Known } from './evaluate.ts';
import { readExpression, type Expression, type Names } from './expression.ts';
import type { signKeys } from './lesson.ts';
import { type Ask } from './lesson.ts';
import { lessonFault } from './fault.ts';

/** What a learner answers. */
export type Answer =
  | { readonly kind: 'choice' | 'sign'; readonly key: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'order'; readonly keys: readonly string[] };

/** What came of an answer. `key` names what is said to it: the option, or what a wrong number comes from. */
export interface Verdict {
  readonly right: boolean;
  readonly key?: string;
}

/** Expressions that a question is decided by, by their keys. */
export const expressionsOf = (ask: Ask, names: Names): Readonly<Record<string, Expression>> => {
  const read = (sources: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(sources).map(([key, source]) => [key, readExpression(source, names)]));
  if (ask.kind === 'choice') return read(Object.fromEntries(Object.entries(ask.options).map(([key, { when }]) => [key, when])));
  if (ask.kind === 'number') return read({ ...ask.wrong, [right]: ask.answer });
  return read(ask.kind === 'sign' ? { of: ask.of } : ask.items);
};

/** The key of the right number beside those of wrong ones. */
const right = '=';

/** The right answer of a question, here and now. Throws a FailureError where the run says none, or more than one. */
export const rightAnswer = (ask: Ask, names: Names, here: Here, known: Known): Answer => {
  const expressions = Object.entries(expressionsOf(ask, names));
  const values = expressions.map(([key, expression]) => [key, evaluate(expression, here, known)] as const);
  if (ask.kind === 'choice') {
    const keys = values.filter(([, value]) => value !== 0).map(([key]) => key);
    if (keys.length !== 1)
      throw lessonFault(keys.length === 0 ? 'no-right-answer' : 'several-right-answers', 'ask.options', keys.join(', '));
    return { kind: 'choice', key: keys[0]! };
  }
  if (ask.kind === 'sign') return { kind: 'sign', key: signOf(values[0]![1]) };
  if (ask.kind === 'order') {
    const sorted = values.toSorted(([, a], [, b]) => a - b);
    const tie = sorted.find(([, value], i) => i > 0 && value === sorted[i - 1]![1]);
    if (tie) throw lessonFault('tie', `ask.items.${tie[0]}`);
    return { kind: 'order', keys: sorted.map(([key]) => key) };
  }
  const answer = new Map(values);
  const value = answer.get(right)!;
  if (!Number.isFinite(value)) throw lessonFault('not-finite', ask.answer, `${value}`);
  for (const [key, wrong] of answer) {
    if (key !== right && isNear(wrong, value, ask.tolerance)) throw lessonFault('wrong-is-right', `ask.wrong.${key}`, `${wrong}`);
  }
  return { kind: 'number', value };
};

const signOf = (value: number): (typeof signKeys)[number] => (value > 0 ? 'rises' : value < 0 ? 'falls' : 'stays');

/** Whether a typed number is the one meant, to so much of its size; of 0 to as much of 1. */
export const isNear = (typed: number, meant: number, tolerance: number): boolean =>
  Math.abs(typed - meant) <= tolerance * (meant === 0 ? 1 : Math.abs(meant));

/** What came of an answer to a question. */
export const judge = (ask: Ask, answer: Answer, names: Names, here: Here, known: Known): Verdict => {
  const meant = rightAnswer(ask, names, here, known);
  if (ask.kind === 'number' && answer.kind === 'number' && meant.kind === 'number') {
    if (isNear(answer.value, meant.value, ask.tolerance)) return { right: true };
    const ways = Object.entries(ask.wrong).map(([key, source]) => ({ key, value: evaluate(readExpression(source, names), here, known) }));
    const away = ({ value }: { readonly value: number }): number => Math.abs(answer.value - value);
    const [wrong] = ways.filter(({ value }) => isNear(answer.value, value, ask.tolerance)).toSorted((a, b) => away(a) - away(b));
    return { right: false, ...(wrong && { key: wrong.key }) };
  }
  if (answer.kind === 'order' && meant.kind === 'order') return { right: answer.keys.join() === meant.keys.join() };
  if ('key' in answer && 'key' in meant) return { right: answer.key === meant.key, key: answer.key };
  return { right: false };
};
