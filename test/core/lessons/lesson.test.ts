import { expect, test } from 'vitest';
import { readLesson } from '#core/lessons/read-lesson.ts';
import { viewsIn } from '#core/lessons/lesson.ts';

test('a lesson’s views are those that its beats open, each once', () => {
  const views = (first: string, second: string, open: { first: boolean; second: boolean }) => ({
    view: { place: { step: 0 }, views: { first, second, bottom: 'health', open: { ...open, bottom: false } } },
  });
  const read = readLesson(
    JSON.stringify({
      version: 1,
      runs: { xor: { example: 'xor' } },
      beats: [
        { id: 'none', run: 'xor', view: { place: { step: 0 } } },
        { id: 'one', ...views('landscape', 'loss', { first: true, second: false }) },
        { id: 'both', ...views('landscape', 'plane', { first: true, second: true }) },
      ],
    }),
  );
  expect(read.ok && viewsIn(read.value)).toEqual(['landscape', 'plane']);
});
