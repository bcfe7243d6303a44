import { describe, expect, test } from 'vitest';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { networkShape } from '#renderer/picture/shape.ts';
import { stateAt } from '#core/account/place.ts';
import { accountAt } from '#test/core/account/account-at.ts';
import { graphOf, largestDelta, stagesOf, unitDrawn, type UnitGraph } from '#renderer/ui/views/graph/unit-graph.ts';
import { notesOf } from '#renderer/ui/views/graph/graph-notes.ts';
import { opened } from '#test/renderer/ui/views/traced.ts';

const whole = { most: 99 };
const wire = ({ wires }: UnitGraph, from: string) => wires.find((one) => one.from === from)!;

describe('the graph of every unit', () => {
  const { spec, trace } = opened();
  const graphs = trace.layers.flatMap(({ W }, l) =>
    Array.from({ length: W.cols }, (_, unit) => graphOf(accountAt(spec, trace), { layer: l + 1, unit }, whole)),
  );

  test('what flows into the sum is z', () => {
    for (const graph of graphs) {
      const total = graph.wires.filter(({ to }) => to === 'sum').reduce((sum, { value }) => sum + value!, 0);
      expect(total).toBeCloseTo(wire(graph, 'sum').value!, 14);
      expect(wire(graph, 'sum').value).toBe(trace.layers[graph.layer - 1]!.z.data[graph.unit]);
    }
  });

  test('each adjoint is the one after its operation times the local derivative', () => {
    for (const { layer, wires } of graphs)
      for (const { from, to, adjoint, local } of wires) {
        if (local === undefined || (layer === 1 && from.startsWith('a') && to.startsWith('p'))) continue;
        expect(adjoint).toBeCloseTo(wires.find((next) => next.from === to)!.adjoint! * local, 14);
      }
  });

  test('with one sample in the batch, what comes back at weights and biases is their gradient', () => {
    for (const graph of graphs) {
      const { dW, db } = trace.layers[graph.layer - 1]!;
      for (let from = 0; from < dW.rows; from++)
        expect(wire(graph, `w${from}`).adjoint).toBeCloseTo(dW.data[from * dW.cols + graph.unit]!, 14);
      expect(wire(graph, 'bias').adjoint).toBeCloseTo(db.data[graph.unit]!, 14);
    }
  });

  test('and what comes back at an output, through all units that use it, is its blame', () => {
    for (const [l, { dA }] of trace.layers.slice(0, -1).entries())
      dA!.data.forEach((blame, unit) => {
        const uses = graphs.filter(({ layer }) => layer === l + 2).map((graph) => wire(graph, `a${unit}`).adjoint!);
        expect(uses.reduce((sum, use) => sum + use, 0)).toBeCloseTo(blame, 14);
      });
  });

  test('the step records values from the operands on and finds adjoints the other way, each once', () => {
    const timeline = stepTimeline(networkShape(spec));
    for (const graph of graphs) {
      const first = (of: (wire: UnitGraph['wires'][number]) => UnitGraph['wires'][number]['recorded'] | undefined) =>
        graph.wires.map((one) => {
          const span = of(one);
          if (!span) return undefined;
          for (let index = 1; index < timeline.count; index++) if (stateAt(timeline.positionOf(index), span) !== 'later') return index;
          return undefined;
        });
      const recorded = first(({ recorded: span }) => span);
      const replayed = first(({ replayed: span }) => span);
      expect(recorded.every((index) => index !== undefined)).toBe(true);
      graph.wires.forEach(({ to }, index) => {
        const next = graph.wires.findIndex(({ from }) => from === to);
        if (next < 0) return;
        expect(recorded[index]!).toBeLessThanOrEqual(recorded[next]!);
        if (replayed[index] !== undefined) expect(replayed[index]!).toBeGreaterThanOrEqual(replayed[next]!);
      });
    }
  });
});

test('of many inputs the largest products are drawn, the selected one too, and the others are one sum', () => {
  const { trace, spec } = opened();
  const place = { layer: 3, unit: 0 };
  const all = graphOf(accountAt(spec, trace), place, whole);
  const sizes = [0, 1, 2, 3].map((from) => Math.abs(wire(all, `p${from}`).value!));
  const most = sizes.indexOf(Math.max(...sizes));
  const least = sizes.indexOf(Math.min(...sizes));
  const products = ({ nodes }: UnitGraph) => nodes.filter(({ kind }) => kind === 'product').map(({ from }) => from);
  const few = graphOf(accountAt(spec, trace), place, { most: 2 });
  expect(products(few)).toHaveLength(2);
  expect(products(few)).toContain(most);
  expect(few.rest!.count).toBe(2);
  const total = few.wires.filter(({ to }) => to === 'sum').reduce((sum, { value }) => sum + value!, 0);
  expect(total).toBeCloseTo(trace.layers[2]!.z.data[0]!, 14);
  expect(products(graphOf(accountAt(spec, trace), place, { most: 1, kept: least }))).toEqual([least]);
});

test('normalisation, dropout and a residual connection are operations of their own', () => {
  const { trace, spec } = opened({
    network: {
      layers: [
        { units: 4, activation: 'tanh' },
        { units: 4, activation: 'relu', normalization: 'layer', dropout: 0.5, residual: true },
        { units: 1, activation: 'sigmoid' },
      ],
    },
  });
  const own = trace.layers[1]!;
  expect(stagesOf(own)).toEqual(['normalization', 'activation', 'dropout', 'residual']);
  for (let unit = 0; unit < 4; unit++) {
    const graph = graphOf(accountAt(spec, trace), { layer: 2, unit }, whole);
    expect(graph.wires.map(({ from, to }) => `${from} ${to}`).slice(-6)).toEqual([
      'sum normalization',
      'normalization activation',
      'activation dropout',
      'dropout residual',
      'skip residual',
      'residual next',
    ]);
    expect(wire(graph, 'sum').local).toBeUndefined();
    expect(wire(graph, 'normalization').adjoint).toBeCloseTo(wire(graph, 'activation').adjoint! * wire(graph, 'normalization').local!, 14);
    expect(wire(graph, 'dropout').value! + wire(graph, 'skip').value!).toBeCloseTo(wire(graph, 'residual').value!, 14);
    const dropped = own.mask!.data[unit] === 0;
    expect(wire(graph, 'activation').value === undefined).toBe(dropped);
    expect(notesOf(accountAt(spec, trace), { layer: 2, unit }).some(({ name }) => name === 'dropped')).toBe(dropped);
  }
  expect(own.mask!.data).toContain(0);
});

test('softmax under its loss has no blame of its own: the gradient is at z', () => {
  const { trace, spec } = opened({
    data: { kind: 'generator', name: 'blobs', samples: 20, classes: 3 },
    network: { layers: [{ units: 3, activation: 'softmax' }] },
    loss: 'categorical-cross-entropy',
  });
  const graph = graphOf(accountAt(spec, trace), largestDelta(trace), whole);
  expect(wire(graph, 'activation').adjoint).toBeUndefined();
  expect(wire(graph, 'sum').adjoint).toBe(trace.layers[0]!.dZ.data[graph.unit]);
  expect(notesOf(accountAt(spec, trace), graph).map(({ name }) => name)).toContain('logits');
});

test('the unit that is drawn follows the selection, and an input leaves it', () => {
  const { trace } = opened();
  expect(unitDrawn(trace, undefined, undefined)).toEqual({ layer: 3, unit: 0 });
  expect(unitDrawn(trace, { kind: 'weight', layer: 2, from: 0, to: 3 }, undefined)).toEqual({ layer: 2, unit: 3 });
  expect(unitDrawn(trace, { kind: 'bias', layer: 1, unit: 2 }, undefined)).toEqual({ layer: 1, unit: 2 });
  expect(unitDrawn(trace, { kind: 'unit', layer: 0, unit: 1 }, { layer: 1, unit: 2 })).toEqual({ layer: 1, unit: 2 });
  expect(unitDrawn(trace, { kind: 'unit', layer: 0, unit: 1 }, { layer: 2, unit: 2 })).toEqual({ layer: 1, unit: 0 });
});

test('a sample that is not in the batch brings nothing back', () => {
  const { trace, spec } = opened();
  const absent = { ...trace, batch: { ...trace.batch, rows: Int32Array.of(-1) } };
  const graph = graphOf(accountAt(spec, absent), { layer: 3, unit: 0 }, whole);
  expect(graph.wires.every(({ adjoint }) => adjoint === undefined)).toBe(true);
  expect(graph.loss!.adjoint).toBeUndefined();
  expect(notesOf(accountAt(spec, absent), graph)).toEqual([{ name: 'notInBatch' }]);
});
