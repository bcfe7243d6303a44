import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { errorLine, logLine } from '#electron/main/desktop/fault-lines.ts';
import { isFault } from '#electron/main/check.ts';
import { isVouchedFor } from '#electron/main/thread-file.ts';

const beside = path.join(mkdtempSync(path.join(tmpdir(), 'trainer-')), 'app.asar.unpacked', 'out');
mkdirSync(beside, { recursive: true });
const file = path.join(beside, 'entry-node.js');
const hash = createHash('sha256').update('train()').digest('hex');

test('the file beside the archive is loaded as it was built, and never otherwise', () => {
  expect(isVouchedFor(file, hash)).toBe(false);
  writeFileSync(file, 'train()');
  expect(isVouchedFor(file, hash)).toBe(true);
  expect(isVouchedFor(file, '')).toBe(false);
  writeFileSync(file, 'train() ');
  expect(isVouchedFor(file, hash)).toBe(false);
});

test('where nothing is packed nothing is vouched for', () => expect(isVouchedFor('/work/out/worker/entry-node.js', '')).toBe(true));

test('the log tells of an error its kind and the program’s lines, never what people wrote or where their files lie', () => {
  const error = new TypeError('no se puede leer /home/ana/notas de 3.º B.csv');
  error.stack = `TypeError: ${error.message}\n    at read (file:///home/ana/retrograd/out/main/main.js:10:5)\n    at C:\\Users\\Ana\\main.js:7:1`;
  expect(errorLine(error)).toBe('TypeError < main.js:10:5 < main.js:7:1');
  expect(errorLine('ana')).toBe('Error');
  expect(logLine('T', `page gone\n"ana" ${'x'.repeat(500)}`)).toHaveLength(303);
  expect(logLine('T', 'a\nb"')).toBe('T a?b?\n');
});

test.each(['file-unreadable', 'internal-error interface TypeError'])('%s is a fault that a page may tell', (fault) =>
  expect(isFault(fault)).toBe(true),
);
test.each(['', 'a b c d', '/home/ana', 'a\nb', 'x'.repeat(41), 7])('%s is none', (fault) => expect(isFault(fault)).toBe(false));
