import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crcOf } from '#core/document/crc.ts';
import { carriedIn, carryIn, isPng } from '#core/document/png.ts';
import { readDocumentFile } from '#core/document/read-file.ts';
import { writeDocumentFile } from '#core/document/write-file.ts';
import { refuseFor } from '#core/document/fault.ts';
import { bounds } from '#core/document/bounds.ts';
import { soaked } from '#test/soak.ts';
import { goldenRun, richDocument } from './documents.ts';

const chunk = (kind: string, content: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const [size, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length);
  crc.writeUInt32BE(crcOf(named));
  return Buffer.concat([size, named, crc]);
};
/** One grey point, as the standard says. */
const point = new Uint8Array(
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
  ]),
);
const written = writeDocumentFile(richDocument(), 'x');
if (!written.ok) throw new Error('the document was refused');
const document = written.value;
const carrying = (content: Uint8Array): Uint8Array => {
  const made = carryIn(point, content);
  if (!made.ok) throw new Error(made.failure.code);
  return made.value;
};
const refuse = refuseFor('x.png');
const problemOf = (bytes: Uint8Array): string | undefined => {
  const read = readDocumentFile(bytes, 'x.png');
  return read.ok ? undefined : read.failure.code === 'bad-document' ? read.failure.problem : read.failure.code;
};

test('a picture carries a document and stays the picture that it was', () => {
  const png = carrying(document);
  expect(carriedIn(png, refuse)).toEqual({ ok: true, value: document });
  expect(readDocumentFile(png, 'x.png')).toMatchObject({ ok: true, value: { version: 1, run: goldenRun, example: 'first' } });
  const data = Buffer.from(png).indexOf('IDAT');
  expect(inflateSync(png.subarray(data + 4)).toJSON().data).toEqual([0, 128]);
  expect([isPng(png), png.subarray(-12)]).toEqual([true, point.subarray(-12)]);
});

test('another document takes the place of the first', () => {
  const twice = carryIn(carrying(document), Uint8Array.of(1, 2, 3));
  expect(twice).toEqual({ ok: true, value: carrying(Uint8Array.of(1, 2, 3)) });
});

test('one that carries nothing, a damaged or too large document is refused', () => {
  expect(problemOf(point)).toBe('picture');
  expect(problemOf(carrying(document).subarray(0, -20))).toBe('picture');
  const damaged = carrying(document);
  damaged[damaged.length - 100]! ^= 1;
  expect(problemOf(damaged)).toBe('damaged');
  expect(problemOf(carrying(new Uint8Array(bounds.carried + 1)))).toBe('too-large');
  expect(problemOf(carrying(new TextEncoder().encode('PK')))).toBe('archive');
  expect(carryIn(document, document).ok).toBe(false);
});

test('however it is damaged, it opens or is refused', () => {
  const png = carrying(document);
  fc.assert(
    fc.property(fc.nat(png.length - 1), fc.nat(255), fc.nat(png.length), (at, to, cut) => {
      const copy = png.slice();
      copy[at] = to;
      problemOf(copy);
      problemOf(copy.subarray(0, cut));
    }),
    { numRuns: soaked(3000) },
  );
});
