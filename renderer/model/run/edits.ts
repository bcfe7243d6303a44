import { factsOf } from '#core/spec/data-facts.ts';
import { losses, optimizers, type Activation, type Arithmetic, type Loss, type OptimizerKind, type Setting } from '#core/spec/methods.ts';
import type { TableShapes } from '#core/contract/table.ts';
import type { DataSpec, LayerSpec, OptimizerSpec, RunSpec } from '#core/spec/run-spec.ts';
import type { Edit } from './edit.ts';
import { fitInline } from './inline-edits.ts';
import { redrawn, refitted } from './start-edits.ts';

/**
 * What the editor does to a run: each edit is a pure function from a run to a run. What one choice forces on another (four
 * classes need four outputs) is mended here; a value typed in is taken as it is, for the core's validator judges it. What a
 * file holds is known by its table's shape.
 */
export type { Edit } from './edit.ts';

/** Sets what a path of keys leads to, e.g. `['network', 'layers', 0, 'units']`. */
export const put =
  (path: readonly (string | number)[], value: unknown): Edit =>
  (spec) =>
    withValue(spec, path, value) as RunSpec;

const withValue = (node: unknown, path: readonly (string | number)[], value: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(node)) return node.map((item, index) => (index === key ? withValue(item, rest, value) : (item as unknown)));
  const record = node as Record<string, unknown>;
  return { ...record, [key]: withValue(record[key], rest, value) };
};

/** Other layers, with written samples and starting values that fit them: `from` are those by the layer that they are now for. */
const withLayers = (spec: RunSpec, layers: LayerSpec[], from = spec.parameters?.map((own) => own as typeof own | undefined)): RunSpec =>
  withoutStrayResiduals(refitted(fitInline({ ...spec, network: { ...spec.network, layers } }), from));
export const outputOf = (spec: RunSpec): LayerSpec => spec.network.layers.at(-1)!;
export const withOutput = (spec: RunSpec, change: Partial<LayerSpec>): RunSpec =>
  withLayers(spec, [...spec.network.layers.slice(0, -1), { ...outputOf(spec), ...change }]);

/** A residual connection adds what comes in to what goes out, so the two are of one width; an output takes none. */
export const canBeResidual = ({ network }: RunSpec, index: number): boolean =>
  index < network.layers.length - 1 && network.layers[index]!.units === (network.layers[index - 1]?.units ?? network.inputs);

/** Where layers come, go or get another width by something else than their own field. */
export const withoutStrayResiduals: Edit = (spec) => {
  const stray = (index: number): boolean => spec.network.layers[index]!.residual && !canBeResidual(spec, index);
  if (!spec.network.layers.some((_, index) => stray(index))) return spec;
  const layers = spec.network.layers.map((layer, index) => (stray(index) ? { ...layer, residual: false } : layer));
  return { ...spec, network: { ...spec.network, layers } };
};

/** Keys of a layer that say how its starting values are drawn: choosing one of these is wanting other values. */
const drawing: readonly (keyof LayerSpec)[] = ['initializer', 'constant', 'biasInitializer', 'biasConstant'];

export const setLayer =
  (index: number, key: keyof LayerSpec, value: unknown): Edit =>
  (spec) => {
    const changed = put(['network', 'layers', index, key], value)(spec);
    if (key === 'units') return refitted(fitInline(changed));
    return drawing.includes(key) ? redrawn(changed) : changed;
  };

/** A new hidden layer before the output, like the last hidden one. */
export const addLayer: Edit = (spec) => {
  const hidden = spec.network.layers.slice(0, -1);
  const like = hidden.at(-1) ?? {
    ...outputOf(spec),
    units: 4,
    activation: 'relu' as const,
    initializer: 'he-normal' as const,
    normalization: 'none' as const,
    residual: false,
  };
  const { parameters } = spec;
  return withLayers(
    spec,
    [...hidden, { ...like }, outputOf(spec)],
    parameters && [...parameters.slice(0, -1), undefined, parameters.at(-1)],
  );
};

export const removeLayer =
  (index: number): Edit =>
  (spec) =>
    withLayers(
      spec,
      spec.network.layers.filter((_, i) => i !== index),
      spec.parameters?.filter((_, i) => i !== index),
    );

/** Classes of the data; undefined for a regression, for data written in the run and for a file that is not here. */
export const classesOf = (data: DataSpec, tables?: TableShapes): number | undefined => {
  const facts = factsOf(data, tables);
  return facts.ok ? facts.value.classes : undefined;
};
/** How many samples the data have, where that is known. */
export const samplesOf = (data: DataSpec, tables?: TableShapes): number | undefined => {
  const facts = factsOf(data, tables);
  return facts.ok ? facts.value.samples : undefined;
};

export const defaultsOf = (settings: Readonly<Record<string, Setting>>): Record<string, number> =>
  Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, setting.default]));

export const isCrossEntropy = (loss: Loss): boolean =>
  loss === 'binary-cross-entropy' || loss === 'binary-cross-entropy-logits' || loss === 'categorical-cross-entropy';
export const isProbabilistic = (activation: Activation): boolean => activation === 'sigmoid' || activation === 'softmax';

/** Losses that can be had with these data; choosing one adapts the output where it must. */
export const fittingLosses = (spec: RunSpec, tables?: TableShapes): Loss[] =>
  losses.filter((loss) => {
    if (!isCrossEntropy(loss)) return true;
    if (spec.data.kind !== 'inline') return classesOf(spec.data, tables) !== undefined;
    const inRange = spec.data.y.every((row) => row.every((value) => value >= 0 && value <= 1));
    if (loss !== 'categorical-cross-entropy') return inRange;
    return inRange && spec.data.y.every((row) => Math.abs(row.reduce((sum, value) => sum + value, 0) - 1) <= 1e-6);
  });

export const setLoss =
  (loss: Loss): Edit =>
  (spec, tables) => {
    const classes = classesOf(spec.data, tables);
    const next = { ...spec, loss, classWeights: null };
    if (loss === 'categorical-cross-entropy') {
      const units = classes ?? outputOf(spec).units;
      return standardWhereNeeded(withOutput(next, { activation: 'softmax', units }));
    }
    if (isCrossEntropy(loss)) {
      const units = classes === 2 ? 1 : outputOf(spec).units;
      const activation = loss === 'binary-cross-entropy' ? 'sigmoid' : 'linear';
      return standardWhereNeeded(withOutput(next, { activation, units }));
    }
    return standardWhereNeeded(next);
  };

/** The output's activation; a cross-entropy goes with one of them only. */
export const setOutputActivation =
  (activation: Activation): Edit =>
  (spec, tables) => {
    const classes = classesOf(spec.data, tables);
    const units = activation === 'softmax' && outputOf(spec).units === 1 && classes === 2 ? 2 : outputOf(spec).units;
    const next = withOutput(spec, { activation, units });
    if (!isCrossEntropy(spec.loss) || (activation === 'linear' && spec.loss === 'binary-cross-entropy-logits'))
      return standardWhereNeeded(next);
    const loss: Loss = activation === 'softmax' ? 'categorical-cross-entropy' : activation === 'sigmoid' ? 'binary-cross-entropy' : 'mse';
    return standardWhereNeeded({ ...next, loss, classWeights: null });
  };

/** Another optimiser with its usual settings; what the two have in common stays, but for a rate of another order. */
export const setOptimizer =
  (kind: OptimizerKind): Edit =>
  (spec) => {
    const settings = defaultsOf(optimizers[kind].settings);
    const kept = Object.fromEntries(Object.entries(spec.optimizer).filter(([key]) => key !== 'kind' && key in settings));
    const learningRate = isAdaptive(kind) === isAdaptive(spec.optimizer.kind) ? spec.optimizer.learningRate : usualRate(kind);
    return standardWhereNeeded({ ...spec, optimizer: { ...settings, ...kept, learningRate, kind } as OptimizerSpec });
  };

/** Optimisers that divide by the size of past gradients take rates of another order than those that do not. */
export const isAdaptive = (kind: OptimizerKind): boolean => optimizers[kind].state.some((name) => name !== 'velocity');
export const usualRate = (kind: OptimizerKind): number => (isAdaptive(kind) ? 0.01 : 0.1);

/** The article's gradients are sums over the batch, so its rate is a five-hundredth of the standard one. */
export const arithmeticRates: Readonly<Record<Arithmetic, number>> = { standard: 0.5, article: 0.001 };

/** Switches the arithmetic, with the rate that goes with it and, for the article's, everything that it is defined for. */
export const setArithmetic =
  (arithmetic: Arithmetic): Edit =>
  (spec) => {
    if (arithmetic === spec.arithmetic) return spec;
    const optimizer: OptimizerSpec = { kind: 'sgd', learningRate: arithmeticRates[arithmetic] };
    if (arithmetic === 'standard') return { ...spec, arithmetic, optimizer };
    const layers = spec.network.layers.map((layer) => ({ ...layer, normalization: 'none' as const, dropout: 0, residual: false }));
    layers[layers.length - 1]!.activation = 'sigmoid';
    const network = { ...spec.network, layers };
    const penalty = { ...spec.penalty, l1: 0, l2: 0, decay: 0 };
    return { ...spec, network, arithmetic, optimizer, penalty, loss: 'mse', reduction: 'mean', clipNorm: null, clipValue: null };
  };

/** Whether the article's arithmetic can be had with these data: one sigmoid for each target. */
export const articleIsPossible = (spec: RunSpec, tables?: TableShapes): boolean =>
  spec.data.kind === 'inline' || classesOf(spec.data, tables) !== undefined;

/** Leaves the article's arithmetic, and its rate, when the run is no longer one that it is defined for. */
export const standardWhereNeeded: Edit = (spec) => {
  if (spec.arithmetic === 'standard') return spec;
  const { loss, optimizer } = spec;
  if (loss === 'mse' && outputOf(spec).activation === 'sigmoid' && optimizer.kind === 'sgd') return spec;
  const left: RunSpec = { ...spec, arithmetic: 'standard' };
  const stays = optimizer.kind !== 'sgd' || optimizer.learningRate !== arithmeticRates.article;
  return stays ? left : { ...left, optimizer: { ...optimizer, learningRate: arithmeticRates.standard } };
};
