import { at } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Target } from '#renderer/picture/shape.ts';

/** What stays bright when a unit, a weight or a bias is selected: itself, what it reads, and its ways to the loss. */
export interface Focus {
  lights(layer: number, unit: number): boolean;
  /**
   * Undefined for an edge that dims. Else the part, 0..1, that it has in the way from the selection to the loss, against the largest part
   * of an edge into the same layer; 0 for edges that only lead to the selection.
   */
  share(layer: number, from: number, to: number): number | undefined;
}

let known: { readonly trace: StepTrace; readonly target: Target; readonly focus: Focus } | undefined;

/** The focus of the followed sample. The last one is kept: it is asked for at every frame. */
export const focusOf = (trace: StepTrace, target: Target | undefined): Focus | undefined => {
  if (!target || target.kind === 'loss') return undefined;
  if (known?.trace !== trace || known.target !== target) known = { trace, target, focus: focusOn(trace, target) };
  return known.focus;
};

const focusOn = (trace: StepTrace, target: Exclude<Target, { kind: 'loss' }>): Focus => {
  const start = target.layer;
  const unit = target.kind === 'weight' ? target.to : target.unit;
  const flows = flowsFrom(trace, target, unit);
  return {
    lights: (layer, other) => {
      if (layer > start) return true;
      if (layer === start) return other === unit;
      return layer === start - 1 && (target.kind === 'unit' || (target.kind === 'weight' && other === target.from));
    },
    share: (layer, from, to) => {
      if (layer < start) return undefined;
      if (layer === start) {
        if (to !== unit || target.kind === 'bias') return undefined;
        return target.kind === 'unit' ? 0 : from === target.from ? 1 : undefined;
      }
      if (layer === start + 1 && from !== unit) return undefined;
      const flow = flows[layer];
      if (!flow) return 1;
      const { W, dZ } = trace.layers[layer - 1]!;
      const part = Math.abs(flow.before[from]! * at(W, from, to) * at(dZ, 0, to)) / flow.most;
      return part >= 0 && part <= 1 ? part : part > 1 ? 1 : 0;
    },
  };
};

interface Flow {
  /** How much each unit before the layer's edges moves with the selection: the sum over its ways there of weights and slopes. */
  readonly before: Float64Array;
  /** The largest part that an edge of the layer carries to the loss. */
  readonly most: number;
}

/**
 * Per layer after the selection, what its edges carry: dL/dw of a way is the product of its weights and slopes and the dL/dz at its end.
 * Where a layer on the way ties units together (normalisation, an inner softmax) that product is not the whole truth: none from there on.
 */
const flowsFrom = (trace: StepTrace, target: Exclude<Target, { kind: 'loss' }>, unit: number): (Flow | undefined)[] => {
  const { layers } = trace;
  const flows: (Flow | undefined)[] = [];
  const { cols } = target.layer === 0 ? trace.batch.x : layers[target.layer - 1]!.a;
  let before = new Float64Array(cols);
  // A weight acts through its unit's slope: a shut gate lets nothing of it on.
  before[unit] = target.kind === 'unit' ? 1 : gateOf(trace, target.layer, unit);
  for (let layer = target.layer + 1; layer <= layers.length; layer++) {
    if (layer > 1 && tied(trace, layer - 1) && (layer - 1 > target.layer || target.kind !== 'unit')) break;
    const { W, dZ, branch } = layers[layer - 1]!;
    const after = new Float64Array(W.cols);
    let most = 0;
    for (let from = 0, w = 0; from < W.rows; from++) {
      const flow = before[from]!;
      if (flow === 0) {
        w += W.cols;
        continue;
      }
      for (let to = 0; to < W.cols; to++, w++) {
        const moved = flow * W.data[w]!;
        after[to]! += moved;
        const part = Math.abs(moved * dZ.data[to]!);
        if (part > most && part < Infinity) most = part;
      }
    }
    flows[layer] = { before, most: most || 1 };
    for (let to = 0; to < W.cols; to++) after[to] = after[to]! * gateOf(trace, layer, to) + (branch ? before[to]! : 0);
    before = after;
  }
  return flows;
};

/** What an output of a layer moves by when its z does. */
const gateOf = ({ layers }: StepTrace, layer: number, unit: number): number => {
  const { slope, mask } = layers[layer - 1]!;
  return (slope ? at(slope, 0, unit) : 1) * (mask ? at(mask, 0, unit) : 1);
};

const tied = ({ layers }: StepTrace, layer: number): boolean => {
  const { slope, normalization } = layers[layer - 1]!;
  return !slope || normalization !== undefined;
};
