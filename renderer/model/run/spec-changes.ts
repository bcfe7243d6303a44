import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Words } from '#core/words/catalogue.ts';
import type { NumberWriter } from '#core/words/number.ts';
import type { Mistake } from '#renderer/model/mistakes/mistake.ts';

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
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
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
  const label = labelOf(path, words);
  const write = (value: unknown): string => valueOf(path, value, words, number);
  return typeof from === 'object' && from !== null && typeof to === 'object' && to !== null
    ? label
    : words.branches.changed(label, write(from), write(to));
};

/** What the editor calls the choice that a path of the run leads to. */
export const labelOf = (path: readonly (string | number)[], words: Words): string => {
  const key = String(path.at(-1));
  const { editor, methods } = words;
  const labels: Readonly<Record<string, string>> = {
    ...methods.settings,
    data: editor.dataSet,
    layers: editor.network,
    units: editor.units,
    activation: editor.activation,
    initializer: editor.initializer,
    biasInitializer: editor.biasInitializer,
    normalization: editor.normalization,
    dropout: editor.dropout,
    residual: editor.residual,
    loss: editor.loss,
    reduction: editor.reduction,
    classWeights: editor.classWeights,
    optimizer: editor.optimizer,
    schedule: editor.schedule,
    batch: editor.batch,
    shuffle: editor.shuffle,
    l1: editor.l1,
    l2: editor.l2,
    decay: editor.decay,
    clipNorm: editor.clipNorm,
    clipValue: editor.clipValue,
    stopping: editor.stopping,
    restore: editor.restore,
    split: editor.split,
    ...editor.parts,
    biases: editor.biases,
    seed: editor.seed,
    arithmetic: editor.arithmetic,
    preprocess: editor.preprocess,
    labelNoise: editor.labelNoise,
    samples: editor.samples,
    task: editor.task,
    missing: editor.missing,
    parameters: editor.initializer,
    ...(path[0] === 'augment' ? { noise: editor.inputNoise } : {}),
  };
  const label = labels[key] ?? key;
  const layer = path[0] === 'network' && typeof path[2] === 'number' ? path[2] : undefined;
  return layer === undefined ? label : words.branches.ofLayer(label, layer + 1);
};

/** Names of methods by the key that chooses them. */
const namesOf = (key: string, { methods }: Words): Readonly<Record<string, string>> =>
  ({
    data: { ...methods.generators, ...methods.datasets },
    activation: methods.activations,
    initializer: methods.initializers,
    biasInitializer: methods.biasInitializers,
    normalization: methods.normalizations,
    loss: methods.losses,
    reduction: methods.reductions,
    optimizer: methods.optimizers,
    schedule: methods.schedules,
    arithmetic: methods.arithmetics,
    preprocess: methods.preprocessings,
    missing: methods.missing,
    task: methods.tasks,
  })[key] ?? {};

const valueOf = (path: readonly (string | number)[], value: unknown, words: Words, number: NumberWriter): string => {
  const key = String(path.at(-1));
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return value ? words.branches.yes : words.branches.no;
  if (value === null || value === undefined) return words.branches.none;
  if (typeof value !== 'string') return words.branches.yes;
  if (key === 'batch' && value === 'full') return words.editor.fullBatch;
  return namesOf(key, words)[value] ?? value;
};
