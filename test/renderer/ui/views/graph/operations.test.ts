import { describe, expect, test } from 'vitest';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { networkShape } from '#renderer/picture/shape.ts';
import { accountAt } from '#test/core/account/account-at.ts';
import { lossShare } from '#core/account/loss.ts';
import { programOf } from '#core/account/program.ts';
import { entriesOf, statesOf, operationsOf, type Operation } from '#renderer/ui/views/graph/operations.ts';
import { opened } from '#test/renderer/ui/views/traced.ts';

const local = ({ locals }: Operation, by: string) => locals.find((one) => one.by === by)!.value!;

describe('the operations of a whole network', () => {
  const { spec, trace } = opened();
  const operations = operationsOf(accountAt(spec, trace));
  const find = (kind: Operation['kind'], layer: number, unit: number, from?: number) =>
    operations.find((one) => one.kind === kind && one.layer === layer && one.unit === unit && one.from === from)!;

  test('it has every operation, in the order in which they happen', () => {
    expect(operations).toHaveLength(entriesOf(spec.network));
    expect(operations).toHaveLength(3 * (2 + 2) + 4 * (3 + 2) + (4 + 2) + 1);
    expect(operations.at(-1)!.value).toBe(trace.loss.perSample[0]);
  });

  test('replayed backwards by local derivatives alone, every adjoint is the core’s', () => {
    for (const entry of operations) {
      const { kind, layer, unit, adjoint } = entry;
      if (kind === 'product') expect(adjoint).toBeCloseTo(find('sum', layer, unit).adjoint! * local(find('sum', layer, unit), 'p'), 14);
      if (kind === 'sum')
        expect(adjoint).toBeCloseTo(find('activation', layer, unit).adjoint! * local(find('activation', layer, unit), 'z'), 14);
      if (kind !== 'activation' || layer === 3) continue;
      const uses = operations.filter((one) => one.kind === 'product' && one.layer === layer + 1 && one.from === unit);
      expect(adjoint).toBeCloseTo(
        uses.reduce((sum, use) => sum + use.adjoint! * local(use, 'a'), 0),
        14,
      );
    }
  });

  test('and what arrives at a weight is its gradient', () => {
    trace.layers.forEach(({ dW }, l) =>
      dW.data.forEach((gradient, i) => {
        const use = find('product', l + 1, i % dW.cols, Math.floor(i / dW.cols));
        expect(use.adjoint! * local(use, 'w')).toBeCloseTo(gradient, 14);
      }),
    );
  });

  test('the playhead has one operation at work, forward and then back', () => {
    const timeline = stepTimeline(networkShape(spec));
    for (let index = 1; index < timeline.count; index++) {
      const place = timeline.positionOf(index);
      const states = operations.map((entry) => statesOf(entry, place, programOf(spec)));
      if (place.phase === 'forward') {
        expect(states.filter(({ value }) => value === 'now')).toHaveLength(1);
        expect(states.every(({ adjoint }) => adjoint === 'later')).toBe(true);
        // In the order of the list.
        const at = states.findIndex(({ value }) => value === 'now');
        expect(states.slice(0, at).every(({ value }) => value === 'done')).toBe(true);
      }
      if (place.phase === 'backward') expect(states.some(({ adjoint }) => adjoint === 'now')).toBe(true);
      if (place.phase === 'gradient') expect(states.every(({ adjoint }) => adjoint === 'done')).toBe(true);
    }
  });
});

test('one unit: its own operations and the products that leave it', () => {
  const { trace, spec } = opened();
  const account = accountAt(spec, trace);
  expect(operationsOf(account, { layer: 2, unit: 1 }).map(({ kind, layer, unit, from }) => [kind, layer, unit, from])).toEqual([
    ['product', 2, 1, 0],
    ['product', 2, 1, 1],
    ['product', 2, 1, 2],
    ['sum', 2, 1, undefined],
    ['activation', 2, 1, undefined],
    ['product', 3, 0, 1],
  ]);
  expect(operationsOf(account, { layer: 3, unit: 0 }).at(-1)!.kind).toBe('loss');
});

test('a normalised layer has an operation more, whose derivative is no single number', () => {
  const { trace, spec } = opened({
    network: {
      layers: [
        { units: 3, activation: 'tanh', normalization: 'layer' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
  });
  const operations = operationsOf(accountAt(spec, trace));
  expect(operations).toHaveLength(entriesOf(spec.network));
  const own = operations.find(({ kind }) => kind === 'normalization')!;
  expect(own.locals).toEqual([]);
  const activation = operations.find(({ kind, layer }) => kind === 'activation' && layer === 1)!;
  expect(own.adjoint).toBeCloseTo(activation.adjoint! * local(activation, 'z'), 14);
});

test('the loss of one sample is its part of a mean, and whole in a sum; the article’s arithmetic has no such derivative', () => {
  const { spec, trace } = opened({ batch: 20 });
  const share = (change: Partial<typeof spec>) => lossShare(accountAt({ ...spec, ...change }, trace))?.value;
  expect(share({})).toBe(1 / 20);
  expect(share({ reduction: 'sum' })).toBe(1);
  expect(share({ fault: 'sum-for-mean' })).toBe(1);
  expect(share({ arithmetic: 'article' })).toBeUndefined();
});
