import type { Phase } from '#core/contract/position.ts';
import type { LayerTrace, StepTrace } from '#core/contract/step-trace.ts';
import type { Target } from '#renderer/picture/shape.ts';
import type { Span } from '#renderer/model/formula/order.ts';

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
  readonly loss: { readonly value: number; readonly adjoint: number | undefined; readonly recorded: Span } | undefined;
}

/** The unit of the last layer that is blamed most: its graph shows the whole way, from the products to the loss. */
export const mostBlamed = ({ layers }: StepTrace): UnitRef => {
  const sizes = layers.at(-1)!.dZ.data.map(Math.abs);
  return { layer: layers.length, unit: sizes.reduce((best, size, unit) => (size > sizes[best]! ? unit : best), 0) };
};

/** Whose graph is drawn: the unit that is selected, by itself or by a weight or bias; an input leaves the one that is drawn. */
export const unitDrawn = (trace: StepTrace, selected: Target | undefined, drawn: UnitRef | undefined): UnitRef => {
  if (!selected || selected.kind === 'loss') return mostBlamed(trace);
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

const span = (phase: Phase, layer: number, unit: number, part: number): Span => ({ phase, layer, unit, first: part, last: part });

/** The `most` products of largest size, in the order of the units they come from; `kept` is one of them whatever its size. */
const largest = (products: Float64Array, most: number, kept: number | undefined): readonly number[] =>
  Array.from(products, (_, from) => from)
    .sort((a, b) => +(b === kept) - +(a === kept) || Math.abs(products[b]!) - Math.abs(products[a]!) || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);

/** What the graph is asked to show besides the trace. */
export interface Drawing {
  /** Products at most; the others are one node. */
  readonly most: number;
  /** The unit of the layer before whose product is drawn in any case. */
  readonly kept?: number | undefined;
  /** dL/d(loss of this sample): 1 or, in a mean over the batch, its part; undefined where the arithmetic has none. */
  readonly share: number | undefined;
}

/**
 * The computation graph of one unit and the carried sample (Wengert, 1964). Values and derivatives are the trace's; the derivatives
 * by a weight or an input are this sample's share through this unit, dL/dz times the other factor.
 */
export const graphOf = (trace: StepTrace, { layer, unit }: UnitRef, { most, kept, share }: Drawing): UnitGraph => {
  const own = trace.layers[layer - 1]!;
  const before = layer === 1 ? trace.batch.x : trace.layers[layer - 2]!.a;
  const { W, b, z, a, dA, dZ, slope, mask, branch, normalization } = own;
  const weights = Float64Array.from({ length: W.rows }, (_, from) => W.data[from * W.cols + unit]!);
  const products = weights.map((weight, from) => weight * before.data[from]!);
  const shown = largest(products, most, kept);
  const hidden = products.length - shown.length;
  const inBatch = trace.batch.rows[0] !== -1;
  const back = (value: number | undefined): number | undefined => (inBatch ? value : undefined);
  const [blame, delta] = [back(dA?.data[unit]), back(dZ.data[unit]!)];

  const next = trace.layers[layer]?.W.cols;
  const forward = (part: number): Span => span('forward', layer, unit, part);
  const [summed, activated] = [forward(W.rows + 1), forward(W.rows + 2)];
  const blamed = span('backward', layer, unit, next ?? 0);
  // Softmax under its own loss has no gate: what comes back is at z at once.
  const gated = dA ? span('backward', layer, unit, (next ?? 0) + 1) : blamed;
  const gradient = (part: number): Span => span('gradient', layer, unit, part);

  const nodes: GraphNode[] = [];
  const wires: GraphWire[] = [];
  const wire = (from: string, to: string, rest: Omit<GraphWire, 'from' | 'to'>): void => void wires.push({ from, to, ...rest });
  for (const from of shown) {
    const [weight, input] = [weights[from]!, before.data[from]!];
    nodes.push(
      { id: `w${from}`, kind: 'weight', from, target: { kind: 'weight', layer, from, to: unit } },
      { id: `a${from}`, kind: 'input', from, target: { kind: 'unit', layer: layer - 1, unit: from } },
      { id: `p${from}`, kind: 'product', from },
    );
    const byWeight = delta === undefined ? undefined : delta * input;
    wire(`w${from}`, `p${from}`, { value: weight, adjoint: byWeight, local: input, recorded: forward(from), replayed: gradient(from) });
    // Nobody asks for the derivative by an input of the network.
    const passed = layer > 1 && delta !== undefined ? delta * weight : undefined;
    const handedOn = layer > 1 ? span('backward', layer - 1, from, unit) : undefined;
    wire(`a${from}`, `p${from}`, { value: input, adjoint: passed, local: weight, recorded: forward(from), replayed: handedOn });
    wire(`p${from}`, 'sum', { value: products[from]!, adjoint: delta, local: 1, recorded: forward(from), replayed: gated });
  }
  const others = Array.from(products, (_, from) => from).filter((from) => !shown.includes(from));
  const rest = hidden > 0 ? { count: hidden, sum: others.reduce((sum, from) => sum + products[from]!, 0) } : undefined;
  if (rest) {
    nodes.push({ id: 'rest', kind: 'rest' });
    wire('rest', 'sum', { value: rest.sum, adjoint: delta, local: 1, recorded: forward(others.at(-1)!), replayed: gated });
  }
  nodes.push({ id: 'bias', kind: 'bias', target: { kind: 'bias', layer, unit } }, { id: 'sum', kind: 'sum' });
  wire('bias', 'sum', { value: b.data[unit]!, adjoint: delta, local: 1, recorded: summed, replayed: gradient(W.rows) });

  if (normalization) {
    nodes.push({ id: 'normalization', kind: 'normalization' });
    wire('sum', 'normalization', {
      symbol: 'z',
      value: z.data[unit]!,
      adjoint: delta,
      // Through mean and variance every z of the group counts.
      local: undefined,
      recorded: summed,
      replayed: gated,
    });
  }
  nodes.push({ id: 'activation', kind: 'activation' });
  wire(normalization ? 'normalization' : 'sum', 'activation', {
    symbol: normalization ? 'n' : 'z',
    value: (normalization?.normalized ?? z).data[unit]!,
    adjoint: normalization ? back(normalization.dNormalized.data[unit]!) : delta,
    local: slope?.data[unit],
    recorded: normalization ? activated : summed,
    replayed: gated,
  });

  /** The node whose value the next wire carries. */
  let last = 'activation';
  const passing = mask?.data[unit];
  const given = (branch ?? a).data[unit]!;
  if (passing !== undefined) {
    nodes.push({ id: 'dropout', kind: 'dropout' });
    wire(last, 'dropout', {
      symbol: 'f',
      // What a unit that is dropped would have given is nowhere computed.
      value: passing === 0 ? undefined : given / passing,
      adjoint: blame === undefined ? undefined : blame * passing,
      local: passing,
      recorded: activated,
      replayed: blamed,
    });
    last = 'dropout';
  }
  if (branch) {
    nodes.push(
      { id: 'skip', kind: 'skip', from: unit, target: { kind: 'unit', layer: layer - 1, unit } },
      { id: 'residual', kind: 'residual' },
    );
    wire(last, 'residual', { symbol: 'f', value: given, adjoint: blame, local: 1, recorded: activated, replayed: blamed });
    wire('skip', 'residual', { value: before.data[unit]!, adjoint: blame, local: 1, recorded: activated, replayed: blamed });
    last = 'residual';
  }
  const end = next === undefined ? 'loss' : 'next';
  nodes.push({ id: end, kind: end });
  wire(last, end, { symbol: 'a', value: a.data[unit]!, adjoint: blame, local: undefined, recorded: activated, replayed: blamed });

  const loss =
    next === undefined ? { value: trace.loss.perSample[0]!, adjoint: back(share), recorded: span('loss', layer, 0, 1) } : undefined;
  return { layer, unit, nodes, wires, rest, loss };
};
