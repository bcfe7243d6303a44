import { describe, expect, test } from 'vitest';
import type { Failure } from '#core/contract/failure.ts';
import { generators, limits } from '#core/spec/methods.ts';
import { readRunSpec, readRunText } from '#core/spec/read-run-spec.ts';
import { sayFailure } from '#core/words/say-failure.ts';
import { exampleRuns } from './example-runs.ts';
import { refusal } from './refusal.ts';

const network = { layers: [{ units: 1 }] };
const last = (layer: object) => ({ layers: [{ units: 4 }, { units: 1, ...layer }] });
const inline = { kind: 'inline', x: [[0, 0], [0, 1]], y: [[0], [1]] }; // prettier-ignore

describe('valid runs', () => {
  test.each(Object.entries(exampleRuns))('%s is read', (_name, input) => {
    expect(readRunSpec(input)).toMatchObject({ ok: true });
    expect(readRunText(JSON.stringify(input))).toEqual(readRunSpec(input));
  });

  test('every default is filled in', () => {
    expect(readRunSpec({ network })).toEqual({
      ok: true,
      value: {
        fault: 'none',
        format: 'retrograd-run',
        version: 1,
        seed: 1,
        data: { kind: 'generator', name: 'gaussian-quantiles', samples: 200, covariance: 1, classes: 2 },
        split: { train: 1, validation: 0, test: 0 },
        shuffle: true,
        preprocess: 'none',
        augment: { noise: 0 },
        labelNoise: 0,
        network: {
          inputs: 2,
          layers: [
            {
              units: 1,
              activation: 'linear',
              initializer: 'xavier-uniform',
              constant: 0.1,
              biasInitializer: 'usual',
              biasConstant: 0.1,
              normalization: 'none',
              dropout: 0,
              residual: false,
            },
          ],
        },
        loss: 'mse',
        classWeights: null,
        reduction: 'mean',
        batch: 'full',
        optimizer: { kind: 'sgd', learningRate: 0.01 },
        schedule: { kind: 'constant', warmup: 0 },
        stopping: null,
        penalty: { l1: 0, l2: 0, decay: 0 },
        clipNorm: null,
        clipValue: null,
        train: { biases: true },
        arithmetic: 'standard',
      },
    });
  });

  test('the inputs are taken from the data', () => {
    const inputsOf = (input: unknown) => {
      const result = readRunSpec(input);
      return result.ok ? result.value.network.inputs : result.failure;
    };
    expect(inputsOf({ network, data: { kind: 'generator', name: 'sine' } })).toBe(1);
    expect(inputsOf({ network, data: { kind: 'inline', x: [[1, 2, 3]], y: [[4]] } })).toBe(3);
  });

  test('reading its own answer changes nothing', () => {
    for (const input of Object.values(exampleRuns)) {
      const first = readRunSpec(input);
      if (!first.ok) throw new Error(first.failure.code);
      expect(readRunSpec(first.value)).toEqual(first);
    }
  });
});

/** What bad input is told, in both languages: the sentence names the place and the remedy. */
describe('refusals', () => {
  const wide = (units: number) => ({ units });
  const cases: readonly [string, unknown, Failure, string, string][] = [
    [
      'an unknown key',
      { network: { layers: [{ units: 1, activaton: 'relu' }] } },
      {
        code: 'unknown-key',
        place: 'network.layers[0].activaton',
        key: 'activaton',
        known: [
          'units',
          'activation',
          'initializer',
          'constant',
          'biasInitializer',
          'biasConstant',
          'normalization',
          'dropout',
          'residual',
        ],
        nearest: 'activation',
      },
      'La clave «network.layers[0].activaton» no existe; quizá querías escribir «activation».',
      'The key “network.layers[0].activaton” does not exist; perhaps you meant “activation”.',
    ],
    [
      'a wrong shape',
      { network, parameters: [{ W: [[1, 2]], b: [0] }] },
      { code: 'wrong-shape', place: 'parameters[0].W', expected: '(2, 1)', found: '(1, 2)' },
      '«parameters[0].W» mide (1, 2) y debe medir (2, 1); ajusta esos números o la parte de la red que no concuerda con ellos.',
      '“parameters[0].W” measures (1, 2) and must measure (2, 1); adjust those numbers or the part of the network that disagrees with them.',
    ],
    [
      'zero units',
      { network: { layers: [{ units: 4 }, { units: 0 }] } },
      { code: 'out-of-range', place: 'network.layers[1].units', found: '0', min: 1, max: 10_000, integer: true },
      '«network.layers[1].units» es 0; elige un número entero entre 1 y 10.000.',
      '“network.layers[1].units” is 0; choose a whole number from 1 to 10,000.',
    ],
    [
      '65 layers',
      { network: { layers: Array.from({ length: 65 }, () => wide(1)) } },
      { code: 'too-large', what: 'layers', place: 'network.layers', found: 65, limit: 64 },
      '«network.layers» da 65 capas y el límite es 64; quita capas.',
      '“network.layers” makes 65 layers and the limit is 64; remove layers.',
    ],
    [
      'three million parameters',
      { network: { layers: [wide(1000), wide(2996), wide(1)] } },
      { code: 'too-large', what: 'parameters', place: 'network.layers', found: 3_004_993, limit: 2_000_000 },
      '«network.layers» da 3.004.993 parámetros y el límite es 2.000.000; usa menos neuronas o menos capas.',
      '“network.layers” makes 3,004,993 parameters and the limit is 2,000,000; use fewer units or fewer layers.',
    ],
    [
      'NaN',
      { network, data: { kind: 'inline', x: [[0, 0], [0, NaN]], y: [[0], [1]] } }, // prettier-ignore
      { code: 'wrong-type', place: 'data.x[1][1]', expected: 'number', found: 'NaN' },
      '«data.x[1][1]» es NaN y debe ser un número finito; cambia ese valor.',
      '“data.x[1][1]” is NaN and must be a finite number; change that value.',
    ],
  ];
  test.each(cases)('%s', (_name, input, failure, es, en) => {
    expect(refusal(input)).toEqual(failure);
    expect(sayFailure(failure, 'es')).toBe(es);
    expect(sayFailure(failure, 'en')).toBe(en);
  });

  test('no description at all', () => {
    for (const input of [undefined, null, 3, 'run', [], () => 1])
      expect(refusal(input)).toMatchObject({ code: 'wrong-type', place: '', expected: 'object' });
    expect(refusal({})).toEqual({ code: 'missing', place: 'network', expected: 'object' });
    expect(refusal({ netwrok: network })).toMatchObject({ code: 'unknown-key', place: 'netwrok', nearest: 'network' });
  });

  test('missing values', () => {
    expect(refusal({ network: {} })).toEqual({ code: 'missing', place: 'network.layers', expected: 'list' });
    expect(refusal({ network: { layers: [] } })).toEqual({ code: 'missing', place: 'network.layers[0]', expected: 'object' });
    expect(refusal({ network: { layers: [{}] } })).toEqual({ code: 'missing', place: 'network.layers[0].units', expected: 'integer' });
    expect(refusal({ network, data: { kind: 'inline', x: [[1]] } })).toEqual({ code: 'missing', place: 'data.y', expected: 'matrix' });
    expect(refusal({ network, data: {} })).toMatchObject({
      code: 'missing',
      place: 'data.kind',
      expected: 'inline | generator | dataset | csv',
    });
    expect(refusal({ network, optimizer: { learningRate: 1 } })).toMatchObject({ code: 'missing', place: 'optimizer.kind' });
    expect(refusal({ network, split: {} })).toEqual({ code: 'missing', place: 'split.train', expected: 'number' });
  });

  test('wrong types', () => {
    const wrong = (input: unknown) => refusal(input);
    expect(wrong({ network: 3 })).toEqual({ code: 'wrong-type', place: 'network', expected: 'object', found: '3' });
    expect(wrong({ network: { layers: {} } })).toEqual({ code: 'wrong-type', place: 'network.layers', expected: 'list', found: 'object' });
    expect(wrong({ network: last({ units: '4' }) })).toMatchObject({ place: 'network.layers[1].units', expected: 'integer', found: '"4"' });
    expect(wrong({ network, shuffle: 'yes' })).toEqual({ code: 'wrong-type', place: 'shuffle', expected: 'boolean', found: '"yes"' });
    expect(wrong({ network, data: { ...inline, x: [3] } })).toMatchObject({ place: 'data.x[0]', expected: 'list', found: '3' });
    expect(wrong({ network, data: { ...inline, y: [['a'], [1]] } })).toMatchObject({ place: 'data.y[0][0]', expected: 'number' });
    expect(wrong({ network, data: null })).toEqual({ code: 'wrong-type', place: 'data', expected: 'object', found: 'null' });
    expect(wrong({ network, parameters: [{ W: [[1], [2]], b: 3 }] })).toMatchObject({ place: 'parameters[0].b', expected: 'list' });
  });

  test('numbers outside their range, whole or not', () => {
    const range = (input: object) => refusal({ network, ...input });
    expect(range({ seed: -1 })).toEqual({ code: 'out-of-range', place: 'seed', found: '-1', min: 0, max: 2 ** 32 - 1, integer: true });
    expect(range({ seed: 1.5 })).toMatchObject({ place: 'seed', found: '1.5', integer: true });
    expect(range({ seed: NaN })).toMatchObject({ code: 'out-of-range', place: 'seed', found: 'NaN' });
    expect(range({ optimizer: { kind: 'sgd', learningRate: Infinity } })).toMatchObject({
      code: 'out-of-range',
      place: 'optimizer.learningRate',
      found: 'Infinity',
      integer: false,
    });
    expect(range({ batch: 0 })).toEqual({ code: 'out-of-range', place: 'batch', found: '0', min: 1, max: 1_000_000, integer: true });
    expect(range({ data: { kind: 'generator', name: 'blobs', classes: 2.5 } })).toMatchObject({ place: 'data.classes', integer: true });
    expect(range({ split: { train: 0.8, validation: 0.3 } })).toMatchObject({ code: 'out-of-range', place: 'split', found: '1.1' });
  });

  test('names that are no option, with the nearest one', () => {
    expect(refusal({ network: last({ activation: 'rellu' }) })).toMatchObject({
      code: 'not-one-of',
      place: 'network.layers[1].activation',
      found: '"rellu"',
      nearest: 'relu',
    });
    expect(refusal({ network, optimizer: { kind: 'Adam' } })).toMatchObject({
      code: 'not-one-of',
      place: 'optimizer.kind',
      nearest: 'adam',
    });
    expect(refusal({ network, data: { kind: 'generator', name: 'moon' } })).toMatchObject({
      code: 'not-one-of',
      place: 'data.name',
      nearest: 'moons',
      allowed: Object.keys(generators),
    });
    expect(refusal({ network, data: { kind: 'cvs' } })).toMatchObject({
      place: 'data.kind',
      allowed: ['inline', 'generator', 'dataset', 'csv'],
      nearest: 'csv',
    });
    expect(refusal({ network, batch: 'all' })).toMatchObject({ code: 'not-one-of', place: 'batch', allowed: ['full', '1…1000000'] });
    expect(refusal({ network, format: 'keras' })).toMatchObject({ code: 'not-one-of', place: 'format', allowed: ['retrograd-run'] });
    expect(refusal({ network, loss: 'zzzzzzzzz' })).not.toHaveProperty('nearest');
  });

  test('a newer version, whatever else it holds', () => {
    expect(refusal({ version: 2, later: true })).toEqual({ code: 'newer-version', found: 2, known: 1 });
    expect(refusal({ network, version: 0 })).toMatchObject({ code: 'not-one-of', place: 'version' });
  });

  test('data that do not fit', () => {
    expect(refusal({ network: { inputs: 3, ...network } })).toEqual({
      code: 'wrong-shape',
      place: 'network.inputs',
      expected: '2',
      found: '3',
    });
    expect(refusal({ network, data: { ...inline, y: [[1]] } })).toEqual({
      code: 'wrong-shape',
      place: 'data.y',
      expected: '(2, 1)',
      found: '(1, 1)',
    });
    expect(refusal({ network, data: { ...inline, x: [[1, 2], [3]] } })).toMatchObject({
      place: 'data.x[1]',
      expected: '(2)',
      found: '(1)',
    });
    expect(
      refusal({
        network,
        data: {
          ...inline,
          y: [
            [1, 2],
            [3, 4],
          ],
        },
      }),
    ).toMatchObject({ place: 'data.y', expected: '(2, 1)', found: '(2, 2)' });
    expect(refusal({ network: last({ units: 2 }), data: { kind: 'generator', name: 'plane' } })).toMatchObject({
      code: 'wrong-shape',
      place: 'network.layers[1].units',
      expected: '1',
      found: '2',
    });
  });

  test('parameters of the wrong number or size', () => {
    expect(refusal({ network, parameters: [] })).toEqual({ code: 'wrong-shape', place: 'parameters', expected: '(1)', found: '(0)' });
    expect(refusal({ network, parameters: [{ W: [[1], [2]], b: [] }] })).toMatchObject({
      place: 'parameters[0].b',
      expected: '(1)',
      found: '(0)',
    });
    expect(refusal({ network, parameters: [{ W: [[1], [2, 3]], b: [0] }] })).toMatchObject({
      place: 'parameters[0].W[1]',
      expected: '(1)',
    });
  });

  test('losses and outputs that do not go together', () => {
    const reason = (input: object) => refusal(input);
    const cross = { loss: 'categorical-cross-entropy' };
    expect(reason({ network: last({ units: 2 }), ...cross })).toMatchObject({
      reason: 'cross-entropy-needs-softmax',
      place: 'network.layers[1].activation',
      found: 'linear',
      expected: 'softmax',
    });
    expect(reason({ network, ...cross })).toMatchObject({
      reason: 'classes-need-outputs',
      place: 'network.layers[0].units',
      expected: '2',
    });
    expect(reason({ network, loss: 'binary-cross-entropy' })).toMatchObject({ reason: 'binary-cross-entropy-needs-sigmoid' });
    const sigmoid = { network: last({ activation: 'sigmoid' }), loss: 'binary-cross-entropy' };
    expect(reason({ ...sigmoid, data: { ...inline, y: [[0], [1.5]] } })).toMatchObject({
      reason: 'targets-not-probabilities',
      place: 'data.y[1]',
      found: '[1.5]',
    });
    expect(reason({ ...sigmoid, data: { kind: 'generator', name: 'plane' } })).toMatchObject({ reason: 'targets-not-probabilities' });
    expect(
      reason({
        network: last({ units: 2, activation: 'softmax' }),
        ...cross,
        data: {
          ...inline,
          y: [
            [0.5, 0.5],
            [0.5, 0.6],
          ],
        },
      }),
    ).toMatchObject({ reason: 'targets-not-probabilities', place: 'data.y[1]' });
    expect(reason({ network, data: { kind: 'generator', name: 'blobs' } })).toMatchObject({
      reason: 'classes-need-outputs',
      expected: '3',
    });
    expect(reason({ network: last({ dropout: 0.5 }) })).toMatchObject({ reason: 'output-dropout', place: 'network.layers[1].dropout' });
    expect(reason({ network, split: { train: 0 } })).toMatchObject({ reason: 'split-leaves-no-training', place: 'split.train' });
  });

  test("the article's arithmetic outside what the article trains", () => {
    const { article } = exampleRuns;
    const place = (change: object) => refusal({ ...article, ...change });
    expect(place({ loss: 'mae' })).toMatchObject({ place: 'loss', reason: 'article-needs-mse-sigmoid', expected: 'mse' });
    expect(place({ reduction: 'sum' })).toMatchObject({ place: 'reduction', reason: 'article-needs-mse-sigmoid' });
    expect(place({ network: last({}) })).toMatchObject({ place: 'network.layers[1].activation', reason: 'article-needs-mse-sigmoid' });
    expect(place({ optimizer: { kind: 'adam' } })).toMatchObject({ place: 'optimizer.kind', reason: 'article-needs-plain-descent' });
    expect(place({ penalty: { l2: 0.1 } })).toMatchObject({ place: 'penalty.l2', found: '0.1' });
    expect(place({ clipNorm: 1 })).toMatchObject({ place: 'clipNorm' });
    const sigmoid = { units: 1, activation: 'sigmoid' };
    expect(place({ network: { layers: [{ units: 2, normalization: 'batch' }, sigmoid] } })).toMatchObject({
      place: 'network.layers[0].normalization',
    });
    expect(place({ network: { layers: [{ units: 2, dropout: 0.5 }, sigmoid] } })).toMatchObject({ place: 'network.layers[0].dropout' });
  });

  test('a batch too large for its activations', () => {
    const data = { kind: 'generator', name: 'moons', samples: 1_000_000 };
    expect(refusal({ network: { layers: [{ units: 100 }, { units: 1 }] }, data, batch: 'full' })).toEqual({
      code: 'too-large',
      what: 'activations',
      place: 'batch',
      found: 103_000_000,
      limit: limits.activations,
    });
    expect(readRunSpec({ network: { layers: [{ units: 100 }, { units: 1 }] }, data, batch: 1000 }).ok).toBe(true);
  });
});
