import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { retrograd, type Session } from './terminal.ts';

const begun = async (folder = 'mine'): Promise<Record<string, string>> => {
  const { saved } = await retrograd(['course', 'new', folder]);
  return Object.fromEntries([...saved].map(([file, text]) => [file, text as string]));
};

test('a course that is begun is right at once', async () => {
  const files = await begun();
  const { code, out, err } = await retrograd(['course', 'check', 'mine', '--json'], files);
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toEqual({
    courses: [{ id: 'my-course', lessons: 1, languages: 2, beats: 3, asks: 1, tasks: 1, faults: 0 }],
  });
});

test('a folder of courses is checked course by course', async () => {
  const files = { ...(await begun('all/one')), ...(await begun('all/two')), 'all/notes.txt': 'hello' };
  const { out } = await retrograd(['course', 'check', 'all', '--lang', 'en'], files);
  expect(out.trimEnd().split('\n')).toHaveLength(2);
  expect(out).toContain('my-course: lessons 1, languages 2, beats 3, questions 1, tasks 1, faults 0');
});

test('a fault is one sentence with its file, and the command fails', async () => {
  const files = await begun();
  const broken = { ...files, 'mine/1/en.md': files['mine/1/en.md']!.replace('{loss}', '{lost}') };
  const { code, out, err } = await retrograd(['course', 'check', 'mine', '--json', '--lang', 'en'], broken);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ courses: [{ faults: 1 }] });
  expect(err).toMatch(/^“mine\/1\/en.md”, beat “sees”: “lost” names “lost”, which does not exist; .*\.\n$/);
});

describe('what cannot be done ends with 2 and one sentence', () => {
  const expectRefused = ({ code, out, err }: Session, said: RegExp) => {
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(said);
    expect(err.trimEnd()).not.toContain('\n');
  };
  test.each<[string, readonly string[], RegExp]>([
    ['neither check nor new', ['course'], /check/],
    ['no folder', ['course', 'check'], /FOLDER/],
    ['too much', ['course', 'check', 'a', 'b'], /b/],
    ['an option of another command', ['course', 'check', 'a', '--step', '2'], /--step/],
    ['new as JSON', ['course', 'new', 'a', '--json'], /--json/],
    ['a folder that is not there', ['course', 'check', 'nowhere'], /nowhere/],
  ])('%s', async (_, argv, said) => expectRefused(await retrograd([...argv, '--lang', 'en']), said));

  test('a folder without course', async () => {
    expectRefused(await retrograd(['course', 'check', 'a', '--lang', 'en'], { 'a/notes.txt': 'hello' }), /course\.json/);
  });
  test('a folder that has something in it', async () => {
    expectRefused(await retrograd(['course', 'new', 'a', '--lang', 'en'], { 'a/notes.txt': 'hello' }), /not empty/);
  });
});

describe('a .zip', () => {
  const zipped = (files: Readonly<Record<string, string>>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([file, text]) => [file, strToU8(text)])));

  test('is checked as a folder is', async () => {
    const { code, out } = await retrograd(['course', 'check', 'mine.zip', '--json'], { 'mine.zip': zipped(await begun()) });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ courses: [{ id: 'my-course', lessons: 1, faults: 0 }] });
  });

  test('says what is wrong in it with its place', async () => {
    const files = await begun();
    delete files['mine/1/en.md'];
    const { code, err } = await retrograd(['course', 'check', 'mine.zip', '--lang', 'en'], { 'mine.zip': zipped(files) });
    expect(code).toBe(1);
    expect(err).toBe('“mine.zip/1/en.md”: “1/en.md” cannot be read: it does not exist; check the name and the folder.\n');
  });

  test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['that is none', { 'a.zip': new Uint8Array([80, 75, 3, 4, 9, 9]) }, /“a.zip” cannot be opened as a \.zip/],
    ['without a course', { 'a.zip': zipped({ 'notes.md': 'x' }) }, /no course\.json in “a\.zip”/],
    ['that is not there', {}, /a\.zip/],
  ])('%s', async (_, files, said) => {
    const { code, err } = await retrograd(['course', 'check', 'a.zip', '--lang', 'en'], files);
    expect(code).toBe(2);
    expect(err).toMatch(said);
  });
});
