import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from '#core/words/catalogue.ts';
import { prepareData } from '#core/data/prepare.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSummary } from '#core/protocol/trainer.ts';
import { className, saidNames, unitNames } from '#renderer/model/unit-names.ts';
import { ownName, shortened } from '#renderer/picture/own-names.ts';
import { textWidth } from '#renderer/picture/pen.ts';
import { tableOf } from '#test/core/data/tables.ts';
import { stageOf } from './scene-stage.ts';

const { words } = catalogue.es;

test('a name is cut to what fits, and left away where nothing does', () => {
  expect(shortened('sepal_length_cm', 10, 60)).toBe('sepal_le…');
  expect(shortened('largo', 10, 60)).toBe('largo');
  expect(shortened('largo', 10, 10)).toBe('');
  expect(shortened('Embarked=C', 10, 45)).toBe('Emb…=C');
  expect(shortened('Sex=female', 10, 55)).toBe('female');
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.double({ min: 1, max: 40, noNaN: true }),
      fc.double({ min: 0, max: 400, noNaN: true }),
      (text, size, room) => {
        expect(textWidth(shortened(text, size, room), size)).toBeLessThanOrEqual(room + 1e-9);
      },
    ),
  );
});

test('inputs and outputs bear the names of the data, in the picture too', () => {
  const { frame, timeline, placement } = stageOf('article');
  const names = { inputs: ['ancho', 'una columna de nombre muy largo'], outputs: ['sí'] };
  const bare = frame(0).texts.map(({ text }) => text);
  expect(bare).toEqual(expect.arrayContaining(['x₁', 'x₂']));
  const named = frame(timeline.duration, { names }).texts;
  const said = named.map(({ text }) => text);
  expect(said).toContain('ancho');
  expect(said.some((text) => text.startsWith('una') && text.endsWith('…'))).toBe(true);
  expect(said.some((text) => text.startsWith('sí'))).toBe(true);
  expect(said).not.toContain('x₁');
  for (const { x, text, size, align } of named) if (align === 'right') expect(x - textWidth(text, size)).toBeGreaterThanOrEqual(-1);
  expect(named.every(({ x }) => x <= placement.width)).toBe(true);
  expect([ownName(names, 3, 0, 1), ownName(names, 3, 1, 0), ownName(names, 3, 3, 0), ownName(undefined, 3, 0, 0)]).toEqual([
    names.inputs[1],
    undefined,
    'sí',
    undefined,
  ]);
});

test('a table names its units; one output stands for the second of two classes; numbers are called classes', async () => {
  const summaryOf = async (csv: string, target: string, units: number, activation: string): Promise<RunSummary> => {
    const tables = { 'own.csv': await tableOf(csv) };
    const read = readRunSpec(
      { data: { kind: 'csv', file: 'own.csv', target: [target] }, network: { layers: [{ units, activation }] } },
      tables,
    );
    if (!read.ok) return expect.fail(JSON.stringify(read.failure));
    const { train } = prepareData(read.value, tables);
    return { spec: read.value, data: train } as unknown as RunSummary;
  };
  const csv = 'ancho,color,vendida\n1,rojo,no\n2,azul,sí\n3,rojo,sí\n4,azul,no\n';
  expect(unitNames(await summaryOf(csv, 'vendida', 1, 'sigmoid'), words)).toEqual({
    inputs: ['ancho', 'color=azul', 'color=rojo'],
    outputs: ['sí'],
  });
  expect(unitNames(await summaryOf(csv, 'vendida', 2, 'sigmoid'), words)?.outputs).toEqual(['no', 'sí']);
  expect(unitNames(await summaryOf(csv, 'ancho', 1, 'linear'), words)?.outputs).toEqual(['ancho']);
  const numbers = 'ancho,vive\n1,0\n2,1\n3,1\n4,0\n';
  expect(unitNames(await summaryOf(numbers, 'vive', 1, 'sigmoid'), words)?.outputs).toEqual(['vive=1']);
  const bare = await summaryOf('1,rojo,5\n2,azul,6\n3,rojo,7\n4,azul,9\n', 'column 3', 1, 'linear');
  expect(unitNames(bare, words)).toEqual({ inputs: ['columna 1', 'columna 2=azul', 'columna 2=rojo'], outputs: ['columna 3'] });
  expect(saidNames({ ...bare.data, columns: ['x1', 'x12'], targets: ['y1'] }, words)).toMatchObject({
    columns: ['x₁', 'x₁₂'],
    targets: ['y₁'],
  });
  expect([className('3', words), className('roja', words)]).toEqual(['clase 3', 'roja']);
  expect(unitNames({ spec: { data: { kind: 'generator' } } } as unknown as RunSummary, words)).toBeUndefined();
});
