import type { Failure, Result } from '#core/contract/failure.ts';
import { commandArgs, readCommand, type ArgsId } from '#core/view/commands.ts';
import { toolOf, type Tool } from '#core/view/tools.ts';
import { within } from '#core/spec/run-file.ts';
import { attempt } from './attempt.ts';
import { expressionsOf } from './answer.ts';
import { checkCode } from './check-code.ts';
import { textFaults } from './check-text.ts';
import { courseFile } from './course-files.ts';
import { titlesOf, lessonsOf, type Course } from './course.ts';
import { placesIn, readExpression } from './expression.ts';
import { lessonFault, ofFile } from './fault.ts';
import { offIn, type Beat, type Goal, type Lesson } from './lesson.ts';
import { quantities } from './quantities.ts';
import { readCover } from './read-cover.ts';
import { readCourse, readLesson, readLessonRun, runNameOf, viewOf } from './read-lesson.ts';
import { markupIn } from './spans.ts';
import { readText, type LessonText } from './text.ts';

/** What a course is read from. */
export interface CourseReader {
  /** The text of a file of the course, or why there is none. */
  read(file: string): Promise<Result<string>>;
  /** The program's examples, by name. */
  readonly examples: Readonly<Record<string, object>>;
}

/** What a course's languages and beliefs allow. */
export interface CourseFrame {
  readonly languages: readonly string[];
  readonly beliefs: ReadonlySet<string>;
}

const inFile = (file: string, failure: Failure, beat?: string): Failure => ({
  code: 'in-lesson',
  file,
  ...(beat !== undefined && { beat }),
  failure,
});

/** Where a course's own bank of beliefs lies: a text per language, a heading per belief. */
const bankFolder = 'beliefs';

/** The beliefs that a bank names. */
export const beliefsOf = (text: string): readonly string[] => [...readText(text).beats.keys()];

export interface OpenCourse {
  /** Undefined where its contents cannot be read. */
  readonly course?: Course;
  readonly frame: CourseFrame;
  readonly faults: readonly Failure[];
}

/** Reads the contents of a course and its own beliefs, which come to those of `bank`. */
export const readContents = async (files: CourseReader, bank: ReadonlySet<string>): Promise<OpenCourse> => {
  const source = await files.read(courseFile);
  const read = source.ok ? readCourse(source.value) : source;
  if (!read.ok) return { frame: { languages: [], beliefs: bank }, faults: [inFile(courseFile, read.failure)] };
  const course = read.value;
  const faults = [...contentsFaults(course)].map((failure) => inFile(courseFile, failure));
  const beliefs = new Set(bank);
  for (const language of course.languages) {
    const file = `${bankFolder}/${language}.md`;
    const text = await files.read(file);
    if (!text.ok) continue;
    const own = attempt(() => beliefsOf(text.value));
    if (own.ok) for (const belief of own.value) beliefs.add(belief);
    else faults.push(inFile(file, own.failure));
  }
  return { course, frame: { languages: course.languages, beliefs }, faults };
};

/** Titles in every language of the course, which are text; each lesson once. */
function* contentsFaults(course: Course): Generator<Failure> {
  for (const [place, titles] of titlesOf(course)) {
    for (const language of course.languages) if (!titles[language]) yield lessonFault('title-missing', place, language).failure;
    for (const title of Object.values(titles)) {
      const markup = markupIn(title);
      if (markup !== undefined) yield lessonFault('html', markup).failure;
    }
  }
  const folders = foldersOf(course);
  for (const [index, id] of folders.entries()) if (folders.indexOf(id) < index) yield lessonFault('lesson-twice', id).failure;
}

/** The folders of a course: its lessons, then the recall of its units. */
export const foldersOf = (course: Course): readonly string[] => [
  ...lessonsOf(course).map(({ id }) => id),
  ...course.units.flatMap(({ recall }) => (recall === undefined ? [] : [recall])),
];

/** A lesson as it was read; undefined where its scenes cannot be. */
export interface LookedOver {
  readonly file: string;
  readonly lesson?: Lesson;
  /** What it says, by file. */
  readonly texts: readonly (readonly [string, LessonText])[];
  readonly faults: readonly Failure[];
}

const isLoop = (failure: Failure): boolean => failure.code === 'lesson-fault' && failure.problem === 'loop';

/** Looks over all of a lesson that needs no run to be trained: its scenes, its texts, its runs, what it asks and how its tasks are done. */
export const lookOver = async (folder: string, files: CourseReader, { languages, beliefs }: CourseFrame): Promise<LookedOver> => {
  const file = `${folder}/lesson.json`;
  const faults: Failure[] = [];
  const told = (at: string, failure: Failure, beat?: string): void => void faults.push(inFile(at, failure, beat));
  const source = await files.read(file);
  const read = source.ok ? readLesson(source.value) : source;
  if (!read.ok) return { file, texts: [], faults: [inFile(file, read.failure)] };
  const lesson = read.value;
  const { names } = lesson;
  for (const [name, meant] of Object.entries(names)) {
    const named = Object.hasOwn(quantities, name) ? lessonFault('name-taken', name) : attempt(() => readExpression(meant, names, [name]));
    if (!('failure' in named)) continue;
    told(file, named.failure);
    // Each name of a loop, and all that uses one, would say the same.
    if (isLoop(named.failure)) return { file, texts: [], faults };
  }
  const texts: (readonly [string, LessonText])[] = [];
  for (const language of languages) {
    const at = `${folder}/${language}.md`;
    const text = await files.read(at);
    if (!text.ok) {
      told(at, text.failure);
      continue;
    }
    try {
      texts.push([at, readText(text.value, names)]);
    } catch (error) {
      faults.push(ofFile(at, error));
    }
  }
  for (const [at, text] of texts) for (const { beat, failure } of textFaults(lesson, text, beliefs)) told(at, failure, beat);
  for (const name of Object.keys(lesson.runs)) {
    const run = readLessonRun(lesson, name, files.examples);
    if (!run.ok) told(file, run.failure);
  }
  for (const beat of lesson.beats) {
    for (const failure of beatFaults(beat, lesson)) told(file, failure, beat.id);
    const code = await checkCode(beat, names, files);
    if (!code.ok) told(file, code.failure, beat.id);
  }
  return { file, lesson, texts, faults };
};

/** What can be said of a beat without its run. */
function* beatFaults(beat: Beat, lesson: Lesson): Generator<Failure> {
  const { names, runs } = lesson;
  const name = runNameOf(lesson, beat);
  if (!Object.hasOwn(runs, name)) yield { code: 'not-one-of', place: 'run', found: JSON.stringify(name), allowed: Object.keys(runs) };
  const view = viewOf(beat);
  if (!view.ok) yield view.failure;
  const cover = attempt(() => readCover(beat.cover));
  if (!cover.ok) yield cover.failure;
  const { ask, do: task } = beat;
  const asked = ask && attempt(() => Object.entries(expressionsOf(ask, names)));
  if (asked && !asked.ok) yield asked.failure;
  if (asked?.ok)
    for (const [key, expression] of asked.value) if (placesIn(expression).length === 0) yield lessonFault('literal', `ask.${key}`).failure;
  for (const goal of task?.goals ?? []) {
    const meant = attempt(() => 'when' in goal && readExpression(goal.when, names));
    if (!meant.ok) yield meant.failure;
  }
  if (task) yield* taskFaults(task.solution, task.goals, offIn(lesson, beat));
}

/** Commands that a solution may be made of: each changes what is on screen, and none another run. */
const ofUse: readonly ArgsId[] = [
  'goTo',
  'turnTo',
  'fork',
  'follow',
  'select',
  'openView',
  'applyView',
  'trainTo',
  'compare',
  'loop',
  'lookAt',
  'choose',
];

function* taskFaults(solution: readonly unknown[], goals: readonly Goal[], off: readonly Tool[]): Generator<Failure> {
  for (const [index, command] of solution.entries()) {
    const place = `do.solution[${index}]`;
    const read = readCommand(command, Object.keys(commandArgs) as ArgsId[]);
    if (!read.ok) yield within(place, read.failure);
    else if (!ofUse.includes(read.value.id)) yield lessonFault('not-a-solution', place, read.value.id).failure;
    else {
      const tool = toolOf(read.value);
      if (tool && off.includes(tool)) yield lessonFault('needs-what-is-off', place, tool).failure;
    }
  }
  for (const [index, goal] of goals.entries())
    if ('view' in goal && off.includes(goal.view)) yield lessonFault('needs-what-is-off', `do.goals[${index}]`, goal.view).failure;
}
