import type { GradientPath, GradientPaths, ParameterPlace, PathFactor } from '#core/contract/explanation.ts';
import { fromLogits } from '#core/math/loss.ts';
import { addPenaltyGradient } from '#core/math/regularise.ts';
import { computeLoss, createWorkspace, loadBatch, type Workspace } from '#core/net/advance.ts';
import { backwardPass } from '#core/net/backward.ts';
import type { Run } from '#core/net/run.ts';
import { jacobian } from './jacobian.ts';

/** Paths that are listed unless more are asked for. */
const usualPaths = 20;

/** The rest of a path from some number of the step to the loss. */
interface Tail {
  readonly product: number;
  readonly factor: PathFactor;
  readonly next: Tail | undefined;
}

/** All tails of one number: how many, their sum, and the largest few. */
interface Tails {
  readonly count: number;
  readonly sum: number;
  readonly best: readonly Tail[];
}

interface Edge {
  readonly factor: PathFactor;
  /** undefined: the loss. */
  readonly to: Tails | undefined;
}

const none: Tails = { count: 0, sum: 0, best: [] };

/**
 * Every path from one parameter to the loss of step k, over the whole batch, the `limit` largest with their factors. From the loss
 * backwards each number keeps the largest of its tails: a path can be among the largest only if its tail is among its number's largest, so
 * the list is exact, and complete where there are no more than `limit`.
 */
export const gradientPaths = (run: Run, k: number, state: Float64Array, place: ParameterPlace, limit = usualPaths): GradientPaths => {
  const ws = createWorkspace(run);
  loadBatch(run, k, ws);
  computeLoss(run, k, state, ws);
  backwardPass(run, state, ws);
  const l = place.layer - 1;
  const { units, inputs, W, b } = run.layout.layers[l]!;
  const index = place.kind === 'W' ? W + place.row * units + place.col : b + place.col;
  const tails = tailsOfSums(run, state, ws, l, limit);
  const input = l === 0 ? ws.x : ws.forward[l - 1]!.a;
  const ofBias = run.spec.arithmetic === 'article' ? 1 / ws.rows : 1;

  let all: readonly (Tail & { readonly row: number })[] = [];
  let [count, sum] = [0, 0];
  for (let row = 0; row < ws.rows; row++) {
    const value = place.kind === 'W' ? input[row * inputs + place.row]! : ofBias;
    const factor: PathFactor = { kind: 'input', layer: place.layer, from: place.row, to: place.col, value };
    const { best, ...found } = gather([{ factor, to: tails[row * units + place.col]! }], limit);
    all = largest([...all, ...best.map((tail) => ({ ...tail, row }))], limit);
    count += found.count;
    sum += found.sum;
  }
  const paths = all.map(({ row, ...tail }): GradientPath => ({ row, factors: factorsOf(tail), product: tail.product }));
  const penalty = place.kind === 'W' ? penaltyGradient(run, state, index) : 0;
  const rest = paths.length === count ? 0 : sum - paths.reduce((listed, { product }) => listed + product, 0);
  return { place, paths, count, rest, sum, gradient: ws.gradient[index]! - penalty, penalty };
};

/** Tails of every z (B,O) of layer `first`, from the loss down to it. */
const tailsOfSums = (run: Run, state: Float64Array, ws: Workspace, first: number, limit: number): readonly Tails[] => {
  const { layout, spec } = run;
  const last = layout.layers.length - 1;
  /** Of every z and every a of the layer after. */
  let [sums, outputs]: [readonly Tails[], readonly Tails[]] = [[], []];
  for (let l = last; l >= first; l--) {
    const { units } = layout.layers[l]!;
    const layer = l + 1;
    const { dA, dU } = ws.backward[l]!;
    const numbers = Array.from({ length: ws.rows * units }, (_, i) => ({ i, row: Math.floor(i / units), unit: i % units }));
    const after = layout.layers[l + 1];
    const [nextSums, nextOutputs] = [sums, outputs];
    const undone = l === last && fromLogits(spec.loss) && spec.arithmetic === 'standard';
    outputs = numbers.map(({ i, row, unit }) => {
      if (undone) return none;
      if (l === last) return gather([{ factor: { kind: 'loss', layer, from: unit, to: 0, value: dA[i]! }, to: undefined }], limit);
      const edges: Edge[] = Array.from({ length: after!.units }, (_, to) => ({
        factor: { kind: 'weight', layer: layer + 1, from: unit, to, value: state[after!.W + unit * after!.units + to]! },
        to: nextSums[row * after!.units + to]!,
      }));
      if (spec.network.layers[l + 1]!.residual)
        edges.push({ factor: { kind: 'skip', layer: layer + 1, from: unit, to: unit, value: 1 }, to: nextOutputs[i]! });
      return gather(edges, limit);
    });
    const { activation, normalized } = jacobian(run, state, ws, l);
    const before = numbers.map(({ i, row, unit }) =>
      undone
        ? gather([{ factor: { kind: 'loss', layer, from: unit, to: 0, value: dU[i]! }, to: undefined }], limit)
        : gather(
            activation(row, unit).map(({ factor, at }) => ({ factor, to: masked(ws, l, at, factor.to, outputs[at]!, limit) })),
            limit,
          ),
    );
    sums = normalized
      ? numbers.map(({ row, unit }) =>
          gather(
            normalized(row, unit).map(({ factor, at }) => ({ factor, to: before[at]! })),
            limit,
          ),
        )
      : before;
  }
  return sums;
};

const masked = (ws: Workspace, l: number, at: number, unit: number, tails: Tails, limit: number): Tails => {
  const { mask } = ws.forward[l]!;
  return mask ? gather([{ factor: { kind: 'mask', layer: l + 1, from: unit, to: unit, value: mask[at]! }, to: tails }], limit) : tails;
};

const gather = (edges: readonly Edge[], limit: number): Tails => {
  let [count, sum] = [0, 0];
  const best: Tail[] = [];
  for (const { factor, to } of edges) {
    count += to ? to.count : 1;
    sum += factor.value * (to ? to.sum : 1);
    if (to) for (const next of to.best) best.push({ product: factor.value * next.product, factor, next });
    else best.push({ product: factor.value, factor, next: undefined });
  }
  return { count, sum, best: largest(best, limit) };
};

const largest = <T extends Tail>(tails: readonly T[], limit: number): readonly T[] =>
  tails.toSorted((p, q) => Math.abs(q.product) - Math.abs(p.product)).slice(0, limit);

const factorsOf = (tail: Tail): PathFactor[] => {
  const factors: PathFactor[] = [];
  for (let at: Tail | undefined = tail; at; at = at.next) factors.push(at.factor);
  return factors;
};

const penaltyGradient = ({ spec, layout }: Run, state: Float64Array, index: number): number => {
  const gradient = new Float64Array(layout.parameters);
  addPenaltyGradient(spec.penalty, state, gradient, index, index + 1);
  return gradient[index]!;
};
