import { programOf, type Program } from '#core/account/program.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';

/** What the picture needs to know of a network before any number of it. */
export interface NetworkShape extends Program {
  readonly optimizer: RunSpec['optimizer']['kind'];
}

export const networkShape = (spec: RunSpec): NetworkShape => ({ ...programOf(spec), optimizer: spec.optimizer.kind });

/** Units of layer l; 0 is the input layer. */
export const unitsOf = (shape: NetworkShape, layer: number): number => (layer === 0 ? shape.inputs : shape.layers[layer - 1]!.units);

/** What a person points at, in the picture and in the DOM tree that mirrors it. */
export type Target =
  | { readonly kind: 'unit'; readonly layer: number; readonly unit: number }
  | { readonly kind: 'weight'; readonly layer: number; readonly from: number; readonly to: number }
  | { readonly kind: 'bias'; readonly layer: number; readonly unit: number }
  | { readonly kind: 'loss' };
