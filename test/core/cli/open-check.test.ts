import { readdirSync, readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { writeLink } from '#core/document/link.ts';
import { writeDocumentFile, type DocumentToWrite } from '#core/document/write-file.ts';
import { goldenRun, richDocument } from '#test/core/document/documents.ts';
import { retrograd } from './terminal.ts';

const golden = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../../golden/${name}`, import.meta.url)));
const check = async (bytes: Uint8Array, ...options: string[]) => {
  const { code, out, err } = await retrograd(['open-check', 'x.retrograd', ...options], { 'x.retrograd': bytes });
  return { code, out, err, report: options.includes('--json') && code === 0 ? (JSON.parse(out) as Record<string, unknown>) : {} };
};
const documentOf = (changes: Partial<DocumentToWrite> = {}): Uint8Array => {
  const written = writeDocumentFile({ ...richDocument(), ...changes }, 'x');
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  return written.value;
};

describe('open-check', () => {
  test('says what a document holds', async () => {
    const { code, report } = await check(golden('document-1.retrograd'), '--json');
    expect(code).toBe(0);
    expect(report).toEqual({
      kind: 'document',
      version: 1,
      newer: false,
      name: 'homework-3',
      network: [2, 3, 1],
      steps: 120,
      branches: 2,
      marks: 2,
      view: true,
      states: 1,
      tables: ['números.csv'],
      notebook: true,
      progress: true,
      lesson: 'backpropagation/1',
      thumbnail: true,
      migrated: { view: 1 },
      leftOut: [],
    });
    expect((await check(golden('document-1.retrograd'))).out).toMatch(
      /^Documento de la versión 1: red .*, ramas 2, marcas 2, estados 1, tablas 1\.\n$/,
    );
  });

  test('every example and every older file opens', async () => {
    const examples = readdirSync('assets/examples').map((name) => new Uint8Array(readFileSync(`assets/examples/${name}`)));
    for (const bytes of [...examples, golden('document.json')]) {
      const { code, err, report } = await check(bytes, '--json');
      expect([code, err, report['kind'], report['version'], report['leftOut']]).toEqual([0, '', 'run', 0, []]);
    }
  });

  test('a file that is refused ends with 2 and one sentence', async () => {
    const cut = await check(golden('document-1.retrograd').subarray(0, 500));
    expect([cut.code, cut.out]).toEqual([2, '']);
    expect(cut.err).toBe(
      '«x.retrograd» no es un archivo .retrograd entero; quizá se cortó al copiarlo o descargarlo: cópialo de nuevo, o abre su copia .bak.\n',
    );
    const sheet = await check(zipSync({ 'xl/workbook.xml': Uint8Array.of(1) }));
    expect([sheet.code, sheet.err.split('.\n')]).toEqual([2, [expect.stringContaining('no contiene un documento'), '']]);
    const wrong = await check(documentOf({ run: '{"network":{"layers":[{"units":0}]}}' }));
    expect([wrong.code, wrong.err.match(/\n/g)]).toEqual([2, ['\n']]);
  });

  test('a link is read as it stands', async () => {
    const link = writeLink({ run: goldenRun, locked: false }, 'x');
    const { code, out } = await retrograd(['open-check', link.ok ? `https://example.org/${link.value}` : '', '--json']);
    expect([code, JSON.parse(out)]).toEqual([
      0,
      expect.objectContaining({ kind: 'link', version: 0, name: 'homework-3', branches: 2, view: true }),
    ]);
    const cut = await retrograd(['open-check', link.ok ? link.value.slice(0, -9) : '']);
    expect([cut.code, cut.out, cut.err.match(/\n/g)]).toEqual([2, '', ['\n']]);
    expect(cut.err).toContain('no es un enlace de Retrograd entero');
  });

  test('a state of another run is left out and told', async () => {
    const [state] = richDocument().states;
    const { report } = await check(documentOf({ states: [state!, { ...state!, branch: 7, step: 3 }] }), '--json');
    expect([report['states'], report['leftOut']]).toEqual([1, [expect.stringContaining('states/7-3.safetensors')]]);
  });
});

test('every command that takes a run takes a document', async () => {
  const files = { 'x.retrograd': documentOf(), 'run.json': goldenRun };
  for (const argv of [['trace', '--step', '3'], ['train', '--steps', '2'], ['check'], ['export', '--as', 'numpy'], ['drill', '--json']]) {
    const [command, ...options] = argv as [string, ...string[]];
    const [ofRun, ofDocument] = await Promise.all(['run.json', 'x.retrograd'].map((file) => retrograd([command, file, ...options], files)));
    expect([ofDocument!.code, ofDocument!.out, ofDocument!.err]).toEqual([0, ofRun!.out, '']);
    expect(ofRun!.out).not.toBe('');
  }
});

test('a document brings the table that its run names', async () => {
  const run = { data: { kind: 'csv', file: 'a.csv', target: ['out'] }, network: { layers: [{ units: 1 }] }, loss: 'mse' };
  const table = 'a,b,out\n0.5,1,1.5\n1.5,0,2.5\n2.5,2,3.25\n-1,1,0.5\n';
  const bytes = documentOf({ run: JSON.stringify(run), tables: [{ table: 'a.csv', bytes: new TextEncoder().encode(table) }], states: [] });
  const inside = await retrograd(['trace', 'x.retrograd'], { 'x.retrograd': bytes });
  const beside = await retrograd(['trace', 'run.json'], { 'run.json': run, 'a.csv': table });
  expect([inside.code, inside.out]).toEqual([0, beside.out]);
  expect((await check(bytes, '--json')).report).toMatchObject({ kind: 'document', tables: ['a.csv'], network: [2, 1] });
});
