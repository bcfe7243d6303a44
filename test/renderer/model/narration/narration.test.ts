import { describe, expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { networkShape } from '#renderer/picture/shape.ts';
import type { Place } from '#core/account/place.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { exampleSpec } from '#renderer/model/run/examples.ts';
import { narrate, narrateTold } from '#renderer/model/narration/narrate.ts';
import { placeInWords } from '#renderer/model/narration/place.ts';
import { textOf, type Speech } from '#renderer/model/narration/teller.ts';
import { toldAt } from '#renderer/model/time/told.ts';
import { catalogue, languages, type Language } from '#core/words/catalogue.ts';
import { countWriter, numberWriter } from '#core/words/number.ts';
import clipping from '#test/scenes/clipping.scene.ts';
import epochEnd from '#test/scenes/epoch-end.scene.ts';
import normalised from '#test/scenes/normalised.scene.ts';
import residual from '#test/scenes/residual.scene.ts';
import { traceOf, type SceneFile } from '#test/scenes/scene.ts';
import { twoTwoTwoTrace } from '#test/renderer/model/two-two-two.ts';

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

const say = (index: number, language: Language = 'en'): string => textOf(narrate(trace, timeline.positionOf(index), speech(language)));

test.each(languages)('in %s every place of a step has a name and a sentence of its own', (language) => {
  const said = Array.from({ length: timeline.count }, (_, index) =>
    [placeInWords(12, timeline.positionOf(index), speech(language)), say(index, language)].join(' — '),
  );
  expect(new Set(said).size).toBe(timeline.count);
});

test('the sentences say the numbers of the worked 2-2-2 example', () => {
  const sentences = Array.from({ length: timeline.count }, (_, index) => say(index));
  // net h1 = 0.3775, out h1 = 0.5933, out o1 = 0.7514 and the total error 0.2984 before the step.
  expect(sentences.some((sentence) => sentence.includes('z = 0.3775'))).toBe(true);
  expect(sentences.some((sentence) => sentence.includes('= 0.5933'))).toBe(true);
  expect(sentences.some((sentence) => sentence.includes('Output 1 says 0.7514; the target is 0.01'))).toBe(true);
  expect(sentences.some((sentence) => sentence.includes('0.2984'))).toBe(true);
  expect(sentences.some((sentence) => sentence.includes('was 0.4; less rate times gradient'))).toBe(true);
});

test.each([
  ['es', 'Entra «edad» = ', 'salida «sí»'],
  ['en', '“edad” = ', 'output “sí”'],
] as const)('in %s units are called as the data call them, and as the picture does', (language, input, output) => {
  const speaking = { ...speech(language), names: { inputs: ['edad', 'x₂'], outputs: ['no', 'sí'] } };
  const all = Array.from({ length: timeline.count }, (_, index) => textOf(narrate(trace, timeline.positionOf(index), speaking))).join(' ');
  expect(all).toContain(input);
  expect(all).toContain(output);
  expect(all).toContain('x₂');
  expect(all).not.toContain('x₁');
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
      .map((place) => textOf(narrate(traced, place, speaking)));
  };
  const en = (value: number): string => numberWriter('en', 4)(value);

  test('a residual connection, forward and backward', () => {
    const { trace: traced } = traceOf(residual);
    const [said] = told(residual, 'en', ({ operation, layer, unit }) => operation === 'activation' && layer === 2 && unit === 1);
    const [before, own] = [traced.layers[0]!, traced.layers[1]!];
    expect(said).toContain(
      `says ${en(own.a.data[1]!)}: Tanh(${en(own.z.data[1]!)}) = ${en(own.branch!.data[1]!)}, plus what came in, ${en(before.a.data[1]!)}.`,
    );
    const [owed] = told(residual, 'es', ({ operation, layer, unit }) => operation === 'upstream-sum' && layer === 1 && unit === 2);
    expect(owed).toContain('por la conexión residual');
  });

  test('dropout', () => {
    const { trace: traced } = traceOf(normalised);
    const said = told(normalised, 'en', ({ operation, layer }) => operation === 'activation' && layer === 1);
    expect(said.map((sentence) => sentence.includes('Dropout switches'))).toEqual([...traced.layers[0]!.mask!.data].map((m) => m === 0));
  });

  test('clipping', () => {
    const { gradientNorm, clipFactor } = traceOf(clipping).trace;
    const [said] = told(clipping, 'en', ({ operation }) => operation === 'optimiser');
    expect(said).toContain(`The norm of the gradient, ${en(gradientNorm)}, is over the limit: all is multiplied by ${en(clipFactor!)}.`);
  });

  test('the end of an epoch at which training stops', () => {
    const { watch } = traceOf(epochEnd).trace;
    const said = told(epochEnd, 'en', ({ operation }) => operation === 'bias-update');
    expect(said.at(-1)).toContain(
      `Epoch 6 ends: loss ${en(watch!.loss!)}. It stops: the best was step ${watch!.stopping!.after.bestStep}.`,
    );
    expect(said.slice(0, -1).some((sentence) => sentence.includes('Epoch'))).toBe(false);
  });
});

test('places count from one and name the output', () => {
  const place = timeline.positionOf(timeline.next(0, 'phase')! + 1);
  expect(placeInWords(3, place, speech('es'))).toBe('Paso 3 · hacia delante · oculta 1 · producto 1 de 2');
  expect(placeInWords(3, timeline.positionOf(timeline.count - 1), speech('en'))).toContain('output 2 · bias');
});

describe('the first network, checked in the head', () => {
  const { trace: own, shape: ofFirst } = traceOf({ spec: exampleSpec('first'), step: 0, follow: 0 });
  const first = readRunSpec(exampleSpec('first'));
  if (!first.ok) throw new Error('the example is not valid');
  const places = stepTimeline(ofFirst);
  const speaking = (language: Language): Speech => ({ ...speech(language), spec: first.value, shape: ofFirst });
  const all = (language: Language): string[] =>
    Array.from({ length: places.count }, (_, index) => textOf(narrate(own, places.positionOf(index), speaking(language))));
  const stretches = (language: Language): string[] => {
    const said: string[] = [];
    for (let index = 0; index < places.count;) {
      const told = toldAt(places, index);
      said.push(textOf(narrateTold(own, told, places, speaking(language))));
      index = told.to + 1;
    }
    return said;
  };

  test('who asks for what, by which weight it arrives and what the unit must do', () => {
    expect(all('es').join('\n')).toContain('La salida pide subir (δ = −2). Por el peso −1 llega al revés: la oculta 1 debe bajar, δ = 2.');
    expect(all('es').join('\n')).toContain('Por el peso 0,5 llega igual: la oculta 3 debe subir, δ = −1.');
    expect(all('en').join('\n')).toContain('Hidden 2 does not answer: its gate is closed here, f′(z) = 0, and δ = 0.');
  });

  test('the gradient names its two factors, the update rate, gradient, old and new', () => {
    expect(all('es').join('\n')).toContain('Gradiente del peso x₁ → oculta 1: lo que entró · δ = 1 · 2 = 2.');
    expect(all('es').join('\n')).toContain('El peso x₂ → oculta 1 era −1,5; menos tasa por gradiente, 0,1 · (−1), ahora es −1,4.');
    expect(all('en').join('\n')).toContain('The weight hidden 2 → output stays at −1: its gradient is 0.');
  });

  test('the other units of a layer are told together', () => {
    const es = stretches('es').join('\n');
    expect(es).toContain('Entran x₁ = 1 y x₂ = −0,5.');
    expect(es).toContain('Igual las ocultas 2 y 3: dicen 0 y 0,5. Después, la salida.');
    expect(es).toContain('Igual las ocultas 2 y 3: δ = 0 y −1. La oculta 2 no responde: su compuerta está cerrada aquí.');
    expect(stretches('en').join('\n')).toContain('Likewise hidden 2 and 3: they say 0 and 0.5.');
  });

  test('numbers carry what they mean', () => {
    const index = Array.from({ length: places.count }, (_, i) => i).find((i) => {
      const { operation, layer, unit } = places.positionOf(i);
      return operation === 'gate' && layer === 1 && unit === 0;
    })!;
    const { line } = narrate(own, places.positionOf(index), speaking('es'));
    expect(line.filter(({ tone }) => tone)).toEqual([
      { text: 'subir', tone: 'strong' },
      { text: '−2', tone: 'owed' },
      { text: '−1', tone: 'negative' },
      { text: 'bajar', tone: 'strong' },
      { text: '2', tone: 'owed' },
    ]);
  });
});
