import type { Covers } from '#core/account/cover.ts';
import type { Difference, ParameterChange, SampleChange } from '#core/spec/branch.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Words } from '#core/words/catalogue.ts';
import type { MeasureWriter, NumberWriter } from '#core/words/number.ts';
import type { Branch } from './branches.svelte.ts';
import { changesBetween, sayChange, type SpecChange } from '#renderer/model/run/spec-changes.ts';

/** How numbers are written: measures, whole numbers, and what a person has set. */
export interface Writers {
  readonly number: NumberWriter;
  readonly count: NumberWriter;
  readonly setting: NumberWriter;
  /** What a question hides. */
  readonly covers?: Covers | undefined;
}

/** Everything that a branch changes, a text each; one that is still to be made has no description but that of its change. */
export const changesOf = (
  {
    before,
    change,
    spec = (change.spec as RunSpec | undefined) ?? before,
  }: Pick<Branch, 'before' | 'change'> & { readonly spec?: RunSpec },
  words: Words,
  writers: Writers,
): string[] => sayEdits({ ...change, changes: changesBetween(before, spec) }, words, writers);

/** Changes of weights, of samples and of the description, a text each. */
export const sayEdits = (
  {
    parameters = [],
    samples = [],
    changes,
  }: {
    readonly parameters?: readonly ParameterChange[];
    readonly samples?: readonly SampleChange[];
    readonly changes: readonly SpecChange[];
  },
  words: Words,
  { number, count, setting, covers }: Writers,
): string[] => [
  ...parameters.map(({ place: { layer, kind, row, col }, value }) => {
    const name = kind === 'W' ? words.branches.weight(row + 1, col + 1, layer) : words.branches.bias(col + 1, layer);
    const symbol = { letter: kind === 'W' ? 'w' : 'b', layer, indices: kind === 'W' ? [row, col] : [col] };
    return `${name} = ${covers?.(symbol) ? '?' : number(value)}`;
  }),
  ...samples.flatMap(({ sample, x, y }) => [
    ...(y ? [`${words.branches.target(count(sample + 1))} = ${y.map(number).join(' · ')}`] : []),
    ...(x ? [`${words.branches.inputs(count(sample + 1))} = ${x.map(number).join(' · ')}`] : []),
  ]),
  ...changes.map((one) => sayChange(one, words, setting)),
];

/** What a branch is called: its first change, and how many more there are. */
export const nameOf = (branch: Branch | undefined, words: Words, writers: Writers): string => {
  if (!branch) return words.branches.run;
  if (branch.hidden) return words.errors.hidden;
  const [first, ...others] = changesOf(branch, words, writers);
  if (first === undefined) return words.branches.nothing;
  return others.length === 0 ? first : `${first} ${words.branches.more(others.length)}`;
};

/** Where and in what two branches first differ, as one sentence. */
export const sayDifference = (
  difference: Difference,
  words: Words,
  { number, count }: { readonly number: MeasureWriter; readonly count: NumberWriter },
): string => {
  const { step, quantity, layer, row, col, sample, a, b, differ, of } = difference;
  const w = words.branches;
  const named = quantity === 'W' ? w.weight(row + 1, col + 1, layer) : quantity === 'b' ? w.bias(col + 1, layer) : w.quantities[quantity];
  const placed = layer > 0 && quantity !== 'W' && quantity !== 'b' ? w.inLayer(named, layer) : named;
  const what = sample === undefined ? placed : w.ofSample(placed, count(sample + 1));
  const [x, y] = quantity === 'batch' ? [count(a + 1), count(b + 1)] : number.pair(a, b);
  // What differs by rounding alone is written alike: it is told apart by how far they lie from each other.
  const sentence = w.firstDiffer(count(step), what, x, x === y ? `${y} (${w.apart(number(b - a))})` : y);
  return of > 1 ? `${sentence} ${w.differ(count(differ), count(of))}` : sentence;
};
