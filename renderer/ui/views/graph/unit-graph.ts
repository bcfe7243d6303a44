import type { Account } from '#core/account/account.ts';
import { delta, deltaTurn, gated, slope, throughDropout, upstream, upstreamTurn } from '#core/account/backward.ts';
import {
  activation,
  activationTurn,
  applied,
  argument,
  bias,
  branch,
  forwardTurn,
  mask,
  normalisation,
  preActivation,
} from '#core/account/forward.ts';
import { gradient, parameterTurn } from '#core/account/gradient.ts';
import { lossShare, lossTurn, sampleLoss } from '#core/account/loss.ts';
import { forwardPart, type Span } from '#core/account/place.ts';
import { unitsIn } from '#core/account/program.ts';
import type { Quantity } from '#core/account/quantity.ts';
import type { LayerTrace, StepTrace } from '#core/contract/step-trace.ts';
import type { Target } from '#renderer/picture/shape.ts';

/** A unit by its layer, from 1, and its place in it, from 0. */
export interface UnitRef {
  readonly layer: number;
  readonly unit: number;
}

/** Operands stand at the left; what the unit makes of them follows in this order; `next` and `loss` are where its output goes. */
export type NodeKind =
  | 'weight'
  | 'input'
  | 'product'
  | 'rest'
  | 'bias'
  | 'skip'
  | 'sum'
  | 'normalization'
  | 'activation'
  | 'dropout'
  | 'residual'
  | 'next'
  | 'loss';

export interface GraphNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** Of an operand or a product: the unit of the layer before that it belongs to. */
  readonly from?: number;
  /** What is selected by it. */
  readonly target?: Target;
}

/** A value on its way from the operation that makes it to the one that takes it. */
export interface GraphWire {
  readonly from: string;
  readonly to: string;
  /** How the value is called, where its node does not say so. */
  readonly symbol?: 'z' | 'n' | 'f' | 'a';
  /** Undefined where the step does not compute it. */
  readonly value: number | undefined;
  /** dL/d(value), or the share of it that comes back through this unit. */
  readonly adjoint: number | undefined;
  /** Derivative of what `to` makes by this value; undefined where one number does not say it. */
  readonly local: number | undefined;
  /** When the step computes the value, and when its adjoint. */
  readonly recorded: Span;
  readonly replayed: Span | undefined;
}

export interface UnitGraph extends UnitRef {
  readonly nodes: readonly GraphNode[];
  readonly wires: readonly GraphWire[];
  /** The products that are not drawn, in one sum. */
  readonly rest: { readonly count: number; readonly sum: number } | undefined;
  /** Of the output layer: the loss of the sample, where the way back begins. */
  readonly loss: { readonly value: number | undefined; readonly adjoint: number | undefined; readonly recorded: Span } | undefined;
}

/** The unit of the last layer with the largest dL/dz: its graph shows the whole way, from the products to the loss. */
export const largestDelta = ({ layers }: StepTrace): UnitRef => {
  const sizes = layers.at(-1)!.dZ.data.map(Math.abs);
  return { layer: layers.length, unit: sizes.reduce((best, size, unit) => (size > sizes[best]! ? unit : best), 0) };
};

/** Whose graph is drawn: the unit that is selected, by itself or by a weight or bias; an input leaves the one that is drawn. */
export const unitDrawn = (trace: StepTrace, selected: Target | undefined, drawn: UnitRef | undefined): UnitRef => {
  if (!selected || selected.kind === 'loss') return largestDelta(trace);
  if (selected.kind === 'weight') return { layer: selected.layer, unit: selected.to };
  if (selected.layer > 0) return { layer: selected.layer, unit: selected.unit };
  return drawn && drawn.layer === 1 ? drawn : { layer: 1, unit: 0 };
};

/** What a layer's units do between their sum and what leaves them. */
export const stagesOf = ({ normalization, mask, branch }: LayerTrace): readonly NodeKind[] => [
  ...(normalization ? (['normalization'] as const) : []),
  'activation',
  ...(mask ? (['dropout'] as const) : []),
  ...(branch ? (['residual'] as const) : []),
];

/** The `most` products of largest size, in the order of the units they come from; `kept` is one of them whatever its size. */
const largest = (products: readonly number[], most: number, kept: number | undefined): readonly number[] =>
  products
    .map((_, from) => from)
    .sort((a, b) => +(b === kept) - +(a === kept) || Math.abs(products[b]!) - Math.abs(products[a]!) || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);

/** What the graph is asked to show besides the trace. */
export interface Drawing {
  /** Products at most; the others are one node. */
  readonly most: number;
  /** The unit of the layer before whose product is drawn in any case. */
  readonly kept?: number | undefined;
}

/**
 * The computation graph of one unit and the carried sample (Wengert, 1964). The derivatives by a weight or an input are this sample's share
 * through this unit: dL/dz times what the program multiplies it by.
 */
export const graphOf = (account: Account, { layer, unit }: UnitRef, { most, kept }: Drawing): UnitGraph => {
  const { program, inBatch } = account;
  const terms = preActivation(account, layer, unit).terms!;
  const inputs = unitsIn(program, layer - 1);
  const products = Array.from({ length: inputs }, (_, from) => terms.value(from) ?? 0);
  const shown = largest(products, most, kept);
  const back = (told: Pick<Quantity, 'value'> | undefined): number | undefined => (inBatch ? told?.value : undefined);
  const [above, error] = [back(upstream(account, layer, unit)), back(delta(account, layer, unit))];
  const summed = forwardTurn(layer, unit, forwardPart(program, layer, 'bias'));
  const activated = activationTurn(account, layer, unit);
  const arrives = upstreamTurn(account, layer, unit);
  const passes = deltaTurn(account, layer, unit);

  const nodes: GraphNode[] = [];
  const wires: GraphWire[] = [];
  const wire = (from: string, to: string, rest: Omit<GraphWire, 'from' | 'to'>): void => void wires.push({ from, to, ...rest });
  for (const from of shown) {
    const [weight, input] = terms.factors(from);
    nodes.push(
      { id: `w${from}`, kind: 'weight', from, target: { kind: 'weight', layer, from, to: unit } },
      { id: `a${from}`, kind: 'input', from, target: { kind: 'unit', layer: layer - 1, unit: from } },
      { id: `p${from}`, kind: 'product', from },
    );
    const parameter = { layer, from, to: unit };
    const { share, multiplier } = gradient(account, parameter);
    const recorded = forwardTurn(layer, unit, from);
    const replayed = parameterTurn(account, parameter, 'gradient');
    wire(`w${from}`, `p${from}`, { value: weight!.value, adjoint: back({ value: share }), local: multiplier.value, recorded, replayed });
    // Nobody asks for the derivative by an input of the network.
    const handed = layer > 1 ? upstream(account, layer - 1, from)?.terms : undefined;
    wire(`a${from}`, `p${from}`, {
      value: input!.value,
      adjoint: handed && back({ value: handed.value(unit) }),
      local: handed ? handed.factors(unit)[0]!.value : weight!.value,
      recorded,
      replayed: layer > 1 ? { phase: 'backward', layer: layer - 1, unit: from, first: unit, last: unit } : undefined,
    });
    wire(`p${from}`, 'sum', { value: terms.value(from), adjoint: error, local: 1, recorded, replayed: passes });
  }
  const others = products.map((_, from) => from).filter((from) => !shown.includes(from));
  const rest = others.length > 0 ? { count: others.length, sum: others.reduce((sum, from) => sum + products[from]!, 0) } : undefined;
  if (rest) {
    nodes.push({ id: 'rest', kind: 'rest' });
    const recorded = forwardTurn(layer, unit, others.at(-1)!);
    wire('rest', 'sum', { value: rest.sum, adjoint: error, local: 1, recorded, replayed: passes });
  }
  nodes.push({ id: 'bias', kind: 'bias', target: { kind: 'bias', layer, unit } }, { id: 'sum', kind: 'sum' });
  const own = gradient(account, { layer, to: unit });
  wire('bias', 'sum', {
    value: bias(account, layer, unit).value,
    adjoint: back({ value: own.share }),
    local: own.multiplier.value,
    recorded: summed,
    replayed: parameterTurn(account, { layer, to: unit }, 'gradient'),
  });

  const normalised = normalisation(account, layer, unit);
  if (normalised) {
    nodes.push({ id: 'normalization', kind: 'normalization' });
    wire('sum', 'normalization', {
      symbol: 'z',
      value: preActivation(account, layer, unit).value,
      adjoint: error,
      // Through mean and variance every z of the group counts.
      local: undefined,
      recorded: summed,
      replayed: passes,
    });
  }
  nodes.push({ id: 'activation', kind: 'activation' });
  wire(normalised ? 'normalization' : 'sum', 'activation', {
    symbol: normalised ? 'n' : 'z',
    value: argument(account, layer, unit).value,
    adjoint: back(gated(account, layer, unit)),
    local: slope(account, layer, unit)?.value,
    recorded: normalised ? activated : summed,
    replayed: passes,
  });

  /** The node whose value the next wire carries. */
  let last = 'activation';
  const dropout = mask(account, layer, unit);
  if (dropout) {
    nodes.push({ id: 'dropout', kind: 'dropout' });
    wire(last, 'dropout', {
      symbol: 'f',
      value: applied(account, layer, unit).value,
      adjoint: back(throughDropout(account, layer, unit)),
      local: dropout.value,
      recorded: activated,
      replayed: arrives,
    });
    last = 'dropout';
  }
  const alone = branch(account, layer, unit);
  const output = activation(account, layer, unit);
  if (alone) {
    nodes.push(
      { id: 'skip', kind: 'skip', from: unit, target: { kind: 'unit', layer: layer - 1, unit } },
      { id: 'residual', kind: 'residual' },
    );
    const common = { adjoint: above, local: 1, recorded: activated, replayed: arrives };
    wire(last, 'residual', { symbol: 'f', value: alone.value, ...common });
    wire('skip', 'residual', { value: output.terms!.value(1), ...common });
    last = 'residual';
  }
  const end = layer === account.depth ? 'loss' : 'next';
  nodes.push({ id: end, kind: end });
  wire(last, end, { symbol: 'a', value: output.value, adjoint: above, local: undefined, recorded: activated, replayed: arrives });

  const loss =
    end === 'loss' ? { value: sampleLoss(account).value, adjoint: back(lossShare(account)), recorded: lossTurn(account) } : undefined;
  return { layer, unit, nodes, wires, rest, loss };
};
