import type { GradientPath, GradientPaths, ParameterRef, PathFactor } from '#core/contract/explanation.ts';
import { fromLogits, sampleScale } from '#core/math/loss.ts';
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

/** Tails that are kept at once where batch normalisation ties all rows together; beyond that, fewer of each number. */
const mostTails = 2_000_000;

/**
 * Every path from one parameter to the loss of step k, over the whole batch, the `limit` largest with their factors. From the loss
 * backwards each number keeps the largest of its tails: a path can be among the largest only if its tail is among its number's largest, so
 * the list is exact, and complete where there are no more than `limit`. Pauses after each row of a layer; `state` is left as it is.
 */
export function* gradientPaths(
  run: Run,
  k: number,
  state: Float64Array,
  place: ParameterRef,
  limit = usualPaths,
): Generator<void, GradientPaths, void> {
  const ws = createWorkspace(run);
  loadBatch(run, k, ws);
  computeLoss(run, k, state, ws);
  backwardPass(run, state, ws);
  const l = place.layer - 1;
  const { units, inputs, W, b } = run.layout.layers[l]!;
  const index = place.kind === 'W' ? W + place.row * units + place.col : b + place.col;
  const input = l === 0 ? ws.x : ws.forward[l - 1]!.a;
  const ofBias = sampleScale(run.rules.biasReduction, ws.rows);

  let all: readonly (Tail & { readonly row: number })[] = [];
  let [count, sum] = [0, 0];
  // Without batch normalisation no path leaves its row, and one row's tails are all that is kept.
  const tied = run.spec.network.layers.some(({ normalization }) => normalization === 'batch');
  const together = tied ? ws.rows : 1;
  const numbers = together * run.layout.layers.reduce((total, layer) => total + layer.units, 0);
  const kept = Math.max(1, Math.min(limit, Math.floor(mostTails / numbers)));
  for (let from = 0; from < ws.rows; from += together) {
    const tails = yield* tailsOfSums(run, state, ws, l, from, together, kept);
    for (let row = from; row < from + together; row++) {
      const value = place.kind === 'W' ? input[row * inputs + place.row]! : ofBias;
      const factor: PathFactor = { kind: 'input', layer: place.layer, from: place.row, to: place.col, value };
      const { best, ...found } = gather([{ factor, to: tails[(row - from) * units + place.col]! }], kept);
      all = largest([...all, ...best.map((tail) => ({ ...tail, row }))], kept);
      count += found.count;
      sum += found.sum;
    }
  }
  const paths = all.map(({ row, ...tail }): GradientPath => ({
    row,
    sample: ws.batch.indices[row]!,
    factors: factorsOf(tail),
    product: tail.product,
  }));
  const penalty = place.kind === 'W' ? penaltyGradient(run, state, index) : 0;
  const rest = paths.length === count ? 0 : sum - paths.reduce((listed, { product }) => listed + product, 0);
  return { place, paths, count, rest, sum, gradient: ws.gradient[index]! - penalty, penalty };
}

/** Tails of every z (rows,O) of layer `first`, from the loss down to it, for some rows of the batch. */
function* tailsOfSums(
  run: Run,
  state: Float64Array,
  ws: Workspace,
  first: number,
  firstRow: number,
  rows: number,
  limit: number,
): Generator<void, readonly Tails[], void> {
  const { layout, spec } = run;
  const last = layout.layers.length - 1;
  /** Of every z and every a of the layer after. */
  let [sums, outputs]: [readonly Tails[], readonly Tails[]] = [[], []];
  for (let l = last; l >= first; l--) {
    const { units } = layout.layers[l]!;
    const layer = l + 1;
    const { dA, dU } = ws.backward[l]!;
    const after = layout.layers[l + 1];
    const [nextSums, nextOutputs] = [sums, outputs];
    const undone = l === last && fromLogits(run.rules.loss);
    const lossTail = (unit: number, value: number): Tails =>
      gather([{ factor: { kind: 'loss', layer, from: unit, to: 0, value }, to: undefined }], limit);
    /** One entry per row and unit; a pause after each row. */
    function* each(tailsOf: (row: number, unit: number, i: number) => Tails): Generator<void, Tails[], void> {
      const all: Tails[] = [];
      for (let row = firstRow; row < firstRow + rows; row++) {
        for (let unit = 0; unit < units; unit++) all.push(tailsOf(row, unit, row * units + unit));
        yield;
      }
      return all;
    }
    /** From a place in the whole batch to one among these rows. */
    const here = (i: number): number => i - firstRow * units;

    outputs = yield* each((row, unit, i) => {
      if (undone) return none;
      if (l === last) return lossTail(unit, dA[i]!);
      const edges: Edge[] = [];
      for (let to = 0; to < after!.units; to++)
        edges.push({
          factor: { kind: 'weight', layer: layer + 1, from: unit, to, value: state[after!.W + unit * after!.units + to]! },
          to: nextSums[(row - firstRow) * after!.units + to]!,
        });
      if (spec.network.layers[l + 1]!.residual)
        edges.push({ factor: { kind: 'skip', layer: layer + 1, from: unit, to: unit, value: 1 }, to: nextOutputs[here(i)]! });
      return gather(edges, limit);
    });
    const { activation, normalized } = jacobian(run, state, ws, l);
    const before = yield* each((row, unit, i) =>
      undone
        ? lossTail(unit, dU[i]!)
        : gather(
            activation(row, unit).map(({ factor, at }) => ({ factor, to: masked(ws, l, at, factor.to, outputs[here(at)]!, limit) })),
            limit,
          ),
    );
    sums = normalized
      ? yield* each((row, unit) =>
          gather(
            normalized(row, unit).map(({ factor, at }) => ({ factor, to: before[here(at)]! })),
            limit,
          ),
        )
      : before;
  }
  return sums;
}

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
    if (!to) insert(best, { product: factor.value, factor, next: undefined }, limit);
    // Each list is by size: where one of it is too small, all after it are.
    else for (const next of to.best) if (!insert(best, { product: factor.value * next.product, factor, next }, limit)) break;
  }
  return { count, sum, best };
};

/** Into a list by size, after those of the same size; false where it is full of larger ones. */
const insert = (best: Tail[], tail: Tail, limit: number): boolean => {
  const size = Math.abs(tail.product);
  let at = best.length;
  while (at > 0 && !(Math.abs(best[at - 1]!.product) >= size)) at--;
  if (at >= limit) return false;
  best.splice(at, 0, tail);
  if (best.length > limit) best.pop();
  return true;
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
