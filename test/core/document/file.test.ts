import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bounds } from '#core/document/bounds.ts';
import { documentVersion, migrate } from '#core/document/parts.ts';
import { isDocument, readDocumentFile } from '#core/document/read-file.ts';
import { readState, writeState } from '#core/document/tensor-file.ts';
import { writeDocumentFile, type DocumentToWrite } from '#core/document/write-file.ts';
import { exampleRuns } from '#test/core/spec/example-runs.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { readDocument } from '#core/view/document.ts';
import { goldenRun, richDocument, specOf, stateAfter } from './documents.ts';

const bytesOf = (document: DocumentToWrite): Uint8Array => {
  const written = writeDocumentFile(document, 'x.retrograd');
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  return written.value;
};
const json = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

describe('a document', () => {
  test('comes back as it was written, and is the same bytes whenever it is', () => {
    const rich = richDocument();
    const bytes = bytesOf(rich);
    expect(readDocumentFile(bytes, 'x')).toEqual({ ok: true, value: { ...rich, version: documentVersion, newer: false, amiss: [] } });
    expect(bytesOf(rich)).toEqual(bytes);
    expect(isDocument(bytes)).toBe(true);
  });

  test('that packs into next to nothing is read again too', () => {
    const rows = Array.from({ length: 400_000 }, () => [0]);
    const run = JSON.stringify({ ...(JSON.parse(goldenRun) as object), data: { kind: 'inline', x: rows, y: rows } });
    expect(run.length).toBeGreaterThan(bounds.plain);
    expect(readDocumentFile(bytesOf({ ...richDocument(), run }), 'x')).toMatchObject({ ok: true, value: { run } });
  });

  test('that is a run file by itself is version 0 and is brought up', () => {
    const read = readDocumentFile(json(goldenRun), 'run.json');
    expect(read).toMatchObject({ ok: true, value: { version: 0, newer: false, run: goldenRun, tables: [], states: [], amiss: [] } });
    expect([...migrate(new Map([['run.json', json('{}')]]), 0).keys()]).toEqual(['run.json', 'document.json']);
  });

  test('of a newer version is shown without what this program does not know, and is told', () => {
    const run = { ...(JSON.parse(goldenRun) as object), dreams: [1, 2] };
    const about = { format: 'retrograd-document', version: documentVersion + 1, mood: 'good' };
    const read = readDocumentFile(zipSync({ 'document.json': json(about), 'run.json': json(run), 'new/part.bin': json('?') }), 'x');
    if (!read.ok) throw new Error(JSON.stringify(read.failure));
    expect([read.value.newer, read.value.amiss]).toEqual([
      true,
      [{ code: 'newer-document', found: documentVersion + 1, known: documentVersion }],
    ]);
    expect(readDocument(read.value.run).ok).toBe(true);
  });

  test('that is another archive, or none, is refused by its kind', () => {
    const problem = (bytes: Uint8Array) => {
      const read = readDocumentFile(bytes, 'x');
      return read.ok ? 'read' : read.failure.code === 'bad-document' ? read.failure.problem : read.failure.code;
    };
    const about = json({ format: 'retrograd-document', version: 1 });
    expect(problem(zipSync({ 'xl/workbook.xml': json('<x/>') }))).toBe('no-document');
    expect(problem(zipSync({ 'run.json': json(goldenRun) }))).toBe('no-document');
    expect(problem(zipSync({ 'document.json': about }))).toBe('no-document');
    expect(problem(zipSync({ 'document.json': json({ format: 'retrograd-document', version: 0 }), 'run.json': json('{}') }))).toBe(
      'no-document',
    );
    expect(problem(zipSync({ 'document.json': about, 'run.json': Uint8Array.of(0xff, 0xfe, 0x7b) }))).toBe('encoding');
    expect(problem(bytesOf(richDocument()).subarray(0, 200))).toBe('archive');
  });

  test('a writer refuses what a reader would refuse', () => {
    const rich = richDocument();
    const states = Array.from({ length: bounds.entries }, (_, step) => ({ branch: 0, step, bytes: new Uint8Array(8) }));
    expect(writeDocumentFile({ ...rich, states }, 'x')).toMatchObject({ ok: false, failure: { problem: 'too-many-entries' } });
    const run = `"${'x'.repeat(bounds.text)}"`;
    expect(writeDocumentFile({ ...rich, run }, 'x')).toMatchObject({ ok: false, failure: { code: 'too-large', place: 'run.json' } });
  });
});

describe('a state', () => {
  const methods: readonly (readonly [string, object])[] = [
    ['sgd', { optimizer: { kind: 'sgd', learningRate: 0.1 } }],
    ['adam', { optimizer: { kind: 'adam', learningRate: 0.01 } }],
    ['nadam, which has a number of its own', { optimizer: { kind: 'nadam', learningRate: 0.01 } }],
    ['a schedule and a stop that remember', { schedule: { kind: 'plateau' }, stopping: { patience: 3 }, split: { train: 0.7, validation: 0.3, test: 0 } }],
    ['batch normalisation', { network: { layers: [{ units: 4, normalization: 'batch' }, { units: 1 }] }, loss: 'mse' }],
  ]; // prettier-ignore
  test.each(methods)('comes back with the same bits: %s', (_, changes) => {
    const read = readRunSpec({ ...exampleRuns.regression, ...changes });
    if (!read.ok) throw new Error(JSON.stringify(read.failure));
    const spec: RunSpec = read.value;
    const state = stateAfter(spec, 7);
    const bytes = writeState(spec, state, 7);
    expect(readState(spec, bytes)).toEqual(state);
    const names = Object.keys(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + bytes[0]! + 256 * bytes[1]!))) as object);
    expect(names).toContain('layers.0.W');
    if (spec.optimizer.kind === 'adam') expect(names).toEqual(expect.arrayContaining(['optimizer.m.layers.0.W', 'optimizer.v.layers.1.b']));
  });

  test('of another network, cut off, or not finite is none', () => {
    const spec = specOf(goldenRun);
    const state = stateAfter(spec, 3);
    const bytes = writeState(spec, state, 3);
    const other = {
      ...spec,
      network: { ...spec.network, layers: spec.network.layers.map((layer) => ({ ...layer, units: layer.units + 1 })) },
    };
    expect(readState(other, bytes)).toBeUndefined();
    for (const length of [0, 7, 8, 100, bytes.length - 1]) expect(readState(spec, bytes.subarray(0, length))).toBeUndefined();
    state[0] = NaN;
    expect(readState(spec, writeState(spec, state, 3))).toBeUndefined();
  });
});

test('a document is a .zip that any program opens', () => {
  expect(Object.keys(unzipSync(bytesOf(richDocument()))).sort()).toEqual(
    [
      'document.json',
      'run.json',
      'notebook.json',
      'progress.json',
      'thumbnail.png',
      'tables/números.csv',
      'states/0-40.safetensors',
    ].sort(),
  );
});
