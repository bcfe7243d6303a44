import { readFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { sayFailure } from '#core/words/say-failure.ts';
import { readDiskCourse } from '#renderer/model/lessons/disk-course.ts';
import { fetchCourse, fetchLesson } from '#renderer/model/lessons/open-lesson.ts';
import { Player } from '#renderer/model/lessons/player.svelte.ts';
import { nodeApp } from '../node-app.ts';

const names = ['course.json', '1/lesson.json', '1/es.md', '1/en.md'];
const template = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, await readFile(`assets/course-template/${name}`, 'utf8')] as const)),
);
type Files = Readonly<Record<string, string>>;
const bank = new Set(['zero-gives-zero']);

const zip = (files: Files, name = 'mine.zip') => ({
  name,
  bytes: zipSync(Object.fromEntries(Object.entries(files).map(([file, text]) => [`mine/${file}`, strToU8(text)]))),
});
const folder = (files: Files) => ({
  name: 'mine',
  files: Object.entries(files).map(([file, text]) => ({
    path: `mine/${file}`,
    size: strToU8(text).length,
    read: async () => strToU8(text),
  })),
});
const seen = async (files: Files) => {
  const read = await readDiskCourse(zip(files), bank);
  if (!read.ok) throw new Error(read.failure.code);
  return read.value;
};
const scenes = (change: (lesson: { beats: Record<string, unknown>[]; runs: object }) => void): Files => {
  const lesson = JSON.parse(template['1/lesson.json']!) as { beats: Record<string, unknown>[]; runs: object };
  change(lesson);
  return { ...template, '1/lesson.json': JSON.stringify(lesson) };
};

test.each([
  ['a .zip', zip(template)],
  ['a folder', folder({ ...template, 'picture.png': 'no text' })],
])('%s is looked over, and its lessons are played', async (_, given) => {
  const read = await readDiskCourse(given, bank);
  expect(
    read.ok && { ...read.value, faults: read.value.faults.length, lessons: read.value.lessons.map(({ id, title }) => [id, title('es')]) },
  ) //
    .toMatchObject({ faults: 0, lessons: [['1', 'Un peso y su gradiente']] });
  if (!read.ok) return;
  const course = await fetchCourse(read.value.source);
  const player = new Player(nodeApp(), course, await fetchLesson(read.value.source, course, '1'));
  for (const index of [0, 1, 2]) {
    await player.goTo(index);
    expect(player.failure).toBeUndefined();
  }
});

describe('what is no course is refused in one sentence', () => {
  test.each([
    ['an empty folder', folder({}), /no hay ningún course\.json/],
    ['a broken .zip', { name: 'mine.zip', bytes: new Uint8Array([80, 75, 3, 4]) }, /«mine\.zip» no se puede abrir como \.zip/],
    ['10 MB of text', folder({ ...template, 'notes.md': 'x'.repeat(1e7) }), /ocupan 11 MB y el límite es 10 MB/],
    [
      'thousands of files',
      folder(Object.fromEntries([...Array(2100).keys()].map((i) => [`${i}/course.json`, '{}']).concat([['course.json', '{}']]))),
      /2101 textos/,
    ],
  ])('%s', async (_, given, said) => {
    const read = await readDiskCourse(given, bank);
    expect(read.ok).toBe(false);
    expect(!read.ok && sayFailure(read.failure, 'es')).toMatch(said);
  });
});

describe('a fault is told with file, beat and place, and its lesson is not played', () => {
  test.each<[string, Files, RegExp]>([
    [
      'HTML',
      { ...template, '1/es.md': `${template['1/es.md']}\n<script>alert(1)</script>` },
      /^«1\/es\.md», parte «\w+»: El texto lleva «<script>»/,
    ],
    ['a missing language', (({ '1/en.md': _, ...rest }) => rest)(template), /^No se puede leer «1\/en\.md»: no existe/],
    [
      'an unknown command',
      scenes(({ beats }) => Object.assign(beats[2]!, { do: { goals: [{ follow: 0 }], solution: [{ id: 'format', args: {} }] } })),
      /^«1\/lesson\.json», parte «does»: .*do\.solution\[0\]\.id/,
    ],
    ['a loop of names', scenes((lesson) => Object.assign(lesson, { names: { p: 'q', q: 'p' } })), /^«1\/lesson\.json»: .*rompe esa vuelta/],
    ['no JSON', { ...template, '1/lesson.json': '{ "version": 1,' }, /^«1\/lesson\.json»: .*línea/i],
  ])('%s', async (_, files, said) => {
    const { faults, lessons } = await seen(files);
    expect(faults.map((fault) => sayFailure(fault, 'es'))).toContainEqual(expect.stringMatching(said));
    expect(lessons.every(({ wrong }) => wrong)).toBe(true);
  });

  test('contents that cannot be read', async () => {
    const { course, lessons, faults } = await seen({ ...template, 'course.json': '[]' });
    expect([course, lessons, faults.length]).toEqual([undefined, [], 1]);
  });
});

test('training that takes long is known before it begins', async () => {
  const { lessons, faults } = await seen(scenes((lesson) => (lesson.runs = { main: { example: 'moons', steps: 100_000_000 } })));
  expect(faults).toEqual([]);
  expect(lessons[0]!.seconds).toBeGreaterThan(120);
  expect((await seen(template)).lessons[0]!.seconds).toBeUndefined();
});

describe('what only the run can tell is told when the beat is played, and nothing is thrown', () => {
  const faultOf = async (files: Files, beat: number) => {
    const { source } = await seen(files);
    const course = await fetchCourse(source);
    const player = new Player(nodeApp(), course, await fetchLesson(source, course, '1'));
    await player.goTo(beat);
    expect(player.answer({ kind: 'number', value: 1 })).toBeUndefined();
    return player.failure && sayFailure(player.failure, 'es');
  };
  test('a place outside the network', async () => {
    const files = { ...template, '1/en.md': template['1/en.md']!.replace('{a[2][1]}', '{a[9][1]}') };
    expect(await faultOf(files, 0)).toMatch(/^«1\/en\.md», parte «sees»: «a\[9\]\[1\]» queda fuera de la red/);
  });
  test('an answer that the trace contradicts', async () => {
    const ask = { kind: 'choice', options: { right: { when: 'loss < 0' }, other: { when: 'loss < 0' } } };
    const texts = { '1/es.md': '', '1/en.md': '' };
    const says = '## sees\n\nA.\n\n## asks\n\n? B\n\n- right: C\n- other: D\n\n## does\n\n! E\n\n> F\n\n> G\n';
    for (const file of Object.keys(texts) as (keyof typeof texts)[]) texts[file] = says;
    const files = { ...scenes(({ beats }) => Object.assign(beats[1]!, { ask })), ...texts };
    expect(await faultOf(files, 1)).toMatch(/^«1\/lesson\.json», parte «asks»: Ninguna respuesta/);
  });
});
