import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Failure } from '#core/contract/failure.ts';
import { checkCourse } from '#core/course-check/check-course.ts';
import type { CourseFiles } from '#core/course-check/check-lesson.ts';
import { textIn } from '#core/lessons/course-files.ts';
import { sayFailure } from '#core/words/say-failure.ts';

const template = 'assets/course-template';
const read = (file: string) => readFile(`${template}/${file}`, 'utf8');
const names = ['course.json', '1/lesson.json', '1/es.md', '1/en.md'] as const;
const texts = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)] as const)));
const examples = Object.fromEntries(
  await Promise.all(
    (await readdir('assets/examples')).map(
      async (file) => [file.replace('.json', ''), JSON.parse(await readFile(`assets/examples/${file}`, 'utf8')) as object] as const,
    ),
  ),
);

/** The template with some files exchanged; undefined takes one away. */
const check = async (changes: Readonly<Record<string, string | undefined>> = {}, bank = ['zero-gives-zero']) => {
  const held: Readonly<Record<string, string | undefined>> = { ...texts, ...changes };
  const files: CourseFiles = {
    examples,
    read: async (file) => textIn(new Map(Object.entries(held).filter((one): one is [string, string] => one[1] !== undefined)), file),
    tables: async () => ({}),
  };
  const checking = checkCourse(files, new Set(bank));
  const told: Failure[] = [];
  for (let step = await checking.next(); ; step = await checking.next()) {
    if (step.done) return { ...step.value, told };
    told.push(step.value);
  }
};

type Json = Record<string, unknown>;
interface Scenes {
  runs: Record<string, Json>;
  names: Record<string, string>;
  beats: (Json & { view: Json; ask?: Json; do?: { goals: Json[]; solution: Json[] } })[];
}
/** The template's scenes, changed. */
const scenes = (change: (lesson: Scenes) => void): Record<string, string> => {
  const lesson = JSON.parse(texts['1/lesson.json']!) as Scenes;
  change(lesson);
  return { '1/lesson.json': JSON.stringify(lesson) };
};

test('the template is right', async () => {
  expect(await check()).toEqual({ id: 'my-course', lessons: 1, languages: 2, beats: 3, asks: 1, tasks: 1, faults: [], told: [] });
});

describe('each fault is told with its file, its beat and its place', () => {
  const asks = 'asks';
  test.each<[string, Record<string, string | undefined>, { file: string; beat?: string; failure: Json }]>([
    [
      'an unknown key',
      scenes((lesson) => (lesson.beats[0]!.viev = {})),
      { file: '1/lesson.json', failure: { code: 'unknown-key', place: 'beats[0].viev', nearest: 'view' } },
    ],
    [
      'a place outside the network',
      scenes((lesson) => (lesson.beats[1]!.ask = { kind: 'sign', of: 'delta[4][1]' })),
      { file: '1/lesson.json', beat: asks, failure: { problem: 'outside', place: 'delta[4][1]' } },
    ],
    [
      'a cover outside the network',
      scenes((lesson) => Object.assign(lesson.beats[1]!, { cover: ['delta[3][1]'] })),
      { file: '1/lesson.json', beat: asks, failure: { problem: 'outside', place: 'delta[3][1]', found: '3' } },
    ],
    [
      'a cover of a unit that is not there',
      scenes((lesson) => Object.assign(lesson.beats[1]!, { cover: ['w[2][9,1]'] })),
      { file: '1/lesson.json', beat: asks, failure: { problem: 'outside', place: 'w[2][9,1]', found: '9' } },
    ],
    [
      'a run that is wrong',
      scenes((lesson) => (lesson.runs.main = { example: 'first', steps: 10, loss: 'mae2' })),
      { file: '1/lesson.json', failure: { code: 'not-one-of', place: 'runs.main.loss' } },
    ],
    [
      'an unknown example',
      scenes((lesson) => (lesson.runs.main = { example: 'firts', steps: 10 })),
      { file: '1/lesson.json', failure: { code: 'not-one-of', place: 'runs.main.example' } },
    ],
    [
      'a wrong answer that is right',
      scenes((lesson) => (lesson.beats[1]!.ask = { kind: 'number', answer: 'in × error', wrong: { 'error-only': 'error × in' } })),
      { file: '1/lesson.json', beat: asks, failure: { problem: 'wrong-is-right', place: 'ask.wrong.error-only' } },
    ],
    [
      'an answer that does not look at the run',
      scenes((lesson) => (lesson.beats[1]!.ask = { kind: 'number', answer: '3', wrong: {} })),
      { file: '1/lesson.json', beat: asks, failure: { problem: 'literal' } },
    ],
    [
      'an unknown command',
      scenes((lesson) => (lesson.beats[2]!.do!.solution = [{ id: 'goto', args: {} }])),
      { file: '1/lesson.json', beat: 'does', failure: { code: 'not-one-of', place: 'do.solution[0].id' } },
    ],
    [
      'a command of no use',
      scenes((lesson) => (lesson.beats[2]!.do!.solution = [{ id: 'openRun', args: { spec: {}, steps: 3 } }])),
      { file: '1/lesson.json', beat: 'does', failure: { problem: 'not-a-solution' } },
    ],
    [
      'a solution that solves nothing',
      scenes((lesson) => (lesson.beats[2]!.do!.solution = [{ id: 'goTo', args: { step: 0 } }])),
      { file: '1/lesson.json', beat: 'does', failure: { problem: 'unsolved' } },
    ],
    [
      'a task that is done at its start',
      scenes((lesson) => (lesson.beats[2]!.do!.goals = [{ at: { step: 0 } }])),
      { file: '1/lesson.json', beat: 'does', failure: { problem: 'solved-at-start' } },
    ],
    [
      'a loop of names',
      scenes((lesson) => Object.assign(lesson.names, { p: 'q', q: 'p' })),
      { file: '1/lesson.json', failure: { problem: 'loop' } },
    ],
    [
      'a name that is taken',
      scenes((lesson) => (lesson.names.loss = 'rate')),
      { file: '1/lesson.json', failure: { problem: 'name-taken', place: 'loss' } },
    ],
    [
      'names that stand for millions',
      scenes((lesson) => {
        lesson.names.n0 = 'loss';
        for (let i = 1; i < 10; i++) lesson.names[`n${i}`] = Array.from({ length: 40 }, () => `n${i - 1}`).join(' + ');
      }),
      { file: '1/lesson.json', failure: { problem: 'too-involved' } },
    ],
    [
      'training that takes hours',
      scenes((lesson) => (lesson.runs.main = { example: 'first', steps: 1e9 })),
      { file: '1/lesson.json', failure: { problem: 'long-training', place: 'runs.main.steps', expected: '2 min' } },
    ],
    [
      'a network too large for any machine',
      scenes(
        (lesson) =>
          (lesson.runs.main = {
            example: 'first',
            steps: 10,
            parameters: undefined,
            network: { layers: Array.from({ length: 9 }, () => ({ units: 9000 })) },
          }),
      ),
      { file: '1/lesson.json', failure: { code: 'too-large', what: 'parameters' } },
    ],
    [
      'a loop of branches',
      scenes(
        (lesson) =>
          (lesson.runs.main = {
            example: 'first',
            steps: 10,
            branches: [
              { number: 1, from: 2, step: 0, change: {} },
              { number: 2, from: 1, step: 0, change: {} },
            ],
          }),
      ),
      { file: '1/lesson.json', failure: { code: 'incompatible', reason: 'branch-leaves-earlier' } },
    ],
    [
      'a tool that the task needs and the lesson switches off',
      scenes((lesson) =>
        Object.assign(lesson.beats[2]!, {
          off: ['landscape'],
          do: { goals: [{ view: 'landscape' }], solution: [{ id: 'openView', args: { view: 'landscape' } }] },
        }),
      ),
      { file: '1/lesson.json', beat: 'does', failure: { problem: 'needs-what-is-off', place: 'do.solution[0]', found: 'landscape' } },
    ],
    [
      'a tool that there is none of',
      scenes((lesson) => Object.assign(lesson, { off: ['editor'] })),
      { file: '1/lesson.json', failure: { code: 'not-one-of', place: 'off[0]' } },
    ],
    ['scenes that nest without end', { '1/lesson.json': '['.repeat(100_000) }, { file: '1/lesson.json', failure: { code: 'not-json' } }],
    ['10 MB of scenes', { '1/lesson.json': `"${'x'.repeat(1e7)}"` }, { file: '1/lesson.json', failure: { problem: 'text-too-long' } }],
    [
      'a title that is missing in a language',
      { 'course.json': texts['course.json']!.replace('"es": "Mi curso", ', '') },
      { file: 'course.json', failure: { problem: 'title-missing', place: 'title', found: 'es' } },
    ],
    [
      'HTML in a title',
      { 'course.json': texts['course.json']!.replace('My course', '<script>my</script>') },
      { file: 'course.json', failure: { problem: 'html', place: '<script>' } },
    ],
    [
      'a lesson that is there twice',
      {
        'course.json': texts['course.json']!.replace('"lessons": [', '"lessons": [{ "id": "1", "title": { "es": "Uno", "en": "One" } }, '),
      },
      { file: 'course.json', failure: { problem: 'lesson-twice', place: '1' } },
    ],
    [
      'a formula that nests without end',
      { '1/en.md': texts['1/en.md']!.replace('The network says', `$${'{'.repeat(400)}x${'}'.repeat(400)}$ says`) },
      { file: '1/en.md', failure: { problem: 'formula' } },
    ],
    [
      'a formula without end',
      { '1/en.md': texts['1/en.md']!.replace('The network says', `$${'x+'.repeat(600)}x$ says`) },
      { file: '1/en.md', failure: { problem: 'formula', found: '1201' } },
    ],
    [
      'HTML in a beat',
      { '1/en.md': texts['1/en.md']!.replace('## asks\n', '## asks\n\n<i>What</i> ') },
      { file: '1/en.md', beat: asks, failure: { problem: 'html', place: '<i>' } },
    ],
    ['HTML', { '1/en.md': `${texts['1/en.md']}<b>bold</b>` }, { file: '1/en.md', failure: { problem: 'html', place: '<b>' } }],
    ['10 MB of text', { '1/en.md': 'x'.repeat(1e7) }, { file: '1/en.md', failure: { problem: 'text-too-long' } }],
    ['a missing language', { '1/en.md': undefined }, { file: '1/en.md', failure: { code: 'file-unreadable', reason: 'ENOENT' } }],
    ['no lesson', { '1/lesson.json': undefined }, { file: '1/lesson.json', failure: { code: 'file-unreadable' } }],
    ['no contents', { 'course.json': undefined }, { file: 'course.json', failure: { code: 'file-unreadable' } }],
    ['contents that are no JSON', { 'course.json': '{' }, { file: 'course.json', failure: { code: 'not-json' } }],
    [
      'a number that the run does not compute',
      { '1/en.md': texts['1/en.md']!.replace('{a[2][1]}', '{mask[1][1]}') },
      { file: '1/en.md', beat: 'sees', failure: { problem: 'not-computed', place: 'mask[1][1]' } },
    ],
    [
      'a number that is none',
      { '1/en.md': texts['1/en.md']!.replace('{a[2][1]}', '{1 ÷ a[2][1]}') },
      { file: '1/en.md', beat: 'sees', failure: { problem: 'not-finite' } },
    ],
    [
      'a beat without text',
      { '1/en.md': texts['1/en.md']!.replace(/## sees[^#]*/, '') },
      { file: '1/en.md', beat: 'sees', failure: { problem: 'beat-without-text' } },
    ],
    [
      'a text without beat',
      { '1/en.md': `## more\n\nHello.\n${texts['1/en.md']}` },
      { file: '1/en.md', beat: 'more', failure: { problem: 'text-without-beat' } },
    ],
    [
      'a question that is not asked',
      { '1/en.md': texts['1/en.md']!.replace(/^\? .*$/m, '') },
      { file: '1/en.md', beat: asks, failure: { problem: 'question-missing' } },
    ],
    [
      'a single hint',
      { '1/en.md': texts['1/en.md']!.replace(/^> It is.*$/m, '') },
      { file: '1/en.md', beat: 'does', failure: { problem: 'hints-missing', found: '1' } },
    ],
    [
      'an unknown belief',
      { '1/en.md': texts['1/en.md']!.replace('~zero-gives-zero', '~zero-gives-one') },
      { file: '1/en.md', beat: asks, failure: { problem: 'belief', found: 'zero-gives-one' } },
    ],
  ])('%s', async (_, changes, wanted) => {
    const { faults, told } = await check(changes);
    const { failure, ...where } = wanted;
    const meant = expect.objectContaining({ code: 'in-lesson', ...where, failure: expect.objectContaining(failure) as unknown }) as unknown;
    expect(faults).toContainEqual(meant);
    expect(told).toEqual(faults);
    for (const fault of faults) expect(sayFailure(fault, 'es')).toContain(wanted.file.split('/')[0]);
  });
});

describe('a program beside the picture', () => {
  const showing = (code: Json) => scenes((lesson) => (lesson.beats[0]!['code'] = { program: 'steps.py', lit: [1, 1], ...code }));
  const program = { 'steps.py': 'x = 2\ny = x * x\n' };

  test('is a file of the course', async () => {
    expect((await check({ ...showing({ notes: { 2: '{loss}' } }), ...program })).faults).toEqual([]);
    const [fault] = (await check(showing({}))).faults;
    expect(fault).toMatchObject({ file: '1/lesson.json', failure: { code: 'file-unreadable', file: 'steps.py' } });
  });

  test('has the lines that a beat names, and numbers that the run has', async () => {
    const { faults } = await check({ ...showing({ lit: [1, 3] }), ...program });
    expect(faults).toMatchObject([{ beat: expect.any(String) as string, failure: { problem: 'code-line', found: '3', expected: '1…2' } }]);
    for (const language of ['es', 'en'] as const) expect(sayFailure(faults[0]!, language)).toMatch(/lesson\.json.*code\.lit.*3.*1…2/);
    const outside = await check({ ...showing({ notes: { 1: '{z[9][1]}' } }), ...program });
    expect(outside.faults).toMatchObject([{ file: '1/lesson.json', failure: { problem: 'outside', place: 'z[9][1]' } }]);
  });
});

test('a course may have beliefs of its own', async () => {
  const changes = { '1/es.md': texts['1/es.md']!.replace('zero-gives-zero', 'mine') };
  expect((await check(changes)).faults).toHaveLength(1);
  expect((await check({ ...changes, 'beliefs/es.md': '## mine\n\nSomething believed.' })).faults).toEqual([]);
});

describe('tasks', () => {
  const task = (goals: Json[], solution: Json[], start: Json = { place: { step: 0 } }) =>
    scenes((lesson) => {
      lesson.beats[2]!.view = start;
      lesson.beats[2]!.do = { goals, solution };
    });
  const bias = { layer: 2, kind: 'b', row: 0, col: 0 };
  test.each<[string, Json[], Json[]]>([
    ['a place in time', [{ at: { step: 3, phase: 'backward' } }], [{ id: 'goTo', args: { step: 3, phase: 'backward' } }]],
    ['a selection', [{ selected: { kind: 'loss' } }], [{ id: 'select', args: { target: { kind: 'loss' } } }]],
    ['a view', [{ view: 'landscape' }], [{ id: 'openView', args: { view: 'landscape' } }]],
    ['a followed sample', [{ follow: 0 }], [{ id: 'follow', args: { sample: 0 } }]],
    [
      'a branch with another setting',
      [{ branch: ['optimizer.learningRate'] }],
      [{ id: 'fork', args: { change: { spec: { optimizer: { kind: 'sgd', learningRate: 0.5 } } }, step: 0 } }],
    ],
    [
      'numbers of a branch',
      [{ when: 'loss < 0.1' }],
      [{ id: 'fork', args: { change: { parameters: [{ place: bias, value: 1 }] }, step: 0 } }],
    ],
  ])('%s', async (_, goals, solution) => expect((await check(task(goals, solution))).faults).toEqual([]));

  test('a finding that is gone', async () => {
    const layers = (activation: string): Json[] => [
      { units: 3, activation, biasInitializer: 'constant', biasConstant: -20 },
      { units: 1, activation: 'sigmoid' },
    ];
    const lesson = scenes((all) => {
      const data = { kind: 'generator', name: 'moons' };
      all.runs.dead = { data, network: { layers: layers('relu') }, loss: 'binary-cross-entropy', steps: 40 };
      const network = { layers: layers('leaky-relu') };
      all.beats[2] = {
        id: 'does',
        run: 'dead',
        view: { place: { step: 20 } },
        do: {
          goals: [{ finding: 'dead-for-good', gone: true }, { branch: ['network'] }],
          solution: [
            { id: 'fork', args: { change: { spec: { network } }, step: 0 } },
            { id: 'goTo', args: { step: 20 } },
          ],
        },
      };
    });
    expect((await check(lesson)).faults).toEqual([]);
  });
});
