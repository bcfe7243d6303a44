import { expect, test } from 'vitest';
import { formatIds, formats } from '#renderer/export/formats.ts';
import { languages, catalogue } from '#renderer/words/catalogue.ts';

test('each format is called and ends otherwise than the others, in every language', () => {
  for (const language of languages) {
    const { kinds } = catalogue[language].exporting;
    expect(new Set(formatIds.map((id) => kinds[formats[id].kind](formats[id].name))).size).toBe(formatIds.length);
  }
  expect(new Set(formatIds.map((id) => formats[id].extension)).size).toBe(formatIds.length);
});
