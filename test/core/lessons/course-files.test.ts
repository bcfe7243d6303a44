import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { describe, expect, test } from 'vitest';
import { courseBounds, courseIn, readArchive, textIn, textsOf } from '#core/lessons/course-files.ts';

const zip = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, typeof text === 'string' ? strToU8(text) : text])) as Zippable,
  );
const faultIn = (bytes: Uint8Array) => {
  const read = readArchive(bytes, 'course.zip');
  return read.ok ? undefined : read.failure;
};

test('an archive gives the texts of its course, wherever in it that lies', () => {
  const files = { 'course.json': '{}', '1/lesson.json': '{}', '1/es.md': 'ñ' };
  const packed = (folder: string) => Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}${path}`, text]));
  for (const folder of ['', 'my course/', 'a/b/']) {
    const read = readArchive(zip({ ...packed(folder), '__MACOSX/course.json': 'x', 'notes.txt': 'y', '.git/a.md': 'z' }), 'course.zip');
    expect(read.ok && Object.fromEntries(read.value)).toEqual(files);
    expect(read.ok && textIn(read.value, '1/en.md')).toMatchObject({ ok: false, failure: { file: '1/en.md', reason: 'ENOENT' } });
  }
});

test('the highest course is taken, and nothing above it', () => {
  const read = readArchive(zip({ 'a/b/c/course.json': '1', 'a/course.json': '2', 'x.md': '3' }), 'course.zip');
  expect(read.ok && Object.fromEntries(read.value)).toEqual({ 'course.json': '2', 'b/c/course.json': '1' });
});

describe('what is no course is refused, with the reason', () => {
  test('no contents', () => expect(faultIn(zip({ 'notes.md': 'x' }))).toMatchObject({ problem: 'no-course', place: 'course.zip' }));
  test('no archive', () => expect(faultIn(strToU8('PK and nothing else'))).toMatchObject({ problem: 'archive' }));
  test('an archive that ends early', () => {
    const whole = zip({ 'course.json': '{}'.repeat(500) });
    for (const part of [0.3, 0.6, 0.95]) expect(faultIn(whole.slice(0, whole.length * part))).toMatchObject({ problem: 'archive' });
  });
  test('text in another encoding', () => {
    const bytes = new Uint8Array([0xff, 0xfe, 0x7b, 0x00]);
    expect(faultIn(zip({ 'course.json': bytes }))).toMatchObject({ problem: 'encoding', place: 'course.json' });
    expect(textsOf([['es.md', bytes]])).toMatchObject({ ok: false, failure: { problem: 'encoding', place: 'es.md' } });
  });
  test('a bomb: few bytes that unpack to many', () => {
    const bomb = zip({ 'course.json': '{}', '1/es.md': 'x'.repeat(courseBounds.bytes) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(faultIn(bomb)).toMatchObject({ problem: 'course-too-large', found: '11', expected: '10' });
  });
  test('more files than anyone writes', () => {
    const files = Object.fromEntries(Array.from({ length: courseBounds.files }, (_, i) => [`${i}.md`, '']));
    expect(faultIn(zip({ 'course.json': '{}', ...files }))).toMatchObject({ problem: 'too-many-files' });
    expect(
      courseIn(
        Object.keys({ 'course.json': '', ...files }).map((path) => ({ path, size: 0 })),
        'a',
      ).ok,
    ).toBe(false);
  });
  test('an archive that lies about its sizes unpacks to no more than it says', () => {
    const bomb = zip({ 'course.json': '{}', '1/es.md': 'x'.repeat(1_000_000) });
    // The directory at the end of the archive says how large each file is, 24 bytes behind its mark.
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
    for (let at = 0; at + 46 < bomb.length; at++)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 1_000_000) view.setUint32(at + 24, 5, true);
    expect(Object.values(unzipSync(bomb)).some((content) => content.length > 1000)).toBe(false);
    const read = readArchive(bomb, 'course.zip');
    expect(read.ok ? read.value.get('1/es.md') : read.failure).toBe('xxxxx');
  });
});
