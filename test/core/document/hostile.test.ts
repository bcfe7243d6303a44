import { readFileSync } from 'node:fs';
import { Zip, ZipDeflate, zipSync } from 'fflate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocumentFile } from '#core/document/read-file.ts';
import { readState } from '#core/document/tensor-file.ts';
import { writeDocumentFile } from '#core/document/write-file.ts';
import { readDocument } from '#core/view/document.ts';
import { languages } from '#core/words/catalogue.ts';
import { sayFailure } from '#core/words/say-failure.ts';
import { soaked } from '#test/soak.ts';
import { richDocument, specOf, goldenRun } from './documents.ts';

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const about = json({ format: 'retrograd-document', version: 1 });
const run = new TextEncoder().encode(goldenRun);
const spec = specOf(goldenRun);

/** What the person is told of a document; undefined where it opens. */
const told = (bytes: Uint8Array): string | undefined => {
  const file = readDocumentFile(bytes, 'x.retrograd');
  const read = file.ok ? readDocument(file.value.run) : file;
  if (file.ok) for (const state of file.value.states) readState(spec, state.bytes);
  if (read.ok) return undefined;
  for (const language of languages) expect(sayFailure(read.failure, language)).toMatch(/\.$/);
  return read.failure.code === 'bad-document' ? read.failure.problem : read.failure.code;
};

const written = writeDocumentFile(richDocument(), 'x');
if (!written.ok) throw new Error('the document was refused');
const rich = written.value;

const u32 = (bytes: Uint8Array, at: number): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
/** Places of the archive's own structures. */
const structures = Array.from(rich.keys()).filter(
  (at) => at + 4 <= rich.length && [0x04034b50, 0x02014b50, 0x06054b50].includes(u32(rich, at)),
);

/** One damage to the bytes of an archive. */
const damage = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(rich.length - 1), to: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(rich.length - 1), to: fc.nat(rich.length) }),
  fc.record({ kind: fc.constant('field' as const), at: fc.nat(structures.length * 46 - 1), to: fc.constantFrom(0, 1, 0x7f, 0x80, 0xff) }),
  fc.record({ kind: fc.constant('double' as const), at: fc.nat(rich.length - 1), to: fc.nat(2000) }),
);

const damaged = (bytes: Uint8Array, { kind, at, to }: { kind: string; at: number; to: number }): Uint8Array => {
  const copy = bytes.slice();
  if (kind === 'flip') copy[at % copy.length] = to;
  if (kind === 'field') copy[(structures[Math.floor(at / 46)]! + (at % 46)) % copy.length] = to;
  if (kind === 'cut') return Uint8Array.of(...copy.subarray(0, at), ...copy.subarray(Math.max(at, to)));
  if (kind === 'double') return Uint8Array.of(...copy.subarray(0, at), ...copy.subarray(at, at + to), ...copy.subarray(at));
  return copy;
};

test('a damaged document opens or is refused with a sentence, and soon', () => {
  let slowest = 0;
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
      const bytes = damages.reduce(damaged, rich);
      const begun = performance.now();
      told(bytes);
      slowest = Math.max(slowest, performance.now() - begun);
    }),
    { numRuns: soaked(8000) },
  );
  expect(slowest).toBeLessThan(2000);
});

test('so does one whose parts are damaged in a whole archive', () => {
  const parts = fc.constantFrom('document.json', 'run.json', 'notebook.json', 'states/0-40.safetensors', 'states/1-1.safetensors');
  const contents = { 'document.json': about, 'run.json': run, 'states/0-40.safetensors': richDocument().states[0]!.bytes };
  fc.assert(
    fc.property(parts, fc.nat(), fc.uint8Array({ maxLength: 40 }), fc.nat(40), (part, at, put, taken) => {
      const old = (contents as Record<string, Uint8Array>)[part] ?? new Uint8Array();
      const from = at % (old.length + 1);
      told(zipSync({ ...contents, [part]: Uint8Array.of(...old.subarray(0, from), ...put, ...old.subarray(from + taken)) }, { level: 1 }));
    }),
    { numRuns: soaked(2000) },
  );
});

/** An archive whose directory says something else of an entry, at a field of its central header. */
const lying = (name: string, field: number, value: number): Uint8Array => {
  const bytes = zipSync({ 'document.json': about, 'run.json': run, [name]: new Uint8Array(100_000) });
  const at = bytes.findIndex(
    (_, index) => index + 50 < bytes.length && u32(bytes, index) === 0x02014b50 && nameAt(bytes, index + 46) === name,
  );
  new DataView(bytes.buffer).setUint32(at + field, value, true);
  return bytes;
};
const nameAt = (bytes: Uint8Array, at: number): string => new TextDecoder().decode(bytes.subarray(at, at + 'tables/a.csv'.length));

test.each(['../a', '/etc/a', 'tables/../../a', 'C:\\a', 'a\\b', 'tables//a', './a', 'a\u0000b'])('the name %j is refused', (name) => {
  expect(told(zipSync({ 'document.json': about, 'run.json': run, [name]: json(1) }))).toBe('entry-name');
});

test.each([
  ['a smaller size', 24, 10, 'damaged'],
  ['a larger size', 24, 200_000, 'damaged'],
  ['a size that no document may have', 24, 0xffff_fff0, 'too-large'],
  ['a size a thousand times as large', 24, 300 << 20, 'ratio'],
  ['another checksum', 16, 7, 'damaged'],
  ['bytes beyond the end', 20, 1 << 30, 'archive'],
  ['a place beyond the end', 42, 1 << 30, 'archive'],
  ['the place of another entry', 42, 0, 'archive'],
] as const)('a directory that says %s is refused', (_, field, value, problem) => {
  expect(told(lying('tables/a.csv', field, value))).toBe(problem);
});

/** 200 MiB of zeros, made a piece at a time: the test itself takes no more than it allows. */
const bomb = (): Uint8Array => {
  const parts: Uint8Array[] = [];
  const zip = new Zip((_, part) => parts.push(part));
  const put = (name: string, content: Uint8Array, times: number): void => {
    const entry = new ZipDeflate(name, { level: 1 });
    zip.add(entry);
    for (let time = 1; time <= times; time++) entry.push(content, time === times);
  };
  put('document.json', about, 1);
  put('run.json', run, 1);
  put('tables/a.csv', new Uint8Array(1 << 20), 200);
  zip.end();
  return Uint8Array.from(Buffer.concat(parts));
};

const memory = (field: 'VmHWM' | 'VmRSS'): number =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024;

test.skipIf(process.platform !== 'linux')('a bomb is refused without being unpacked', () => {
  const zeros = bomb();
  // The same bomb with a directory that says little of it.
  const quiet = zeros.slice();
  const at = quiet.findIndex(
    (_, index) => index + 50 < quiet.length && u32(quiet, index) === 0x02014b50 && nameAt(quiet, index + 46) === 'tables/a.csv',
  );
  new DataView(quiet.buffer).setUint32(at + 24, 500_000, true);
  const many = zipSync(Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`tables/${index}`, about])));
  globalThis.gc?.();
  const before = Math.max(memory('VmRSS'), memory('VmHWM'));
  const begun = performance.now();
  expect([told(zeros), told(quiet), told(many)]).toEqual(['ratio', 'damaged', 'too-many-entries']);
  expect(performance.now() - begun).toBeLessThan(2000);
  expect(memory('VmHWM') - before).toBeLessThan(64 << 20);
});
