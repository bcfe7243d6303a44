import { unwritten, type Activation, type WrittenActivation, type WrittenOptimizer } from '#core/spec/methods.ts';
import type { OptimizerSpec, RunSpec } from '#core/spec/run-spec.ts';

const lacks = (names: readonly string[], name: string): boolean => names.includes(name);

/** The place of the first activation, or of the optimiser, that no export writes down. */
export const unwrittenActivation = ({ network }: RunSpec): string | undefined => {
  const l = network.layers.findIndex(({ activation }) => lacks(unwritten.activations, activation));
  return l < 0 ? undefined : `network.layers[${l}].activation`;
};
export const unwrittenOptimizer = ({ optimizer }: RunSpec): string | undefined =>
  lacks(unwritten.optimizers, optimizer.kind) ? 'optimizer.kind' : undefined;

/** `exportRun` has refused it: to get here is a defect. */
const notWritten = (name: string): RangeError => new RangeError(`no export writes ${name}`);

const isWritten = (activation: Activation): activation is WrittenActivation => !lacks(unwritten.activations, activation);

/** An activation whose text is known. Throws a RangeError for another. */
export const written = (activation: Activation): WrittenActivation => {
  if (!isWritten(activation)) throw notWritten(activation);
  return activation;
};

export type WrittenOptimizerSpec = Extract<OptimizerSpec, { readonly kind: WrittenOptimizer }>;
const isWrittenOptimizer = (spec: OptimizerSpec): spec is WrittenOptimizerSpec => !lacks(unwritten.optimizers, spec.kind);

/** The same of an optimiser. */
export const writtenOptimizer = (spec: OptimizerSpec): WrittenOptimizerSpec => {
  const { kind } = spec;
  if (!isWrittenOptimizer(spec)) throw notWritten(kind);
  return spec;
};
