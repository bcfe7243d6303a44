import { expect, test } from 'vitest';
import { withTails } from '#renderer/ui/common/tails.ts';

test('marks go with the term before them, and nothing is lost', () => {
  const pieces = [
    { text: 'Lo que baja es la ' },
    { text: 'pérdida', term: 'loss' },
    { text: ', y no el ' },
    { text: 'peso', term: 'weight' },
  ];
  const whole = withTails(pieces, '.');
  expect(whole.map(({ text, tail }) => [text, tail])).toEqual([
    ['Lo que baja es la ', ''],
    ['pérdida', ','],
    [' y no el ', ''],
    ['peso', '.'],
  ]);
});

test('without a term the text stays as it is', () => {
  expect(withTails([{ text: ', y' }], '.')).toEqual([{ text: ', y.', tail: '' }]);
});
