import { describe, expect, test } from 'vitest';
import { coverable, coversOf, type Cover } from '#core/account/cover.ts';
import { catalogue } from '#core/words/catalogue.ts';
import { programOf } from '#core/account/program.ts';
import { accountOf } from '#core/account/account.ts';
import { explain } from '#renderer/model/formula/explain.ts';
import { narrate } from '#renderer/model/narration/narrate.ts';
import { textOf } from '#renderer/model/narration/teller.ts';
import { treeNodes } from '#renderer/model/tree.ts';
import type { Frame } from '#renderer/picture/frame.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import { networkShape } from '#renderer/picture/shape.ts';
import { place as placed } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { operationsOf } from '#renderer/ui/views/graph/operations.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { allTargets, traced } from '#test/renderer/model/formula/tell.ts';
import { measureWriter } from '#test/measures.ts';
import { plainLook } from '#test/scenes/scene.ts';
import { soaked } from '#test/soak.ts';

const { words } = catalogue.es;
const everything: readonly Cover[] = Object.values(coverable);
const number = measureWriter((value) => value.toFixed(3));

/** Networks that differ in their weights alone. */
const specOf = (seed: number, outputs: 1 | 2, batch: 1 | 2): RunSpecInput => ({
  seed,
  data: {
    kind: 'inline',
    x: [
      [0.5, -1],
      [1, 0.25],
    ],
    y:
      outputs === 1
        ? [[1], [0]]
        : [
            [1, -2],
            [0, 3],
          ],
  },
  network: {
    layers: [
      { units: 3, activation: 'relu' },
      { units: 2, activation: 'tanh' },
      { units: outputs, activation: outputs === 1 ? 'sigmoid' : 'linear' },
    ],
  },
  loss: 'mse',
  batch,
  shuffle: false,
  optimizer: outputs === 1 ? { kind: 'sgd', learningRate: 0.5 } : { kind: 'adam', learningRate: 0.5 },
});
/** So many places of a step are told, and every so many of them drawn. */
const [places, pictured] = [24, 3];

/** Colours, widths and pulses of a picture. */
const marksOf = ({ edges, discs }: Frame) => [
  ...(['colour', 'alpha', 'width', 'dashed', 'washWidth', 'ghostWidth', 'pulseRadius', 'pulseColour', 'pulseHollow'] as const).map(
    (part) => [part, ...edges[part]],
  ),
  ...discs.map(({ fill, ring, halo, outline }) => [fill, ring, halo, outline]),
];

/** All that is said of a step while everything is covered, printer by printer. */
const saidOf = (seed: number, outputs: 1 | 2, batch: 1 | 2) => {
  const { spec, trace } = traced(specOf(seed, outputs, batch), 0, batch - 1);
  const shape = networkShape(spec);
  const covers = coversOf(everything);
  const timeline = stepTimeline(shape);
  const placement = placed(shape, { width: 1400, height: 900 });
  const open = new Set(shape.layers.flatMap(({ units }, l) => [`${l + 1}`, ...Array.from({ length: units }, (_, u) => `${l + 1}.${u}`)]));
  return Array.from({ length: places }, (_, i) => {
    const index = Math.round((i / (places - 1)) * (timeline.count - 1));
    const place = timeline.positionOf(index);
    const account = accountOf(programOf(spec), trace, place, { covers });
    const source = { spec, trace, place, number, covers };
    const frame =
      i % pictured === 0 && frameAt({ trace, placement, timeline, t: timeline.restAt(index), look: { ...plainLook, cover: everything } });
    return {
      sentence: textOf(narrate(trace, place, { words, number, count: String, spec, shape, covers })),
      formulas: allTargets(spec).flatMap((target) =>
        explain(source, target).map(({ numeric, notes, value, table }) => ({
          target,
          numeric,
          notes,
          value,
          cells: table?.rows.map(({ cells }) => cells),
        })),
      ),
      operations: operationsOf(account).map(({ value, adjoint, locals }) => [value, adjoint, locals.map((local) => local.value)]),
      tree: treeNodes({ shape, trace, words, number, count: String, covers }, open).map(({ label, values }) => [label, values]),
      marks: frame ? marksOf(frame) : [],
      picture: frame ? frame.texts.filter(({ alpha }) => alpha > 0).map(({ text }) => text) : [],
    };
  });
};

describe('while everything is covered, what is told of a step is the same whatever its numbers', () => {
  test.each([
    ['one output, a batch of one', 1, 1],
    ['one output, a batch of two', 1, 2],
    ['two outputs, Adam', 2, 2],
  ] as const)('%s', (_, outputs, batch) => {
    const plain = saidOf(1, outputs, batch);
    for (let seed = 2; seed < 2 + soaked(8); seed++)
      saidOf(seed, outputs, batch).forEach((said, index) => {
        for (const [printer, own] of Object.entries(said))
          expect(own, `${printer} at place ${index}, seed ${seed}`).toEqual(plain[index]![printer as keyof typeof said]);
      });
  });
});
