import { describe, expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { at } from '#core/contract/matrix.ts';
import { networkShape } from '#renderer/picture/shape.ts';
import type { Place } from '#core/account/place.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { exampleSpec } from '#renderer/model/run/examples.ts';
import { placeInWords, sayPlace, type Speech } from '#renderer/model/narration.ts';
import { treeNodes } from '#renderer/model/tree.ts';
import { catalogue, languages, type Language } from '#core/words/catalogue.ts';
import { countWriter, numberWriter } from '#core/words/number.ts';
import clipping from '#test/scenes/clipping.scene.ts';
import epochEnd from '#test/scenes/epoch-end.scene.ts';
import normalised from '#test/scenes/normalised.scene.ts';
import residual from '#test/scenes/residual.scene.ts';
import { traceOf, type SceneFile } from '#test/scenes/scene.ts';
import { twoTwoTwoTrace } from './two-two-two.ts';

const read = readRunSpec(exampleSpec('twoTwoTwo'));
if (!read.ok) throw new Error('the example is not valid');
const spec = read.value;
const shape = networkShape(spec);
const timeline = stepTimeline(shape);
const trace = twoTwoTwoTrace();
const speech = (language: Language): Speech => ({
  words: catalogue[language].words,
  number: numberWriter(language, 4),
  count: countWriter(language),
  spec,
  shape,
});

test.each(languages)('in %s every place of a step has its name and its sentence, with no number missing', (language) => {
  const said = new Set<string>();
  for (let index = 0; index < timeline.count; index++) {
    const place = timeline.positionOf(index);
    const sentence = `${placeInWords(12, place, speech(language))} — ${sayPlace(trace, place, speech(language))}`;
    expect(sentence, `index ${index}`).not.toMatch(/undefined|NaN|\[object/);
    said.add(sentence);
  }
  // The last part of a layer's bias may read alike in two phases, never in one.
  expect(said.size).toBe(timeline.count);
});

test('the sentences say the numbers of the worked 2-2-2 example', () => {
  const sentences = Array.from({ length: timeline.count }, (_, index) => sayPlace(trace, timeline.positionOf(index), speech('en')));
  // net h1 = 0.3775, out h1 = 0.5933, out o1 = 0.7514 and the total error 0.2984 before the step.
  expect(sentences.some((sentence) => sentence.includes('z = 0.3775'))).toBe(true);
  expect(sentences.some((sentence) => sentence.includes('= 0.5933'))).toBe(true);
  expect(sentences.some((sentence) => sentence.includes('Prediction 0.7514, target 0.01'))).toBe(true);
  expect(sentences.some((sentence) => sentence.includes('0.2984'))).toBe(true);
  expect(sentences.some((sentence) => sentence.includes('from 0.4 to 0.3589'))).toBe(true);
});

describe('methods that not every run has', () => {
  const told = (file: SceneFile, language: Language, wanted: (place: Place) => boolean): string[] => {
    const scene = readRunSpec(file.spec);
    if (!scene.ok) throw new Error('the scene is not valid');
    const { trace: traced, shape: ofScene } = traceOf(file);
    const places = stepTimeline(ofScene);
    const speaking = { ...speech(language), spec: scene.value, shape: ofScene };
    return Array.from({ length: places.count }, (_, index) => places.positionOf(index))
      .filter(wanted)
      .map((place) => sayPlace(traced, place, speaking));
  };
  const en = (value: number): string => numberWriter('en', 4)(value);

  test('a residual connection, forward and backward', () => {
    const { trace: traced } = traceOf(residual);
    const [said] = told(residual, 'en', ({ operation, layer, unit }) => operation === 'activation' && layer === 2 && unit === 1);
    const [before, own] = [traced.layers[0]!, traced.layers[1]!];
    expect(said).toBe(
      `Tanh(${en(own.z.data[1]!)}) = ${en(own.branch!.data[1]!)}; plus what came in, ${en(before.a.data[1]!)}: a = ${en(own.a.data[1]!)}.`,
    );
    const [owed] = told(residual, 'es', ({ operation, layer, unit }) => operation === 'upstream-sum' && layer === 1 && unit === 2);
    expect(owed).toContain('por la conexión residual');
  });

  test('dropout', () => {
    const { trace: traced } = traceOf(normalised);
    const said = told(normalised, 'en', ({ operation, layer }) => operation === 'activation' && layer === 1);
    expect(said.map((sentence) => sentence.includes('switches this unit off'))).toEqual(
      [...traced.layers[0]!.mask!.data].map((m) => m === 0),
    );
  });

  test('clipping', () => {
    const { gradientNorm, clipFactor } = traceOf(clipping).trace;
    const [said] = told(clipping, 'en', ({ operation }) => operation === 'optimiser');
    expect(said).toContain(`norm ${en(gradientNorm)}, over the limit: all × ${en(clipFactor!)}`);
  });

  test('the end of an epoch at which training stops', () => {
    const { watch } = traceOf(epochEnd).trace;
    const said = told(epochEnd, 'en', ({ operation }) => operation === 'bias-update');
    expect(said.at(-1)).toBe(`Epoch 6 ends: loss ${en(watch!.loss!)}. It stops: the best was step ${watch!.stopping!.after.bestStep}.`);
    expect(said.slice(0, -1).some((sentence) => sentence.includes('Epoch'))).toBe(false);
  });
});

test('places count from one and name the output', () => {
  const place = timeline.positionOf(timeline.next(0, 'phase')! + 1);
  expect(placeInWords(3, place, speech('es'))).toBe('Paso 3 · hacia delante · capa 1 · neurona 1 · producto 1 de 2');
  expect(placeInWords(3, timeline.positionOf(timeline.count - 1), speech('en'))).toContain('output · unit 2');
});

test('the tree names what the trace holds and cuts what nobody would walk through', () => {
  const source = {
    shape,
    trace,
    words: catalogue.en.words,
    number: numberWriter('en', 4),
    count: countWriter('en'),
  };
  const nodes = treeNodes(source, new Set(['0', '1', '2', '2.1']));
  expect(nodes.map(({ id }) => id)).toEqual(['0', '0.0', '0.1', '1', '1.0', '1.1', '2', '2.0', '2.1', '2.1.0', '2.1.1', '2.1.b']);
  const weight = nodes.find(({ id }) => id === '2.1.0')!;
  expect(weight.values[0]).toEqual({ name: 'w', value: numberWriter('en', 4)(at(trace.layers[1]!.W, 0, 1)) });
  expect(weight.target).toEqual({ kind: 'weight', layer: 2, from: 0, to: 1 });
  const wide = { ...source, trace: undefined, shape: { ...shape, inputs: 500 } };
  const cut = treeNodes(wide, new Set(['0']));
  expect(cut.length).toBeLessThan(80);
  expect(cut.some(({ label }) => label.includes('436'))).toBe(true);
});
