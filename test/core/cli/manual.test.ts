import { readdir } from 'node:fs/promises';
import { parse } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { manualBlocks } from '#core/cli/manual.ts';
import { outputNames, outputsIn, type OutputName } from '#core/cli/outputs.ts';
import { asManualPage, asMarkdown } from '#core/cli/print-manual.ts';
import { schemaNames, commandNames, commands, options, optionsOf, type OptionName } from '#core/cli/table.ts';
import { languages } from '#core/words/catalogue.ts';
import { outputs } from '#core/words/cli/outputs.ts';
import { exampleRuns } from '#test/core/spec/example-runs.ts';
import { watchedRuns } from '#test/core/code/runs.ts';
import { retrograd } from './terminal.ts';

/** Where the manual is kept. After a change of the table or of its words: `npx vitest run test/core/cli/manual.test.ts -u`. */
const pages = {
  es: { page: 'assets/manual/linea-de-ordenes.md', manual: 'assets/manual/es/retrograd.1' },
  en: { page: 'assets/manual/command-line.md', manual: 'assets/manual/retrograd.1' },
};
const examples = (await readdir('assets/examples')).map((file) => parse(file).name).sort();

describe.each(languages)('the manual, %s', (language) => {
  const blocks = manualBlocks(language, examples);

  test('the pages that are kept are what the table and the words make', async () => {
    await expect(asMarkdown(blocks, language)).toMatchFileSnapshot(`../../../${pages[language].page}`);
    await expect(asManualPage(blocks, language)).toMatchFileSnapshot(`../../../${pages[language].manual}`);
  });

  test('the manual page has no line that troff would take for a request of another', () => {
    for (const line of asManualPage(blocks, language).split('\n')) expect(line).toMatch(/^(\.(TH|SH|SS|PP|TP|nf|fi)\b.*|[^.'].*|)$/);
  });

  test('help names every command; that of a command every option, and its defaults', async () => {
    const whole = await retrograd(['--help', '--lang', language]);
    expect(whole.code).toBe(0);
    for (const name of commandNames) {
      expect(whole.out).toContain(`retrograd ${name} `);
      const { code, out, err } = await retrograd([...name.split(' '), '--help', '--lang', language]);
      expect([code, err]).toEqual([0, '']);
      for (const [option, otherwise] of optionsOf(name)) {
        expect(out).toContain(`--${option}`);
        if (typeof otherwise === 'number') expect(out).toMatch(new RegExp(`--${option}[^-]*(\\n *)?.*${otherwise}`));
      }
      for (const line of out.split('\n').filter((one) => one.includes(' '))) {
        if (!line.startsWith('  retrograd')) expect([...line].length, line).toBeLessThanOrEqual(100);
      }
    }
    for (const name of examples) expect(whole.out.replaceAll(/\s+/g, ' ')).toContain(name);
  });
});

test('every option belongs to a command', () => {
  const used = new Set<string>([...commandNames.flatMap((name) => optionsOf(name).map(([option]) => option)), 'lang', 'help', 'version']);
  expect([...used].sort()).toEqual((Object.keys(options) as OptionName[]).sort());
});

const tries = commandNames
  .flatMap((name) => commands[name].examples.map((example): string => example))
  .filter((one) => !/course check|open-check/.test(one));
test.each(tries)('%s', async (example) => {
  const { code, err } = await retrograd(example.split(' ').slice(1));
  expect([code, err]).toEqual([0, '']);
});

describe('what the commands write has the schema that is said', () => {
  const schemas = outputsIn(outputs.en);
  const fits = (name: OutputName, value: unknown) => {
    const { issues = [] } = v.safeParse(schemas[name], value);
    expect(issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toEqual([]);
  };
  const runs = Object.entries({ ...exampleRuns, ...watchedRuns });

  test.each(runs)('%s', async (_name, run) => {
    const files = { r: run };
    const lines = async (...argv: string[]) => (await retrograd(argv, files)).lines();
    fits('trace', (await lines('trace', 'r', '--step', '2', '--per-sample'))[0]);
    const training = await lines('train', 'r', '--steps', '3');
    fits('parameters', training.pop());
    for (const line of training) fits('metrics', line);
    fits('check', (await lines('check', 'r'))[0]);
    fits('drill', (await lines('drill', 'r', '--json', '--count', '3'))[0]);
  });

  test.each(['path', 'random', 'curvature', 'weights'])('the landscape, %s', async (directions) => {
    const more = directions === 'weights' ? ['--places', '1.W.0.0,1.b.0'] : [];
    const argv = ['landscape', 'first', '--grid', '2', '--step', '3', '--directions', directions, ...more];
    fits('landscape', (await retrograd(argv)).lines()[0]);
  });

  test('a course', async () => {
    const { saved } = await retrograd(['course', 'new', 'mine']);
    fits('course', (await retrograd(['course', 'check', 'mine', '--json'], Object.fromEntries(saved))).lines()[0]);
  });
});

test.each(schemaNames)('the JSON Schema of %s says what each key holds', async (name) => {
  const { code, out } = await retrograd(['schema', name, '--lang', 'en']);
  expect(code).toBe(0);
  const schema = JSON.parse(out) as { $schema: string; properties: Record<string, { description?: string }> };
  expect(schema.$schema).toContain('2020-12');
  const known =
    name === 'run' ? 'network' : name === 'document' ? 'branches' : Object.keys(outputsIn(outputs.en)[name as OutputName].entries)[0]!;
  expect(Object.keys(schema.properties)).toContain(known);
  if ((outputNames as readonly string[]).includes(name)) expect(schema.properties[known]!.description).toBeTruthy();
});
