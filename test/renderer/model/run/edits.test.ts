import { describe, expect, test } from 'vitest';
import { generators, losses, optimizers, type GeneratorName, type OptimizerKind } from '#core/spec/methods.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import {
  addLayer,
  articleIsPossible,
  canBeResidual,
  fittingLosses,
  put,
  removeLayer,
  setArithmetic,
  setLayer,
  setLoss,
  setOptimizer,
  setOutputActivation,
} from '#renderer/model/run/edits.ts';
import { drawnValues } from '#core/math/starting-values.ts';
import { setData, setDataValue } from '#renderer/model/run/data-edits.ts';
import { examples, exampleSpec, type ExampleName } from '#renderer/model/run/examples.ts';

const valid = (input: unknown): RunSpec => {
  const read = readRunSpec(input);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
};
const names = Object.keys(examples) as ExampleName[];
const start = (name: ExampleName): RunSpec => valid(exampleSpec(name));

describe.each(names)('from the example %s', (name) => {
  test('every data set gives a valid run', () => {
    for (const data of Object.keys(generators) as GeneratorName[]) valid(setData(data)(start(name)));
  });

  test('every loss on offer gives a valid run, and the others are not on offer', () => {
    const spec = start(name);
    for (const loss of fittingLosses(spec)) expect(valid(setLoss(loss)(spec)).loss).toBe(loss);
    for (const loss of losses.filter((other) => !fittingLosses(spec).includes(other)))
      expect(readRunSpec(setLoss(loss)(spec)).ok).toBe(false);
  });

  test('every optimiser, then every loss and output activation, gives a valid run', () => {
    for (const kind of Object.keys(optimizers) as OptimizerKind[]) {
      const spec = valid(setOptimizer(kind)(start(name)));
      expect(spec.optimizer.kind).toBe(kind);
      for (const activation of ['linear', 'sigmoid', 'softmax', 'tanh'] as const) {
        const changed = setOutputActivation(activation)(spec);
        // Own targets may be no probabilities: that is for the validator to say.
        if (spec.data.kind === 'generator') valid(changed);
      }
    }
  });

  test('the article’s arithmetic and back', () => {
    const spec = start(name);
    if (!articleIsPossible(spec) || (spec.data.kind === 'generator' && spec.network.layers.at(-1)!.activation === 'softmax')) return;
    const article = valid(setArithmetic('article')(setArithmetic('standard')(spec)));
    expect([article.arithmetic, article.optimizer.learningRate]).toEqual(['article', 0.001]);
    const standard = valid(setArithmetic('standard')(article));
    expect([standard.arithmetic, standard.optimizer.learningRate]).toEqual(['standard', 0.5]);
  });

  test('a layer added and removed leaves the layers as they were', () => {
    const spec = start(name);
    const more = valid(addLayer(spec));
    expect(more.network.layers).toHaveLength(spec.network.layers.length + 1);
    expect(valid(removeLayer(more.network.layers.length - 2)(more)).network.layers).toEqual(spec.network.layers);
  });
});

test('more classes bring their outputs, two need one', () => {
  const four = valid(setDataValue('classes', 4)(start('articleStandard')));
  expect(four.network.layers.at(-1)).toMatchObject({ units: 4, activation: 'softmax' });
  expect(four.loss).toBe('categorical-cross-entropy');
  const two = valid(setDataValue('classes', 2)(four));
  expect(two.network.layers.at(-1)).toMatchObject({ units: 1, activation: 'sigmoid' });
  expect(two.loss).toBe('binary-cross-entropy');
  const xor = valid(setData('xor')(four));
  expect(xor.network.layers.at(-1)).toMatchObject({ units: 1, activation: 'sigmoid' });
});

test('written starting weights stay with another rate, and go when another way to draw them is chosen', () => {
  const spec = start('twoTwoTwo');
  expect(spec.parameters).toBeDefined();
  expect(put(['optimizer', 'learningRate'], 0.1)(spec).parameters).toBe(spec.parameters);
  expect(setLayer(0, 'initializer', 'he-normal')(spec).parameters).toBeUndefined();
});

test('written starting weights keep what fits another shape, and the rest is drawn', () => {
  const spec = start('twoTwoTwo');
  const wider = valid(setLayer(0, 'units', 3)(spec));
  const short = (value: number): number => Number(value.toPrecision(2));
  const drawn = drawnValues(wider).map(({ W }) => W.map((row) => row.map(short)));
  expect(wider.parameters).toEqual([
    {
      W: [
        [0.15, 0.25, drawn[0]![0]![2]!],
        [0.2, 0.3, drawn[0]![1]![2]!],
      ],
      b: [0.35, 0.35, 0],
    },
    { W: [[0.4, 0.5], [0.45, 0.55], drawn[1]![2]!], b: [0.6, 0.6] },
  ]);
  expect(valid(setLayer(0, 'units', 1)(wider)).parameters).toEqual([
    { W: [[0.15], [0.2]], b: [0.35] },
    { W: [[0.4, 0.5]], b: [0.6, 0.6] },
  ]);
  const deeper = valid(addLayer(spec));
  expect([deeper.parameters![0], deeper.parameters![2]]).toEqual(spec.parameters);
  expect(deeper.parameters![1]!.W).toEqual(drawnValues(deeper)[1]!.W.map((row) => row.map(short)));
  expect(valid(removeLayer(1)(deeper)).parameters).toEqual(spec.parameters);
  expect(valid(setOutputActivation('linear')(spec)).parameters).toEqual(spec.parameters);
});

test('a width that no network can have is left to the validator, with what was written', () => {
  const spec = start('twoTwoTwo');
  for (const units of [0, 1.5, 1e9, 'dos']) {
    const bad = setLayer(1, 'units', units)(spec);
    expect(readRunSpec(bad)).toMatchObject({ ok: false, failure: { place: 'network.layers[1].units' } });
    expect([bad.parameters, bad.data]).toEqual([spec.parameters, spec.data]);
  }
});

test('another number of outputs cuts targets that are written in the run, or fills them with zeros', () => {
  const spec = start('twoTwoTwo');
  expect(valid(setLayer(1, 'units', 1)(spec)).data).toMatchObject({ x: [[0.05, 0.1]], y: [[0.01]] });
  expect(valid(setLayer(1, 'units', 4)(spec)).data).toMatchObject({ y: [[0.01, 0.99, 0, 0]] });
});

test('a residual connection stays where widths agree, and goes with them', () => {
  const even = put(['network', 'layers', 0, 'units'], 2)(start('moons'));
  expect([canBeResidual(even, 0), canBeResidual(start('moons'), 0), canBeResidual(even, even.network.layers.length - 1)]).toEqual([
    true,
    false,
    false,
  ]);
  const residual = valid(setLayer(0, 'residual', true)(even));
  expect(valid(setData('circles')(residual)).network.layers[0]!.residual).toBe(true);
  expect(valid(setData('friedman1')(residual)).network.layers[0]!.residual).toBe(false);
  const second = valid(addLayer(residual));
  const last = second.network.layers.length - 2;
  expect(valid(removeLayer(last)(second)).network.layers[0]!.residual).toBe(true);
  // Typed by hand: the validator says where it does not fit.
  expect(readRunSpec(setLayer(0, 'units', 3)(residual))).toMatchObject({ failure: { reason: 'residual-needs-equal-layers' } });
});

test('an edit leaves the run that it was made from as it was', () => {
  const spec = start('blobs');
  const before = JSON.stringify(spec);
  setData('sine')(spec);
  setLoss('mse')(spec);
  setLayer(0, 'units', 99)(spec);
  setOptimizer('adam')(spec);
  setArithmetic('article')(spec);
  expect(JSON.stringify(spec)).toBe(before);
});

test('a rate of another order does not follow to an optimiser of another kind', () => {
  const adam = setOptimizer('adam')(start('articleStandard'));
  expect(adam.optimizer.learningRate).toBe(0.01);
  expect(setOptimizer('momentum')(start('articleStandard')).optimizer.learningRate).toBe(0.5);
});

test('what is typed is handed on as it is', () => {
  const spec = setLayer(0, 'units', 'four')(start('xor'));
  expect(readRunSpec(spec)).toMatchObject({ ok: false, failure: { code: 'wrong-type', place: 'network.layers[0].units' } });
});
