import { expect, test } from 'vitest';
import { formatIds, formats, offeredFor } from '#renderer/export/formats.ts';
import { languages, catalogue } from '#core/words/catalogue.ts';

test('each format is called and ends otherwise than the others, in every language', () => {
  for (const language of languages) {
    const { kinds } = catalogue[language].words.exporting;
    expect(new Set(formatIds.map((id) => kinds[formats[id].kind](formats[id].name))).size).toBe(formatIds.length);
  }
  expect(new Set(formatIds.map((id) => `${formats[id].name}.${formats[id].extension}`)).size).toBe(formatIds.length);
});

test('every format is offered, for one picture, for some that stand alone or for many', () => {
  expect([...offeredFor('one'), ...offeredFor('alone')].sort()).toEqual([...formatIds].sort());
  expect(offeredFor('one')).toContain('picture');
  expect(offeredFor('alone').filter((id) => !offeredFor('many').includes(id))).toEqual(['pptx']);
});
