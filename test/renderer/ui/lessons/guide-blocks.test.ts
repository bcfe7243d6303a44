import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { blocksOf, piecesOf } from '#renderer/ui/lessons/guide-blocks.ts';

test('a page is headings, paragraphs, items and code', () => {
  const page = '# A\n\nOne\ntwo.\n\n    x\n\n      y\n\n## B\n\n- three\n  four\n- five\n1. six\n';
  expect(blocksOf(page)).toEqual([
    { kind: 'heading', level: 1, text: 'A' },
    { kind: 'paragraph', text: 'One two.' },
    { kind: 'code', text: 'x\n\n  y' },
    { kind: 'heading', level: 2, text: 'B' },
    { kind: 'item', text: 'three four' },
    { kind: 'item', text: 'five' },
    { kind: 'item', text: '1. six' },
  ]);
  expect(piecesOf('a `b` c')).toEqual([
    { text: 'a ', code: false },
    { text: 'b', code: true },
    { text: ' c', code: false },
  ]);
});

test.each(['LEEME.md', 'README.md'])('%s is read whole', async (name) => {
  const page = await readFile(`assets/courses/${name}`, 'utf8');
  const letters = (text: string): string => text.replaceAll(/[\s`#-]/g, '');
  expect(
    letters(
      blocksOf(page)
        .map(({ text }) => text)
        .join(''),
    ),
  ).toBe(letters(page));
});
