import type { Failure } from '#core/contract/failure.ts';
import type { Words } from '#core/words/catalogue.ts';
import { subscript } from '#core/words/number.ts';
import { columnSaid } from '#core/words/table.ts';

/** What the editor calls a field, by its path in the run's description; its key where the editor has none. */
export const fieldLabel = (path: readonly (string | number)[], words: Words): string => knownLabel(path, words) ?? String(path.at(-1));

const knownLabel = (path: readonly (string | number)[], words: Words): string | undefined => {
  const key = String(path.at(-1));
  const { editor, errors, methods, picture } = words;
  const labels: Readonly<Record<string, string>> = {
    ...methods.settings,
    data: editor.dataSet,
    x: picture.inputs,
    inputs: picture.inputs,
    y: editor.targets,
    columns: editor.columns,
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
    target: editor.roles.target,
    ignore: editor.roles.ignore,
    penalty: editor.regularization,
    fault: errors.title,
    parameters: editor.initializer,
    ...(path[0] === 'augment' ? { noise: editor.inputNoise } : {}),
  };
  const label = labels[key];
  const layer = path[0] === 'network' && typeof path[2] === 'number' ? path[2] : undefined;
  return label === undefined || layer === undefined ? label : words.branches.ofLayer(label, layer + 1);
};

/** Names of what is chosen, by the key that chooses it. */
export const choicesOf = (key: string, { branches, editor, errors, methods }: Words): Readonly<Record<string, string>> => {
  const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
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
    batch: { full: editor.fullBatch },
    fault: faultNames(errors),
  };
  return { true: branches.yes, false: branches.no, null: branches.none, ...choices[key] };
};

const faultNames = ({ kinds, mended }: Words['errors']): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(kinds).map(([id, { name }]) => [id, name])),
  none: mended,
});

/** `network.layers[2].units` as its steps. */
const pathOf = (place: string): readonly (string | number)[] =>
  place
    .replaceAll(/\[(\d+)\]/gu, '.$1')
    .split('.')
    .map((step) => (/^\d+$/u.test(step) ? Number(step) : step));

/** A number that is typed in a table: a weight, a bias, an input or a target of a sample. */
const cellName = ([area, first, second, third, fourth]: readonly (string | number)[], { branches }: Words): string | undefined => {
  if (area === 'parameters' && typeof first === 'number' && typeof third === 'number') {
    if (second === 'b') return branches.bias(third + 1, first + 1);
    return typeof fourth === 'number' ? branches.weight(third + 1, fourth + 1, first + 1) : undefined;
  }
  if (area !== 'data' || (first !== 'x' && first !== 'y') || typeof second !== 'number') return undefined;
  return branches.ofSample(typeof third === 'number' ? `${first}${subscript(third + 1)}` : first, String(second + 1));
};

/** A number of a table, the field itself, or the nearest one around it that the editor shows. */
export const nameOfPlace = (place: string, words: Words): string => {
  const cell = cellName(pathOf(place), words);
  if (cell !== undefined) return cell;
  for (let path = pathOf(place); path.length > 0; path = path.slice(0, -1)) {
    const label = typeof path.at(-1) === 'string' ? knownLabel(path, words) : undefined;
    if (label !== undefined) return label;
  }
  return place;
};

/** A failure with its field and its choices called as the editor shows them. What is wrong with a file's own text keeps its key. */
export const inWindow = (failure: Failure, words: Words): Failure => {
  if (failure.code === 'bad-cell' || failure.code === 'missing-cell')
    return { ...failure, column: columnSaid(failure.column, words.table) };
  if (!('place' in failure) || failure.code === 'unknown-key' || failure.code === 'lesson-fault') return failure;
  const path = pathOf(failure.place);
  // A method with settings is chosen by its kind or its name, within what is called after it.
  const key = path.length > 1 && (path.at(-1) === 'kind' || path.at(-1) === 'name') ? path.at(-2) : path.at(-1);
  const names = choicesOf(String(key), words);
  const name = (value: string): string => names[value] ?? value;
  const renamed = { ...failure, place: nameOfPlace(failure.place, words) };
  if (renamed.code === 'missing') return { ...renamed, expected: renamed.expected.split(' | ').map(name).join(' | ') };
  if (renamed.code === 'not-one-of')
    return { ...renamed, allowed: renamed.allowed.map(name), ...(renamed.nearest === undefined ? {} : { nearest: name(renamed.nearest) }) };
  if (renamed.code !== 'incompatible') return renamed;
  const { found, expected } = renamed;
  return {
    ...renamed,
    ...(found === undefined ? {} : { found: name(found) }),
    ...(expected === undefined ? {} : { expected: name(expected) }),
  };
};
