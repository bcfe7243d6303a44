import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Words } from '#core/words/catalogue.ts';
import { choicesOf, fieldLabel } from '#core/words/failure/field-name.ts';
import type { NumberWriter } from '#core/words/number.ts';
import type { Mistake } from '#renderer/model/mistakes/mistake.ts';
import { equal } from '#renderer/model/queries/same.ts';

/** One choice in which two descriptions of a run differ. */
export interface SpecChange {
  /** As in the run file. */
  readonly path: readonly (string | number)[];
  readonly from: unknown;
  readonly to: unknown;
}

/** A choice of these is one change, whatever settings come with it. */
const choices: Readonly<Record<string, string>> = { optimizer: 'kind', schedule: 'kind', data: 'name' };

/** What a person has changed from one run to another: one entry per choice. */
export const changesBetween = (before: RunSpec, after: RunSpec): SpecChange[] => compare([], before, after);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const compare = (path: readonly (string | number)[], from: unknown, to: unknown): SpecChange[] => {
  if (equal(from, to)) return [];
  const change = { path, from, to };
  if (path.at(-1) === 'parameters') return [change];
  if (Array.isArray(from) && Array.isArray(to) && path.at(-1) === 'layers' && from.length === to.length)
    return from.flatMap((item, index) => compare([...path, index], item, to[index]));
  if (!isRecord(from) || !isRecord(to)) return [change];
  const choice = choices[String(path.at(-1))];
  if (choice && (from['kind'] !== to['kind'] || from[choice] !== to[choice]))
    return [{ path, from: from[choice] ?? from['kind'], to: to[choice] ?? to['kind'] }];
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) => compare([...path, key], from[key], to[key]));
};

/** "Learning rate: 0.1 → 0.05". */
export const sayChange = ({ path, from, to }: SpecChange, words: Words, number: NumberWriter): string => {
  if (path[0] === 'fault') return to === 'none' ? words.errors.mended : words.errors.made(words.errors.kinds[to as Mistake].name);
  const label = fieldLabel(path, words);
  const write = (value: unknown): string => writeChoice(path, value, words, number);
  return typeof from === 'object' && from !== null && typeof to === 'object' && to !== null
    ? label
    : words.branches.changed(label, write(from), write(to));
};

/** What is chosen at a place of a description, as a person reads it. */
export const writeChoice = (path: SpecChange['path'], value: unknown, words: Words, number: NumberWriter): string => {
  const key = String(path.at(-1));
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return value ? words.branches.yes : words.branches.no;
  if (value === null || value === undefined) return words.branches.none;
  if (typeof value !== 'string') return words.branches.yes;
  return choicesOf(key, words)[value] ?? value;
};
