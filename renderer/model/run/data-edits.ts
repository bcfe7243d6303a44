import { factsOf, tableNameOf } from '#core/spec/data-facts.ts';
import { generators, type DatasetName, type GeneratorName, type Loss } from '#core/spec/methods.ts';
import type { CsvData, DataSpec, RunSpec } from '#core/spec/run-spec.ts';
import type { TableShapes } from '#core/contract/table.ts';
import {
  defaultsOf,
  isCrossEntropy,
  isProbabilistic,
  outputOf,
  put,
  setOptimizer,
  standardWhereNeeded,
  usualRate,
  withOutput,
  withoutStrayResiduals,
  type Edit,
} from './edits.ts';
import { refitted } from './start-edits.ts';
import { withRole, type ColumnRole } from './table-guess.ts';

/** Another generator with its usual settings and as many samples, and an output that fits it. */
export const setData =
  (name: GeneratorName): Edit =>
  (spec) => {
    const samples = spec.data.kind === 'generator' ? spec.data.samples : 200;
    const data = { kind: 'generator', name, samples, ...defaultsOf(generators[name].settings) } as DataSpec;
    // A generator's numbers are of the order of one as they are.
    return fitData({ ...tamed(spec), data, preprocess: isTable(spec.data) ? 'none' : spec.preprocess });
  };

/** One of the program's own data sets, and what learns it. */
export const setDataset =
  (name: DatasetName): Edit =>
  (spec) =>
    ready({ ...tamed(spec), data: { kind: 'dataset', name } });

/** A file whose table is known, and what learns it. */
export const setTable =
  (data: CsvData): Edit =>
  (spec, tables) =>
    ready({ ...tamed(spec), data }, tables);

export const setDataValue =
  (key: string, value: unknown): Edit =>
  (spec, tables) => {
    const next = put(['data', key], value)(spec);
    const matters = key === 'task' || (key === 'classes' && Number.isInteger(value) && Number(value) >= 2);
    return matters ? fitData(next, tables) : next;
  };

/** What a column of the run's file is for. */
export const setColumnRole =
  (column: string, role: ColumnRole): Edit =>
  (spec, tables = {}) => {
    if (spec.data.kind !== 'csv') return spec;
    return fitData({ ...spec, data: withRole(spec.data, tables[tableNameOf(spec.data)!], column, role) }, tables);
  };

const isTable = (data: DataSpec): boolean => data.kind === 'dataset' || data.kind === 'csv';

/** Targets of a real table come in their own units, of tens or hundreds: the output reaches them with steps of this size. */
const rateForRawTargets = 0.1;

/** What a rate for raw targets has brought goes with them. */
const tamed: Edit = (spec) => {
  const { kind, learningRate } = spec.optimizer;
  const raw = isTable(spec.data) && kind === 'adam' && learningRate === rateForRawTargets;
  return raw ? put(['optimizer', 'learningRate'], 0.01)(spec) : spec;
};

/** Inputs of one scale, mini-batches with a rate for them, an output that fits, and for a regression an optimiser that does not mind its scale. */
const ready: Edit = (spec, tables) => {
  const preprocess = spec.preprocess === 'none' ? 'standardize' : spec.preprocess;
  const fitted = fitData({ ...spec, preprocess }, tables);
  const facts = factsOf(spec.data, tables);
  if (!facts.ok) return fitted;
  const { samples, task } = facts.value;
  const few = samples <= 2 * usualBatch;
  const next: RunSpec = few || (spec.batch !== 'full' && spec.batch <= samples) ? fitted : { ...fitted, batch: usualBatch };
  if (task === 'regression') return put(['optimizer', 'learningRate'], rateForRawTargets)(setOptimizer('adam')(next));
  return next.batch === fitted.batch ? next : put(['optimizer', 'learningRate'], usualRate(next.optimizer.kind))(next);
};

/** A usual mini-batch. */
export const usualBatch = 32;

/** Gives the network the inputs and the output that its data need. Data that do not say so are left to the validator. */
const fitData = (spec: RunSpec, tables?: TableShapes): RunSpec => {
  const facts = factsOf(spec.data, tables);
  if (!facts.ok) return spec;
  const { inputs } = facts.value;
  const next = { ...spec, classWeights: null, network: { ...spec.network, inputs } };
  return fitOutput(inputs === spec.network.inputs ? next : withoutStrayResiduals(refitted(next)), tables);
};

/** Gives the output layer the units, activation and loss that its data need, and leaves alone what fits already. */
const fitOutput: Edit = (spec, tables) => {
  const facts = factsOf(spec.data, tables);
  if (!facts.ok) return spec;
  const { classes, outputs } = facts.value;
  const { units, activation } = outputOf(spec);
  if (classes === undefined) {
    const fitted = withOutput(
      { ...spec, labelNoise: 0 },
      { units: outputs!, ...(isProbabilistic(activation) ? { activation: 'linear' } : {}) },
    );
    return standardWhereNeeded(isCrossEntropy(spec.loss) ? { ...fitted, loss: 'mse' } : fitted);
  }
  if (units === classes || (classes === 2 && units === 1 && spec.loss !== 'categorical-cross-entropy')) {
    if (isProbabilistic(activation) || spec.loss === 'binary-cross-entropy-logits') return spec;
    // What learned numbers learns classes now, by the loss of a run that begins with them.
    const loss: Loss = units === 1 ? 'binary-cross-entropy' : 'categorical-cross-entropy';
    return standardWhereNeeded({ ...withOutput(spec, { activation: units === 1 ? 'sigmoid' : 'softmax' }), loss });
  }
  const one = classes === 2;
  const fitted = withOutput(spec, { units: one ? 1 : classes, activation: one ? 'sigmoid' : 'softmax' });
  const loss: Loss = one ? 'binary-cross-entropy' : 'categorical-cross-entropy';
  return standardWhereNeeded({ ...fitted, loss: isCrossEntropy(spec.loss) || !one ? loss : spec.loss });
};
