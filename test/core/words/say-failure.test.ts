import { describe, expect, test } from 'vitest';
import type {
  Failure,
  FailureCode,
  IncompatibleReason,
  LessonProblem,
  LimitName,
  ProgramPart,
  TensorName,
  TextProblem,
  ValueKind,
} from '#core/contract/failure.ts';
import { languages } from '#core/words/catalogue.ts';
import { sayFailure } from '#core/words/say-failure.ts';

const place = 'network.layers[2].units';

/** One example of every code and the pieces of it that its sentence must hold; a new code without one does not compile. */
const examples: { readonly [C in FailureCode]: readonly [Extract<Failure, { code: C }>, readonly string[]] } = {
  'not-json': [{ code: 'not-json', line: 3, column: 14 }, ['3', '14']],
  'unknown-key': [
    { code: 'unknown-key', place: 'network.layer', key: 'layer', known: ['inputs', 'layers'], nearest: 'layers' },
    ['network.layer', 'layers'],
  ],
  missing: [{ code: 'missing', place, expected: 'integer' }, [place]],
  'wrong-type': [{ code: 'wrong-type', place, expected: 'integer', found: '"four"' }, [place, '"four"']],
  'out-of-range': [{ code: 'out-of-range', place, found: '0', min: 1, max: 512, integer: true }, [place, '0', '1', '512']],
  'not-one-of': [
    { code: 'not-one-of', place, found: '"rellu"', allowed: ['relu', 'tanh'], nearest: 'relu' },
    [place, '"rellu"', 'relu', 'tanh'],
  ],
  'wrong-shape': [{ code: 'wrong-shape', place, expected: '(2, 4)', found: '(4, 2)' }, [place, '(2, 4)', '(4, 2)']],
  'too-large': [{ code: 'too-large', what: 'layers', place, found: 65, limit: 64 }, [place, '65', '64']],
  incompatible: [
    { code: 'incompatible', place, reason: 'cross-entropy-needs-softmax', found: 'relu', expected: 'softmax' },
    [place, 'relu', 'softmax'],
  ],
  'newer-version': [{ code: 'newer-version', found: 9, known: 1 }, ['9', '1']],
  'non-finite': [
    {
      code: 'non-finite',
      operation: 'sum-of-products',
      operands: [1.25e200, -3e150],
      step: 12,
      layer: 2,
      unit: 4,
      tensor: 'dW',
      value: 'NaN',
    },
    ['12', '2', '5', 'dW', 'NaN', '-3E150'],
  ],
  'step-out-of-range': [{ code: 'step-out-of-range', step: 12, min: 0, max: 9 }, ['12', '0', '9']],
  'needs-table': [{ code: 'needs-table', place: 'data.file', table: 'own.csv' }, ['data.file', 'own.csv']],
  'bad-cell': [{ code: 'bad-cell', file: 'own.csv', row: 7, column: 'petal', found: '"x1.4"' }, ['own.csv', '7', 'petal', '"x1.4"']],
  'scaling-overflow': [
    { code: 'scaling-overflow', file: 'own.csv', row: 7, column: 'petal', found: '1.7e+308' },
    ['own.csv', '7', 'petal', '1.7e+308'],
  ],
  'no-formulas': [{ code: 'no-formulas' }, []],
  'missing-cell': [{ code: 'missing-cell', file: 'own.csv', row: 7, column: 'petal' }, ['own.csv', '7', 'petal']],
  'bad-row': [{ code: 'bad-row', file: 'own.csv', row: 7, expected: 5, found: 4 }, ['own.csv', '7', '5', '4']],
  'bad-text': [{ code: 'bad-text', file: 'own.csv', row: 7, problem: 'quotes' }, ['own.csv', '7']],
  'not-text': [{ code: 'not-text', file: 'own.xlsx' }, ['own.xlsx', 'CSV']],
  'no-rows': [{ code: 'no-rows', file: 'own.csv' }, ['own.csv']],
  'no-run-file': [{ code: 'no-run-file', file: 'data/own.csv', table: true }, ['data/own.csv', '"file":"own.csv"']],
  'file-unreadable': [{ code: 'file-unreadable', file: 'run.json', reason: 'ENOENT' }, ['run.json']],
  'file-unwritable': [{ code: 'file-unwritable', file: 'run.json', reason: 'EPIPE' }, ['run.json', 'EPIPE']],
  'file-read-only': [{ code: 'file-read-only', file: 'run.json' }, ['run.json']],
  'bad-document': [
    { code: 'bad-document', file: 'x.retrograd', problem: 'ratio', place: 'tables/a.csv', found: 900, limit: 100 },
    ['x.retrograd', 'tables/a.csv', '900', '100'],
  ],
  'newer-document': [{ code: 'newer-document', found: 9, known: 1 }, ['9', '1']],
  'cannot-export': [{ code: 'cannot-export', place, found: 'nadam', target: 'keras', reason: 'other-nadam' }, [place, 'nadam', 'keras']],
  usage: [{ code: 'usage', problem: 'Problem', usage: 'retrograd trace RUN' }, ['Problem', 'retrograd trace RUN']],
  'cannot-draw': [{ code: 'cannot-draw', subject: 'plane', reason: 'nothing' }, ['plane']],
  'one-file': [{ code: 'one-file', pages: 12, out: 'a.svg' }, ['12', 'a.svg', '%']],
  'no-encoder': [{ code: 'no-encoder', format: 'H.264' }, ['H.264']],
  cancelled: [{ code: 'cancelled' }, []],
  'no-memory': [{ code: 'no-memory', reason: 'RangeError: no' }, ['RangeError: no']],
  'trainer-lost': [{ code: 'trainer-lost', reason: 'exit 1' }, ['exit 1']],
  'internal-error': [
    { code: 'internal-error', part: 'interface', reason: 'TypeError: x is not a function' },
    ['TypeError: x is not a function'],
  ],
  'no-run': [{ code: 'no-run' }, []],
  'not-now': [{ code: 'not-now', command: 'undo' }, ['undo']],
  'switched-off': [{ code: 'switched-off' }, []],
  'in-lesson': [
    { code: 'in-lesson', file: '5.1.2/lesson.json', beat: 'gate', failure: { code: 'missing', place, expected: 'integer' } },
    ['5.1.2/lesson.json', 'gate', place],
  ],
  'lesson-fault': [
    { code: 'lesson-fault', place: 'delta[3][1]', problem: 'outside', found: '3', expected: '1…2' },
    ['delta[3][1]', '3', '1…2'],
  ],
};

/** One sentence: a capital or a quoted place first, one full stop at the end, none inside followed by another sentence. */
const expectOneSentence = (text: string) => {
  expect(text).toMatch(/^[\p{Lu}«“].*\.$/u);
  expect(text.slice(0, -1)).not.toMatch(/[.!?]\s+[\p{Lu}¿¡]/u);
  expect(text).not.toMatch(/undefined|\[object|\.\.$/);
};

describe.each(languages)('in %s', (language) => {
  test.each(Object.entries(examples))('%s is one sentence that names its place and values', (_code, [failure, pieces]) => {
    const text = sayFailure(failure, language);
    expectOneSentence(text);
    for (const piece of pieces) expect(text).toContain(piece);
  });

  test('every kind, limit, tensor and reason reads as a sentence of its own', () => {
    const kinds: ValueKind[] = ['number', 'integer', 'text', 'boolean', 'list', 'object', 'matrix'];
    const limits: LimitName[] = ['parameters', 'layers', 'units', 'samples', 'cells', 'activations', 'bytes', 'columns'];
    const problems: TextProblem[] = ['encoding', 'quotes', 'too-long'];
    const tensors: TensorName[] = ['x', 'z', 'a', 'loss', 'dA', 'dZ', 'dW', 'db', 'W', 'b', 'optimizer'];
    const parts: ProgramPart[] = ['interface', 'trainer', 'encoder'];
    const reasons: IncompatibleReason[] = [
      'cross-entropy-needs-softmax',
      'binary-cross-entropy-needs-sigmoid',
      'article-needs-mse-sigmoid',
      'classes-need-outputs',
      'targets-not-probabilities',
      'split-leaves-no-training',
      'article-needs-plain-descent',
      'output-dropout',
      'logits-need-linear',
      'residual-needs-equal-layers',
      'output-residual',
      'class-weights-need-cross-entropy',
      'stopping-needs-validation',
      'view-shown-twice',
      'network-has-no-such-part',
      'instance-needs-extent',
      'label-noise-needs-classes',
      'file-needs-plain-name',
      'column-named-twice',
      'target-has-no-classes',
      'target-has-one-value',
      'target-taken-for-regression',
      'target-needs-numbers',
      'several-targets-need-numbers',
      'no-inputs-left',
    ];
    const lessons: Record<LessonProblem, true> = {
      expression: true,
      'unknown-name': true,
      indices: true,
      outside: true,
      'not-computed': true,
      'not-finite': true,
      loop: true,
      'name-taken': true,
      literal: true,
      cover: true,
      'text-too-long': true,
      line: true,
      mark: true,
      html: true,
      term: true,
      answer: true,
      'answer-twice': true,
      'teacher-key': true,
      belief: true,
      'beat-twice': true,
      'beat-without-text': true,
      'text-without-beat': true,
      'nothing-said': true,
      'question-missing': true,
      'question-unasked': true,
      'task-missing': true,
      'task-unasked': true,
      'answer-missing': true,
      'answer-unknown': true,
      'hints-missing': true,
      'code-line': true,
      'no-right-answer': true,
      'several-right-answers': true,
      'wrong-is-right': true,
      tie: true,
      'solved-at-start': true,
      unsolved: true,
      'not-a-solution': true,
      'needs-what-is-off': true,
      'long-training': true,
      'no-course': true,
      archive: true,
      encoding: true,
      'too-many-files': true,
      'course-too-large': true,
      'title-missing': true,
      'lesson-twice': true,
      'too-involved': true,
      formula: true,
    };
    const texts = [
      ...(Object.keys(lessons) as LessonProblem[]).map((problem) =>
        sayFailure({ code: 'lesson-fault', place: 'delta', problem, found: 'z', expected: '2' }, language),
      ),
      ...kinds.map((expected) => sayFailure({ code: 'wrong-type', place, expected, found: 'list' }, language)),
      ...limits.map((what) => sayFailure({ code: 'too-large', what, place, found: 9, limit: 8 }, language)),
      ...tensors.map((tensor) => sayFailure({ code: 'non-finite', step: 1, layer: 1, unit: 0, tensor, value: 'NaN' }, language)),
      ...problems.map((problem) => sayFailure({ code: 'bad-text', file: 'own.csv', row: 7, problem }, language)),
      ...parts.map((part) => sayFailure({ code: 'internal-error', part, reason: 'it broke' }, language)),
      ...reasons.map((reason) => sayFailure({ code: 'incompatible', place, reason }, language)),
    ];
    texts.forEach(expectOneSentence);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

test('numbers are written as the language writes them', () => {
  const failure: Failure = { code: 'out-of-range', place, found: '7', min: 0, max: 0.99, integer: false };
  expect(sayFailure(failure, 'es')).toContain('0,99');
  expect(sayFailure(failure, 'en')).toContain('0.99');
  const large: Failure = { code: 'too-large', what: 'parameters', place, found: 3_003_000, limit: 2_000_000 };
  expect(sayFailure(large, 'es')).toContain('3.003.000');
  expect(sayFailure(large, 'en')).toContain('3,003,000');
});

test('the two languages do not share a sentence', () => {
  for (const [failure] of Object.values(examples)) expect(sayFailure(failure, 'es')).not.toBe(sayFailure(failure, 'en'));
});
