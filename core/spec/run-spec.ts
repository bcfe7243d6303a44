import * as v from 'valibot';
import { columnKinds, decimalMarks, delimiters } from '#core/contract/table.ts';
import {
  activations,
  arithmetics,
  biasInitializers,
  constantValue,
  datasets,
  faults,
  generators,
  initializers,
  limits,
  losses,
  missingPolicies,
  normalizations,
  optimizers,
  preprocessings,
  schedules,
  stoppingSettings,
  tasks,
  warmup,
  type DatasetName,
  type GeneratorName,
  type OptimizerKind,
  type ScheduleKind,
  type Setting,
} from './methods.ts';
import { faultOfList, faultOfRows } from './rows.ts';

/**
 * The schema of a run description, version 1. Everything but `network` has a default; an unknown key is an error.
 * Shapes that need more than one field (targets against outputs, parameter counts) are checked by `readRunSpec`.
 */

const between = (min: number, max: number) => v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max));
const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const setting = (s: Setting) => v.optional(s.whole ? whole(s.min, s.max) : between(s.min, s.max), s.default);
/** Rows of finite numbers: checked in one plain loop, for a schema per cell would take seconds on a million rows. */
export const rows = v.custom<number[][]>((value) => faultOfRows(value) === undefined);
export const list = v.custom<number[]>((value) => faultOfList(value) === undefined);

const settingsOf = <S extends Record<string, Setting>>(settings: S) =>
  Object.fromEntries(Object.entries(settings).map(([name, s]) => [name, setting(s)])) as { [K in keyof S]: ReturnType<typeof setting> };

const optimizerOf = <K extends OptimizerKind>(kind: K) =>
  v.strictObject({ kind: v.literal(kind), ...settingsOf(optimizers[kind].settings as (typeof optimizers)[K]['settings']) });

const scheduleOf = <K extends ScheduleKind>(kind: K) =>
  v.strictObject({
    kind: v.literal(kind),
    warmup: setting(warmup),
    ...settingsOf(schedules[kind].settings as (typeof schedules)[K]['settings']),
  });

const generatorOf = <N extends GeneratorName>(name: N) =>
  v.strictObject({
    kind: v.literal('generator'),
    name: v.literal(name),
    samples: v.optional(whole(2, limits.samples), 200),
    ...settingsOf(generators[name].settings as (typeof generators)[N]['settings']),
  });

export const generatorData = v.variant(
  'name',
  (Object.keys(generators) as GeneratorName[]).map(generatorOf) as {
    [N in GeneratorName]: ReturnType<typeof generatorOf<N>>;
  }[GeneratorName][],
);

export const inlineData = v.strictObject({ kind: v.literal('inline'), x: rows, y: rows });

/** One of the program's own data sets. */
export const datasetData = v.strictObject({
  kind: v.literal('dataset'),
  name: v.picklist(Object.keys(datasets) as DatasetName[]),
});

/** How the file of a table is read: a `TableReading`. */
export const tableReading = {
  /** Whether the first row holds the columns' names. What a run leaves out of these keys is found out from the file. */
  header: v.optional(v.boolean()),
  /** What parts the cells; ' ' for blanks in any number. */
  delimiter: v.optional(v.picklist(delimiters)),
  decimal: v.optional(v.picklist(decimalMarks)),
  /** What else than an empty cell means that nothing is there. */
  missingMarks: v.optional(v.array(v.string())),
  /** Kinds of columns by name. */
  types: v.optional(v.record(v.string(), v.picklist(columnKinds))),
};

/** A file beside the run. `target` names the columns to learn; all others feed the network but those that `ignore` names. */
export const csvData = v.strictObject({
  kind: v.literal('csv'),
  file: v.string(),
  target: v.pipe(v.array(v.string()), v.minLength(1)),
  ignore: v.optional(v.array(v.string()), []),
  missing: v.optional(v.picklist(missingPolicies), 'refuse'),
  /** auto: classes for names and for few distinct whole numbers, else a regression. */
  task: v.optional(v.picklist(tasks), 'auto'),
  ...tableReading,
});

export const optimizer = v.variant(
  'kind',
  (Object.keys(optimizers) as OptimizerKind[]).map(optimizerOf) as {
    [K in OptimizerKind]: ReturnType<typeof optimizerOf<K>>;
  }[OptimizerKind][],
);

export const schedule = v.variant(
  'kind',
  (Object.keys(schedules) as ScheduleKind[]).map(scheduleOf) as { [K in ScheduleKind]: ReturnType<typeof scheduleOf<K>> }[ScheduleKind][],
);

/** Stops when the validation loss has not improved for `patience` epochs; `restore` goes back to the best one. */
export const stopping = v.strictObject({ ...settingsOf(stoppingSettings), restore: v.optional(v.boolean(), true) });

export const layer = v.strictObject({
  units: whole(1, limits.units),
  activation: v.optional(v.picklist(activations), 'linear'),
  initializer: v.optional(v.picklist(initializers), 'xavier-uniform'),
  /** Every weight, where the initializer is `constant`. */
  constant: setting(constantValue),
  biasInitializer: v.optional(v.picklist(biasInitializers), 'usual'),
  /** Every bias, where the bias initializer is `constant`. */
  biasConstant: setting(constantValue),
  normalization: v.optional(v.picklist(normalizations), 'none'),
  dropout: v.optional(between(0, 0.99), 0),
  /** Adds what comes into the layer to what the layer gives. */
  residual: v.optional(v.boolean(), false),
});

export const runSpec = v.strictObject({
  format: v.optional(v.literal('retrograd-run'), 'retrograd-run'),
  version: v.optional(v.literal(1), 1),
  seed: v.optional(whole(0, 2 ** 32 - 1), 1),
  data: v.optional(v.variant('kind', [inlineData, generatorData, datasetData, csvData]), { kind: 'generator', name: 'gaussian-quantiles' }),
  split: v.optional(
    v.strictObject({ train: between(0, 1), validation: v.optional(between(0, 1), 0), test: v.optional(between(0, 1), 0) }),
    { train: 1 },
  ),
  shuffle: v.optional(v.boolean(), true),
  /** How inputs are scaled, by what the training set shows. */
  preprocess: v.optional(v.picklist(preprocessings), 'none'),
  /** Normal noise of this deviation, drawn anew at each step, on the training inputs after they are scaled. */
  augment: v.optional(v.strictObject({ noise: v.optional(between(0, 1e6), 0) }), {}),
  /** Share of the training samples whose class is exchanged for another one. */
  labelNoise: v.optional(between(0, 1), 0),
  network: v.strictObject({
    inputs: v.optional(whole(1, limits.units)),
    layers: v.pipe(v.array(layer), v.minLength(1), v.maxLength(limits.layers)),
  }),
  loss: v.optional(v.picklist(losses), 'mse'),
  /** What a class's share of a cross-entropy is multiplied by: one number per output, or those of 0 and 1 for a binary one. */
  classWeights: v.optional(v.nullable(list), null),
  reduction: v.optional(v.picklist(['mean', 'sum']), 'mean'),
  batch: v.optional(v.union([v.literal('full'), whole(1, limits.samples)]), 'full'),
  optimizer: v.optional(optimizer, { kind: 'sgd' }),
  schedule: v.optional(schedule, { kind: 'constant' }),
  stopping: v.optional(v.nullable(stopping), null),
  /** `decay` is the decoupled l2: no part of the loss, it takes lr·decay·w off each weight beside the optimiser's own update. */
  penalty: v.optional(
    v.strictObject({ l1: v.optional(between(0, 1e6), 0), l2: v.optional(between(0, 1e6), 0), decay: v.optional(between(0, 1e3), 0) }),
    {},
  ),
  clipNorm: v.optional(v.nullable(between(1e-12, 1e12)), null),
  /** Each number of the gradient is cut to [-clipValue, clipValue], after clipNorm. */
  clipValue: v.optional(v.nullable(between(1e-12, 1e12)), null),
  train: v.optional(v.strictObject({ biases: v.optional(v.boolean(), true) }), {}),
  arithmetic: v.optional(v.picklist(arithmetics), 'standard'),
  /** A mistake in the program that trains, made on purpose. */
  fault: v.optional(v.picklist(faults), 'none'),
  /** Starting values, layer by layer: W (I,O), b (O). */
  parameters: v.optional(v.array(v.strictObject({ W: rows, b: list }))),
});

/** What an author writes: only `network` is required. */
export type RunSpecInput = v.InferInput<typeof runSpec>;
/** A valid run with every default filled in. `network.inputs` is known after `readRunSpec`. */
export type RunSpec = Omit<v.InferOutput<typeof runSpec>, 'network'> & {
  network: { inputs: number; layers: v.InferOutput<typeof layer>[] };
};
export type LayerSpec = RunSpec['network']['layers'][number];
export type DataSpec = RunSpec['data'];
export type GeneratorData = Extract<RunSpec['data'], { kind: 'generator' }>;
export type CsvData = v.InferOutput<typeof csvData>;
export type OptimizerSpec = RunSpec['optimizer'];
export type ScheduleSpec = RunSpec['schedule'];
export type StoppingSpec = NonNullable<RunSpec['stopping']>;
