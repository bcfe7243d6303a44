import type { Operation, TensorName } from '#core/contract/failure.ts';
import type { Run } from './run.ts';
import type { Workspace } from './workspace.ts';

/** What was computed where a number was lost, and of which numbers. */
export interface Operands {
  readonly operation: Operation;
  readonly operands: readonly number[];
}

/**
 * The operation that made number `index` of a tensor of layer l (from 0), with its operands; of a sum of products the two whose product is the
 * largest, for that is where it went wrong. `index` is row · units + unit, of a weight input · units + unit.
 */
export const operandsOf = (
  run: Run,
  ws: Workspace,
  state: Float64Array,
  l: number,
  tensor: TensorName,
  index: number,
): Operands | undefined => {
  const { layout } = run;
  const { inputs, units, W, b } = layout.layers[l]!;
  const { z, u, f } = ws.forward[l]!;
  const { dA, slope, dZ } = ws.backward[l]!;
  const before = l === 0 ? ws.x : ws.forward[l - 1]!.a;
  const [row, unit] = [Math.floor(index / units), index % units];
  switch (tensor) {
    case 'z':
      if (!Number.isFinite(state[b + unit]!)) return { operation: 'sum', operands: [state[b + unit]!] };
      if (!Number.isFinite(z[index]!))
        return {
          operation: 'sum-of-products',
          operands: largest(inputs, (i) => [before[row * inputs + i]!, state[W + i * units + unit]!]),
        };
      return { operation: 'normalization', operands: [z[index]!] };
    case 'a':
      return { operation: 'activation', operands: Number.isFinite(f[index]!) ? [f[index]!] : [u[index]!] };
    case 'loss': {
      const { perSample, y } = ws;
      const worst = perSample.subarray(0, ws.rows).findIndex((loss) => !Number.isFinite(loss));
      const last = layout.layers.length - 1;
      const outputs = layout.layers[last]!.units;
      return worst < 0
        ? undefined
        : { operation: 'loss', operands: largest(outputs, (o) => [ws.forward[last]!.a[worst * outputs + o]!, y[worst * outputs + o]!]) };
    }
    case 'dA': {
      const next = layout.layers[l + 1];
      if (!next) return { operation: 'loss', operands: [ws.forward[l]!.a[index]!, ws.y[index]!] };
      const after = ws.backward[l + 1]!.dZ;
      return {
        operation: 'sum-of-products',
        operands: largest(next.units, (o) => [after[row * next.units + o]!, state[next.W + unit * next.units + o]!]),
      };
    }
    case 'dZ':
      return slope ? { operation: 'product', operands: [dA[index]!, slope[index]!] } : undefined;
    case 'dW': {
      const input = Math.floor(index / units);
      return { operation: 'sum-of-products', operands: largest(ws.rows, (n) => [before[n * inputs + input]!, dZ[n * units + unit]!]) };
    }
    case 'db':
      return { operation: 'sum', operands: [extreme(ws.rows, (n) => dZ[n * units + unit]!)] };
    case 'W':
    case 'b': {
      const at = (tensor === 'W' ? W : b) + index;
      return { operation: 'update', operands: [state[at]!, ws.delta[at]!] };
    }
    default:
      return undefined;
  }
};

const largest = (count: number, pair: (i: number) => [number, number]): [number, number] => {
  let best = pair(0);
  for (let i = 1; i < count; i++) {
    const candidate = pair(i);
    // What is not a number outdoes every number.
    if (!(Math.abs(candidate[0] * candidate[1]) <= Math.abs(best[0] * best[1]))) best = candidate;
    if (Number.isNaN(best[0] * best[1])) break;
  }
  return best;
};

const extreme = (count: number, value: (i: number) => number): number => {
  let best = value(0);
  for (let i = 1; i < count; i++) if (!(Math.abs(value(i)) <= Math.abs(best))) best = value(i);
  return best;
};
