import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Words } from '#core/words/catalogue.ts';
import { fieldLabel } from '#core/words/failure/field-name.ts';
import { changesBetween, writeChoice, type SpecChange } from '#renderer/model/run/spec-changes.ts';
import { nameOf, type Writers } from './branch-name.ts';
import type { Branches } from './branches.svelte.ts';

/** So many choices stand in a name; of more it says how many. */
const most = 2;

interface Choice {
  readonly path: SpecChange['path'];
  /** Of each run, in their order. */
  readonly values: readonly unknown[];
}

/** Every choice in which some of these runs differ, with what each of them has chosen. */
const choicesApart = (specs: readonly RunSpec[]): Choice[] => {
  const [first, ...others] = specs;
  const changes = others.map((spec) => changesBetween(first!, spec));
  const paths = new Map(changes.flat().map((change) => [JSON.stringify(change.path), change]));
  return [...paths].map(([key, { path, from }]) => ({
    path,
    values: [from, ...changes.map((all) => all.find((change) => JSON.stringify(change.path) === key)?.to ?? from)],
  }));
};

/**
 * Branches that lie beside each other, each called by what it has other than the others ("rate 0.1", "rate 0.5"); where something else than
 * their descriptions tells them apart, or one of them must not tell, as their lanes are called.
 */
export const namesBeside = (branches: Branches, ids: readonly number[], words: Words, writers: Writers): string[] => {
  const choices = choicesApart(ids.map((id) => branches.specOf(id)!));
  const roads = ids.flatMap((id) => branches.road(id));
  const told = roads.every(({ hidden, change: { parameters, samples } }) => !hidden && !parameters && !samples);
  if (!told || choices.length === 0 || choices.some(({ path }) => path[0] === 'fault'))
    return ids.map((id) => nameOf(branches.get(id), words, writers));
  const names = ids.map((_, index) => {
    const parts = choices.slice(0, most).map(({ path, values }) => sayChoice(path, values[index], words, writers));
    const more = choices.length - parts.length;
    return more > 0 ? `${parts.join(', ')} ${words.branches.more(more)}` : parts.join(', ');
  });
  // The same from elsewhere on: then where it left tells them apart.
  return names.map((name, index) => {
    const branch = branches.get(ids[index]!);
    const alone = names.filter((other) => other === name).length === 1;
    return alone || !branch ? name : `${name}, ${words.branches.left(writers.count(branch.step))}`;
  });
};

const sayChoice = (path: SpecChange['path'], value: unknown, words: Words, { setting }: Writers): string => {
  const written = writeChoice(path, value, words, setting);
  return path.at(-1) === 'learningRate' ? words.branches.rate(written) : `${fieldLabel(path, words)}: ${written}`;
};
