import { describe, expect, test } from 'vitest';
import { environmentLanguage } from '#core/cli/environment.ts';
import { plain } from '#core/words/failure/plain.ts';
import { retrograd, textbookRun } from './terminal.ts';

const english = { LANG: 'en_GB.UTF-8' };
const files = { r: textbookRun };

describe('what cannot be written is a failure', () => {
  test.each([
    ['trace', 'r'],
    ['train', 'r', '--steps', '2'],
    ['check', 'r'],
    ['landscape', 'r', '--grid', '2'],
    ['export', 'r', '--as', 'numpy'],
    ['export', 'r', '--as', 'metrics', '--steps', '2'],
    ['drill', 'r'],
    ['course', 'new', 'mine'],
    ['schema', 'run'],
    ['--help'],
    ['--version'],
  ])('%s %s %s', async (...argv) => {
    const { code, out, err } = await retrograd(argv, files, english, Infinity, { full: true });
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe('“standard output” cannot be written: the disk is full; free some space or choose another disk.\n');
  });
});

describe('an example goes by its name', () => {
  test('and the file of that name before it', async () => {
    const example = await retrograd(['trace', 'article'], files);
    expect([example.code, example.lines()[0]!.step]).toEqual([0, 0]);
    expect((await retrograd(['trace', 'article'], { article: textbookRun })).out).not.toBe(example.out);
  });
  test.each(['artcle', '../examples/article', 'assets/examples/article'])('but not %s', async (name) => {
    const { code, err } = await retrograd(['trace', name], files, english);
    expect([code, err]).toEqual([2, `“${name}” cannot be read: it does not exist; check the name and the folder.\n`]);
  });
});

describe('what a file says reaches the terminal harmless', () => {
  const escape = String.fromCharCode(27);
  test('control characters by their codes', async () => {
    const { err } = await retrograd(['trace', 'r'], { r: { ...textbookRun, [`${escape}[2J\u202Eevil\n`]: 1 } }, english);
    expect(err).toContain('\\u001b[2J\\u202eevil\\n');
    expect(err).not.toContain(escape);
    expect(err.trimEnd()).not.toContain('\n');
  });
  test('what is long without its middle', () => {
    expect(plain(`The key “${'k'.repeat(5000)}” does not exist; remove it.`)).toMatch(
      /^The key “k{53}…k{26}” does not exist; remove it\.$/,
    );
    expect(plain(`${'word '.repeat(1000)}end.`)).toHaveLength(1000);
    expect(plain('a sentence of usual length, with “quotes” in it')).toBe('a sentence of usual length, with “quotes” in it');
  });
});

describe('progress', () => {
  const run = async (argv: string[], milliseconds: number) => {
    const status: string[] = [];
    let time = 0;
    const session = await retrograd(argv, files, english, Infinity, {
      now: () => (time += milliseconds),
      status: (line) => void status.push(line),
    });
    return { ...session, status };
  };
  test('is told of what lasts, and goes before anything is written', async () => {
    const { code, out, err, status } = await run(['train', 'r', '--steps', '20', '--every', '2'], 150);
    expect([code, err]).toEqual([0, '']);
    expect(out).not.toContain('Step');
    expect(status[0]).toMatch(/^Step \d+ of 20$/);
    expect(status.at(-1)).toBe('');
  });
  test('is not told of what is quick', async () => {
    expect((await run(['trace', 'r', '--step', '20'], 1)).status).toEqual([]);
  });
});

describe('the limits of a number', () => {
  test.each([
    ['train', 'r', '--steps', '1000000001'],
    ['trace', 'r', '--step', '1000000001'],
    ['landscape', 'r', '--seed', '4294967296'],
  ])('%s %s %s %s', async (...argv) => {
    const { code, err } = await retrograd(argv, files, english);
    expect(code).toBe(2);
    expect(err).toMatch(/is \d+ and must be a whole number from 0 to (1,000,000,000|4,294,967,295)/);
  });
});

describe('the language', () => {
  test.each([
    [{}, undefined, 'es'],
    [{}, 'en-US', 'en'],
    [{ LANG: 'es_ES.UTF-8' }, 'en-US', 'es'],
    [{ LANG: 'fr_FR.UTF-8', LANGUAGE: 'fr:en:es' }, undefined, 'en'],
    [{ LANG: 'C', LANGUAGE: 'en' }, undefined, 'es'],
  ])('%j, %s', (env, locale, language) => expect(environmentLanguage({ env, locale })).toBe(language));
});

describe('export as CSV', () => {
  test('the metrics of a training', async () => {
    const { out } = await retrograd(['export', 'xor', '--as', 'metrics', '--steps', '4', '--every', '2']);
    const rows = out
      .trimEnd()
      .split('\r\n')
      .map((row) => row.split(','));
    expect(rows[0]).toEqual(['step', 'epoch', 'loss', 'accuracy', 'validationLoss', 'validationAccuracy', 'testLoss', 'testAccuracy']);
    const lines = (await retrograd(['train', 'xor', '--steps', '4', '--every', '2'])).lines().slice(0, -1);
    expect(rows.slice(1).map(([step, , loss, accuracy]) => [Number(step), Number(loss), Number(accuracy)])).toEqual(
      lines.map(({ step, loss, accuracy }) => [step, loss, accuracy]),
    );
  });

  test('the parameters, names kept from being formulas and numbers as they are', async () => {
    const run = {
      data: { kind: 'csv', file: 't.csv', target: ['y'] },
      network: { layers: [{ units: 1 }] },
      parameters: [{ W: [[-1.5]], b: [2] }],
    };
    const { out } = await retrograd(['export', 'r', '--as', 'parameters'], { r: run, 't.csv': '"=1+1,a",y\n1,2\n2,3\n' });
    expect(out).toBe('layer,parameter,from,to,fromName,toName,value\r\n' + `1,W,0,0,"'=1+1,a",y,-1.5\r\n` + '1,b,,0,,y,2\r\n');
  });

  test.each([
    [['--as', 'metrics'], '--steps N is missing'],
    [['--as', 'metrics', '--steps', '2', '--step', '1'], '--step does not go with --as metrics'],
    [['--as', 'numpy', '--steps', '2'], '--steps goes with --as metrics'],
  ])('%j is refused', async (options, said) => {
    const { code, err } = await retrograd(['export', 'r', ...options], files, english);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});
