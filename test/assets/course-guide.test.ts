import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { fail, ok } from '#core/contract/failure.ts';
import { checkCourse } from '#core/course-check/check-course.ts';
import { exampleFiles } from '#renderer/model/run/examples.ts';

/** The files that the worked example of the page spells out: what is indented behind the line that names each. */
const filesIn = (page: string): ReadonlyMap<string, string> => {
  const files = new Map<string, string>();
  for (const [, name, block] of page.matchAll(/^(?:Así queda|This is) `([^`]+)`.*\n\n((?:(?: {4}.*)?\n)+)/gm))
    files.set(name!, block!.replaceAll(/^ {4}/gm, ''));
  return files;
};

test.each([
  ['LEEME.md', 'es'],
  ['README.md', 'en'],
])('the worked example of %s is a course that is right', async (file, language) => {
  const files = filesIn(await readFile(`assets/courses/${file}`, 'utf8'));
  expect([...files.keys()]).toEqual(['course.json', '1/lesson.json', `1/${language}.md`]);
  const read = async (name: string) => {
    const text = files.get(name);
    return text === undefined ? fail({ code: 'file-unreadable' as const, file: name, reason: 'ENOENT' }) : ok(text);
  };
  const checking = checkCourse({ read, examples: exampleFiles, tables: async () => ({}) }, new Set());
  for (let step = await checking.next(); ; step = await checking.next()) {
    if (!step.done) continue;
    expect(step.value).toMatchObject({ lessons: 1, languages: 1, beats: 3, asks: 1, tasks: 1, faults: [] });
    return;
  }
});
