import { expect, test } from 'vitest';
import { catalogue } from '#core/words/catalogue.ts';
import { inWindow, nameOfPlace } from '#core/words/failure/field-name.ts';

test.each([
  ['optimizer.learningRate', 'Tasa de aprendizaje', 'Learning rate'],
  ['network.layers[0].units', 'Neuronas, capa 1', 'Units, layer 1'],
  ['network.layers[1].activation', 'Activación, capa 2', 'Activation, layer 2'],
  ['parameters[0].W[1][0]', 'Peso 2→1, capa 1', 'Weight 2→1, layer 1'],
  ['parameters[1].b[0]', 'Sesgo 1, capa 2', 'Bias 1, layer 2'],
  ['data.x[0][1]', 'x₂, muestra 1', 'x₂, sample 1'],
  ['data.y[3]', 'y, muestra 4', 'y, sample 4'],
  ['data.y', 'Objetivos', 'Targets'],
  ['optimizer.kind', 'Optimizador', 'Optimiser'],
  ['data.name', 'Conjunto', 'Data set'],
  ['classWeights[1]', 'Pesos por clase', 'Class weights'],
  ['split.validation', 'Validar', 'Validate'],
  ['penalty.l2', 'Penalización L2', 'L2 penalty'],
  ['seed', 'Semilla', 'Seed'],
])('%s is %s, %s', (place, es, en) => {
  expect(nameOfPlace(place, catalogue.es.words)).toBe(es);
  expect(nameOfPlace(place, catalogue.en.words)).toBe(en);
});

test('a failure keeps all but the name of its place', () => {
  const failure = { code: 'wrong-type', place: 'seed', expected: 'integer', found: '1.5' } as const;
  expect(inWindow(failure, catalogue.es.words)).toEqual({ ...failure, place: 'Semilla' });
  expect(inWindow({ code: 'cancelled' }, catalogue.es.words)).toEqual({ code: 'cancelled' });
});
