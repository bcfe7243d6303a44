import type { Difference, Quantity } from '#core/spec/branch.ts';
import type { LayerTrace, StepTrace } from '#core/contract/step-trace.ts';

/** Numbers of one quantity of one layer, (rows, cols); `samples` says which sample each row is of. */
interface Numbers {
  readonly quantity: Quantity;
  readonly layer: number;
  /** Tells apart what bears the same name. */
  readonly part?: string;
  readonly cols: number;
  readonly data: ArrayLike<number>;
  readonly samples?: Int32Array;
}

/**
 * The first number in which two traces of one step differ, to the bit, in the order in which a step computes. Both carry all rows of their batch.
 * Where two runs keep different optimiser state, that itself is no difference: the update that follows from it is.
 */
export const differenceOf = (a: StepTrace, b: StepTrace): Difference | undefined => {
  const keyOf = ({ quantity, layer, part = '' }: Numbers): string => `${quantity} ${layer} ${part}`;
  const others = new Map([...numbersOf(b)].map((numbers) => [keyOf(numbers), numbers]));
  for (const numbers of numbersOf(a)) {
    const other = others.get(keyOf(numbers));
    const found = other && compare(numbers, other);
    if (found) return { step: a.step, ...found };
  }
  return undefined;
};

const compare = ({ quantity, layer, cols, data, samples }: Numbers, other: Numbers): Omit<Difference, 'step'> | undefined => {
  const of = Math.max(data.length, other.data.length);
  let first = -1;
  let differ = 0;
  for (let i = 0; i < of; i++) {
    if (Object.is(data[i], other.data[i])) continue;
    if (first < 0) first = i;
    differ++;
  }
  if (first < 0) return undefined;
  const [row, col] = [Math.floor(first / cols), first % cols];
  const sample = samples?.[row];
  const [x, y] = [data[first] ?? NaN, other.data[first] ?? NaN];
  return { quantity, layer, row, col, ...(sample === undefined ? {} : { sample }), a: x, b: y, differ, of };
};

function* numbersOf({ batch, layers, loss, lr }: StepTrace): Generator<Numbers> {
  const samples = batch.indices;
  const perLayer = function* (
    quantity: Quantity,
    pick: (layer: LayerTrace) => { cols: number; data: Float64Array } | undefined,
    part = '',
  ): Generator<Numbers> {
    for (const [l, layer] of layers.entries()) {
      const numbers = pick(layer);
      if (numbers) yield { quantity, layer: l + 1, part, ...numbers };
    }
  };
  const perSample = (numbers: Numbers): Numbers => ({ ...numbers, samples });
  yield* perLayer('W', ({ W }) => W);
  yield* perLayer('b', ({ b }) => b);
  yield { quantity: 'batch', layer: 0, cols: 1, data: batch.indices, samples };
  yield { quantity: 'x', layer: 0, ...batch.x, samples };
  yield { quantity: 'y', layer: layers.length, ...batch.y, samples };
  for (const [l, { z, normalization, mask, a }] of layers.entries()) {
    const layer = l + 1;
    yield perSample({ quantity: 'z', layer, ...z });
    if (normalization) yield perSample({ quantity: 'normalized', layer, ...normalization.normalized });
    if (mask) yield perSample({ quantity: 'mask', layer, ...mask });
    yield perSample({ quantity: 'a', layer, ...a });
  }
  yield { quantity: 'loss', layer: 0, part: 'sample', cols: 1, data: loss.perSample, samples };
  yield { quantity: 'loss', layer: 0, cols: 1, data: [loss.total] };
  for (const [l, { dA, dZ, dW, db }] of [...layers.entries()].reverse()) {
    const layer = l + 1;
    if (dA) yield perSample({ quantity: 'dA', layer, ...dA });
    yield perSample({ quantity: 'dZ', layer, ...dZ });
    yield { quantity: 'dW', layer, ...dW };
    yield { quantity: 'db', layer, ...db };
  }
  yield { quantity: 'rate', layer: 0, cols: 1, data: [lr] };
  const slots = Object.keys(layers[0]!.optimizer);
  for (const slot of slots) {
    yield* perLayer('optimizer', ({ optimizer }) => optimizer[slot]?.after.W, `${slot} W`);
    yield* perLayer('optimizer', ({ optimizer }) => optimizer[slot]?.after.b, `${slot} b`);
  }
  yield* perLayer('deltaW', ({ deltaW }) => deltaW);
  yield* perLayer('deltab', ({ deltab }) => deltab);
}
