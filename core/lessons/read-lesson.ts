import { fail, ok, type Result } from '#core/contract/failure.ts';
import { parseRunText } from '#core/spec/read-run-spec.ts';
import { within } from '#core/spec/run-file.ts';
import { readDocument, type Document } from '#core/view/document.ts';
import { readBy, readViewState } from '#core/view/read.ts';
import { viewVersion, type ViewState } from '#core/view/view-state.ts';
import type { TableShapes } from '#core/contract/table.ts';
import { course, type Course } from './course.ts';
import { lessonFault } from './fault.ts';
import { lesson, type Beat, type Lesson } from './lesson.ts';

/** Characters of a file of scenes at most: the data of a run may stand in it. */
const longestScenes = 4_000_000;

const parse = (text: string): Result<unknown> =>
  text.length > longestScenes ? fail(lessonFault('text-too-long', '', `${text.length}`, `${longestScenes}`).failure) : parseRunText(text);

/** Reads the contents of a course. */
export const readCourse = (text: string): Result<Course> => {
  const parsed = parse(text);
  return parsed.ok ? readBy(course, parsed.value, 'course') : parsed;
};

/** Reads the scenes of a lesson. */
export const readLesson = (text: string): Result<Lesson> => {
  const parsed = parse(text);
  return parsed.ok ? readBy(lesson, parsed.value, 'lesson') : parsed;
};

/** The run that a beat is played on: the first unless it says another. */
export const runNameOf = ({ runs }: Lesson, { run }: Beat): string => run ?? Object.keys(runs)[0]!;

/**
 * Reads one of a lesson's runs. `examples` are the program's, by name. All that a document leaves out and tells is a failure here: a lesson is
 * shown as it was written or not at all.
 */
export const readLessonRun = (
  { runs }: Lesson,
  name: string,
  examples: Readonly<Record<string, object>>,
  tables: TableShapes = {},
): Result<Document & { readonly steps: number }> => {
  const at = `runs.${name}`;
  const written = runs[name];
  if (!written) return fail({ code: 'not-one-of', place: 'run', found: JSON.stringify(name), allowed: Object.keys(runs) });
  const { example, ...own } = written;
  if (example !== undefined && !(typeof example === 'string' && Object.hasOwn(examples, example)))
    return fail({ code: 'not-one-of', place: `${at}.example`, found: JSON.stringify(example), allowed: Object.keys(examples) });
  const document = readDocument(JSON.stringify({ ...(example !== undefined && examples[example as string]), ...own }), tables);
  if (!document.ok) return fail(within(at, document.failure));
  const [amiss] = [...document.value.wrong, ...document.value.amiss];
  if (amiss) return fail(within(at, amiss));
  const { steps } = document.value;
  return steps === undefined ? fail({ code: 'missing', place: `${at}.steps`, expected: 'integer' }) : ok({ ...document.value, steps });
};

/** What a beat shows, as the app takes it. */
export const viewOf = ({ view }: Beat): Result<ViewState> => {
  const read = readViewState({ version: viewVersion, ...view });
  return read.ok ? read : fail(within('view', read.failure));
};
