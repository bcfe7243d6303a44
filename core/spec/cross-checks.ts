import type { Failure, IncompatibleReason } from '#core/contract/failure.ts';
import type { DataFacts } from './data-facts.ts';
import { faultObstacle } from './faults.ts';
import { limits } from './methods.ts';
import { parameterCount } from './parameter-count.ts';
import { bytesOfRun, totalBytes } from './run-bytes.ts';
import { foundOf, shapeOf } from './spec-path.ts';
import type { RunSpec } from './run-spec.ts';

/** What must fit together across fields. Each check answers the first thing wrong; all of them are cheap beside making the data. */

type Check = (spec: RunSpec, facts: DataFacts) => Failure | undefined;

const incompatible = (place: string, reason: IncompatibleReason, found?: string, expected?: string): Failure => ({
  code: 'incompatible',
  place,
  reason,
  ...(found === undefined ? {} : { found }),
  ...(expected === undefined ? {} : { expected }),
});

const lastLayer = ({ network }: RunSpec) => {
  const index = network.layers.length - 1;
  return { ...network.layers[index]!, place: `network.layers[${index}]` };
};

const parametersWithinLimit: Check = ({ network }) => {
  const found = parameterCount(network);
  if (found <= limits.parameters) return undefined;
  return { code: 'too-large', what: 'parameters', place: 'network.layers', found, limit: limits.parameters };
};

const inputsMatchData: Check = ({ network }, { inputs: expected }) => {
  if (network.inputs === expected) return undefined;
  return { code: 'wrong-shape', place: 'network.inputs', expected: String(expected), found: String(network.inputs) };
};

/** All rows as long as the first one; as many rows of targets as of inputs; a target for each output unit. */
const inlineShapes: Check = (spec) => {
  const { data } = spec;
  if (data.kind !== 'inline') return undefined;
  const { units } = lastLayer(spec);
  if (data.y.length !== data.x.length) return wrongShape('data.y', [data.x.length, units], [data.y.length, data.y[0]!.length]);
  return (
    unevenRow('data.x', data.x, data.x[0]!.length) ??
    unevenRow('data.y', data.y, data.y[0]!.length) ??
    (data.y[0]!.length === units ? undefined : wrongShape('data.y', [data.x.length, units], [data.y.length, data.y[0]!.length]))
  );
};

const wrongShape = (place: string, expected: readonly number[], found: readonly number[]): Failure => ({
  code: 'wrong-shape',
  place,
  expected: shapeOf(...expected),
  found: shapeOf(...found),
});

const unevenRow = (place: string, rows: readonly (readonly number[])[], columns: number): Failure | undefined => {
  const uneven = rows.findIndex((row) => row.length !== columns);
  return uneven < 0 ? undefined : wrongShape(`${place}[${uneven}]`, [columns], [rows[uneven]!.length]);
};

/** Classes need one output each, or one output for two of them; a regression one for each target. */
const outputsFitData: Check = (spec, { classes, outputs }) => {
  if (spec.data.kind === 'inline') return undefined;
  const { units, place } = lastLayer(spec);
  const found = String(units);
  if (classes === undefined)
    return units === outputs ? undefined : { code: 'wrong-shape', place: `${place}.units`, expected: String(outputs), found };
  const needsOneEach = spec.loss === 'categorical-cross-entropy';
  if (units === classes || (units === 1 && classes === 2 && !needsOneEach)) return undefined;
  return incompatible(`${place}.units`, 'classes-need-outputs', found, String(classes));
};

const lossFitsOutput: Check = (spec) => {
  const { activation, place } = lastLayer(spec);
  if (spec.loss === 'categorical-cross-entropy' && activation !== 'softmax')
    return incompatible(`${place}.activation`, 'cross-entropy-needs-softmax', activation, 'softmax');
  if (spec.loss === 'binary-cross-entropy' && activation !== 'sigmoid')
    return incompatible(`${place}.activation`, 'binary-cross-entropy-needs-sigmoid', activation, 'sigmoid');
  if (spec.loss === 'binary-cross-entropy-logits' && activation !== 'linear')
    return incompatible(`${place}.activation`, 'logits-need-linear', activation, 'linear');
  return undefined;
};

/** Cross-entropies compare probabilities. */
const targetsFitLoss: Check = ({ data, loss }, { task, constant }) => {
  if (!isCrossEntropy(loss)) return undefined;
  if (data.kind !== 'inline') {
    if (task === 'classes') return undefined;
    if (data.kind !== 'csv') return incompatible('data.name', 'targets-not-probabilities', data.name);
    return incompatible('data.target', constant ? 'target-has-one-value' : 'target-taken-for-regression', shortRow(data.target));
  }
  const isGood = loss === 'categorical-cross-entropy' ? isDistribution : (row: readonly number[]) => row.every(isProbability);
  const bad = data.y.findIndex((row) => !isGood(row));
  return bad < 0 ? undefined : incompatible(`data.y[${bad}]`, 'targets-not-probabilities', shortRow(data.y[bad]!));
};

const isCrossEntropy = (loss: RunSpec['loss']): boolean =>
  loss === 'binary-cross-entropy' || loss === 'binary-cross-entropy-logits' || loss === 'categorical-cross-entropy';
const isProbability = (value: number): boolean => value >= 0 && value <= 1;
/** How far a row of probabilities is from adding up to one. */
export const rowOffOne = (row: readonly number[]): number => Math.abs(row.reduce((sum, value) => sum + value, 0) - 1);
/** Probabilities that add up to one, as far as six decimals do: thirds miss it by 1e-6, and by what adding them rounds. */
const isDistribution = (row: readonly number[]): boolean => row.every(isProbability) && rowOffOne(row) < 1.001e-6;
const shortRow = (row: readonly (number | string)[]): string => `[${row.slice(0, 4).join(', ')}${row.length > 4 ? ', …' : ''}]`;

/** Dropping outputs would drop predictions. */
const outputNotDropped: Check = (spec) => {
  const { dropout, place } = lastLayer(spec);
  return dropout === 0 ? undefined : incompatible(`${place}.dropout`, 'output-dropout', String(dropout), '0');
};

/** A sum needs two vectors of one length; and an output plus its input would be no prediction of the output's kind. */
const residualsFit: Check = ({ network }) =>
  firstFailure(network.layers, ({ residual, units }, l) => {
    if (!residual) return undefined;
    const place = `network.layers[${l}]`;
    if (l === network.layers.length - 1) return incompatible(`${place}.residual`, 'output-residual', 'true', 'false');
    const inputs = l === 0 ? network.inputs : network.layers[l - 1]!.units;
    return units === inputs ? undefined : incompatible(`${place}.units`, 'residual-needs-equal-layers', String(units), String(inputs));
  });

/** One weight per class: the two of a binary cross-entropy, or as many as outputs; none of them negative. */
const classWeightsFit: Check = (spec) => {
  const weights = spec.classWeights;
  if (weights === null) return undefined;
  if (!isCrossEntropy(spec.loss)) return incompatible('classWeights', 'class-weights-need-cross-entropy', shortRow(weights), 'null');
  const classes = spec.loss === 'categorical-cross-entropy' ? lastLayer(spec).units : 2;
  if (weights.length !== classes) return wrongShape('classWeights', [classes], [weights.length]);
  const bad = weights.findIndex((weight) => !(weight >= 0 && weight <= 1e6));
  if (bad < 0) return undefined;
  return { code: 'out-of-range', place: `classWeights[${bad}]`, found: String(weights[bad]), min: 0, max: 1e6, integer: false };
};

/** What early stopping looks at must be there. */
const stoppingHasValidation: Check = ({ stopping, split }) =>
  stopping !== null && split.validation === 0 ? incompatible('split.validation', 'stopping-needs-validation', '0') : undefined;

/** The article's own gradients are defined for what the article trains, and for nothing else. */
const articleFits: Check = (spec) => {
  if (spec.arithmetic !== 'article') return undefined;
  const { activation, place } = lastLayer(spec);
  if (spec.loss !== 'mse') return incompatible('loss', 'article-needs-mse-sigmoid', spec.loss, 'mse');
  if (spec.reduction !== 'mean') return incompatible('reduction', 'article-needs-mse-sigmoid', spec.reduction, 'mean');
  if (activation !== 'sigmoid') return incompatible(`${place}.activation`, 'article-needs-mse-sigmoid', activation, 'sigmoid');
  const plain = (place: string, found: unknown, expected: string): Failure | undefined =>
    String(found) === expected ? undefined : incompatible(place, 'article-needs-plain-descent', String(found), expected);
  return (
    plain('optimizer.kind', spec.optimizer.kind, 'sgd') ??
    plain('penalty.l1', spec.penalty.l1, '0') ??
    plain('penalty.l2', spec.penalty.l2, '0') ??
    plain('penalty.decay', spec.penalty.decay, '0') ??
    plain('clipNorm', spec.clipNorm, 'null') ??
    plain('clipValue', spec.clipValue, 'null') ??
    firstFailure(spec.network.layers, (layer, l) => plain(`network.layers[${l}].residual`, layer.residual, 'false')) ??
    firstFailure(spec.network.layers, (layer, l) => plain(`network.layers[${l}].normalization`, layer.normalization, 'none')) ??
    firstFailure(spec.network.layers, (layer, l) => plain(`network.layers[${l}].dropout`, layer.dropout, '0'))
  );
};

/** A mistake must be one that a program for this run can make, and change its numbers. */
const faultFits: Check = (spec, { samples }) => {
  const reason = faultObstacle(spec, spec.fault, samples);
  return reason && incompatible('fault', reason, spec.fault, 'none');
};

const firstFailure = <T>(list: readonly T[], look: (item: T, index: number) => Failure | undefined): Failure | undefined => {
  for (const [index, item] of list.entries()) {
    const failure = look(item, index);
    if (failure) return failure;
  }
  return undefined;
};

/** Starting values: one entry per layer, W (I,O), b (O). */
const parametersFitNetwork: Check = ({ network, parameters }) => {
  if (!parameters) return undefined;
  const { layers } = network;
  if (parameters.length !== layers.length) return wrongShape('parameters', [layers.length], [parameters.length]);
  return firstFailure(parameters, ({ W, b }, l) => {
    const rows = l === 0 ? network.inputs : layers[l - 1]!.units;
    const { units } = layers[l]!;
    if (W.length !== rows) return wrongShape(`parameters[${l}].W`, [rows, units], [W.length, W[0]!.length]);
    return (
      unevenRow(`parameters[${l}].W`, W, units) ?? (b.length === units ? undefined : wrongShape(`parameters[${l}].b`, [units], [b.length]))
    );
  });
};

const splitAddsUp: Check = ({ split }) => {
  const sum = split.train + split.validation + split.test;
  if (split.train === 0) return incompatible('split.train', 'split-leaves-no-training', '0');
  if (sum <= 1 + 1e-9) return undefined;
  return { code: 'out-of-range', place: 'split', found: String(Number(sum.toPrecision(12))), min: 0, max: 1, integer: false };
};

const activationsWithinLimit: Check = (spec, { samples }) => {
  const batch = spec.batch === 'full' ? samples : Math.min(spec.batch, samples);
  const units = spec.network.layers.reduce((sum, layer) => sum + layer.units, spec.network.inputs);
  const found = batch * units;
  if (found <= limits.activations) return undefined;
  return { code: 'too-large', what: 'activations', place: 'batch', found, limit: limits.activations };
};

/** The place is that of the part which takes most. */
const fitsMemory: Check = (spec, facts) => {
  const bytes = bytesOfRun(spec, facts);
  const found = totalBytes(bytes);
  if (found <= limits.memory) return undefined;
  const places = { data: 'data', step: 'batch', states: 'network.layers' } as const;
  const [most] = (['step', 'states', 'data'] as const).toSorted((a, b) => bytes[b] - bytes[a]);
  return { code: 'too-large', what: 'memory', place: places[most!], found, limit: limits.memory };
};

/** Neither folders nor the colon that marks the program's own tables. */
export const plainFileName = ({ data }: Pick<RunSpec, 'data'>): Failure | undefined => {
  if (data.kind !== 'csv' || /^(?!\.{1,2}$)[^\\/:\p{Cc}]{1,255}$/u.test(data.file)) return undefined;
  return incompatible('data.file', 'file-needs-plain-name', foundOf(data.file));
};

/** Exchanged labels need other labels to be exchanged for. */
const labelNoiseFits: Check = ({ labelNoise }, { task }) =>
  labelNoise === 0 || task === 'classes' ? undefined : incompatible('labelNoise', 'label-noise-needs-classes', String(labelNoise), '0');

const checks: readonly Check[] = [
  parametersWithinLimit,
  inputsMatchData,
  inlineShapes,
  outputsFitData,
  lossFitsOutput,
  targetsFitLoss,
  labelNoiseFits,
  outputNotDropped,
  residualsFit,
  classWeightsFit,
  stoppingHasValidation,
  articleFits,
  faultFits,
  parametersFitNetwork,
  splitAddsUp,
  activationsWithinLimit,
  fitsMemory,
];

/** The first thing in a run that does not fit with the rest of it. */
export const crossCheck: Check = (spec, facts) => {
  for (const check of checks) {
    const failure = check(spec, facts);
    if (failure) return failure;
  }
  return undefined;
};
