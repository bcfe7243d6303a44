import type { Failure } from '#core/contract/failure.ts';
import type { Tables } from '#core/data/table.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Document } from '#core/view/document.ts';
import type { ViewState } from '#core/view/view-state.ts';
import { checkCode } from './check-code.ts';
import { textFaults } from './check-text.ts';
import { rightAnswer, expressionsOf } from '#core/lessons/answer.ts';
import { readCover } from '#core/lessons/read-cover.ts';
import { evaluate, type Here, type Known } from '#core/lessons/evaluate.ts';
import { placesIn, readExpression, type Expression, type Names } from '#core/lessons/expression.ts';
import { lessonFault } from '#core/lessons/fault.ts';
import { asksForFindings, holds } from '#core/lessons/goal.ts';
import type { Ask, Beat, Lesson } from '#core/lessons/lesson.ts';
import { quantities } from '#core/lessons/quantities.ts';
import { readLesson, readLessonRun, runNameOf, viewOf } from '#core/lessons/read-lesson.ts';
import { beatSpans, readText, type LessonText } from '#core/lessons/text.ts';
import { deskOf, playCommand, type Screen } from './play-solution.ts';
import { attempt, failureIn, Rehearsal } from './rehearsal.ts';

/** What a course is read from. */
export interface CourseFiles {
  /** The text of a file of the course; undefined where there is none. */
  read(file: string): Promise<string | undefined>;
  /** The program's examples, by name. */
  readonly examples: Readonly<Record<string, object>>;
  /** The tables that a run names. */
  tables(spec: RunSpec): Promise<Tables>;
}

/** What a course's languages and beliefs allow. */
export interface CourseFrame {
  readonly languages: readonly string[];
  readonly beliefs: ReadonlySet<string>;
}

export interface LessonReport {
  readonly beats: number;
  readonly asks: number;
  readonly tasks: number;
  readonly faults: readonly Failure[];
}

type OpenDocument = { readonly document: Document & { readonly steps: number }; readonly tables: Tables; readonly run: Rehearsal };

/** Proves a lesson: plays its runs, looks up every number that it names, answers every question and does every task. `folder` is its place in the course. */
export const checkLesson = async (folder: string, files: CourseFiles, { languages, beliefs }: CourseFrame): Promise<LessonReport> => {
  const file = `${folder}/lesson.json`;
  const faults: Failure[] = [];
  const told = (at: string, failure: Failure, beat?: string): void =>
    void faults.push({ code: 'in-lesson', file: at, ...(beat !== undefined && { beat }), failure });
  const missing = (at: string): void => told(at, { code: 'file-unreadable', file: at, reason: 'ENOENT' });

  const source = await files.read(file);
  if (source === undefined) missing(file);
  const read = source === undefined ? undefined : readLesson(source);
  if (read && !read.ok) told(file, read.failure);
  if (!read?.ok) return { beats: 0, asks: 0, tasks: 0, faults };
  const lesson = read.value;
  const names = lesson.names;
  for (const [name, meant] of Object.entries(names)) {
    const named = Object.hasOwn(quantities, name) ? lessonFault('name-taken', name) : attempt(() => readExpression(meant, names, [name]));
    if ('failure' in named) told(file, named.failure);
  }

  const texts: (readonly [string, LessonText])[] = [];
  for (const language of languages) {
    const at = `${folder}/${language}.md`;
    const text = await files.read(at);
    if (text === undefined) missing(at);
    else {
      const spoken = attempt(() => readText(text, names));
      if (spoken.ok) texts.push([at, spoken.value]);
      else told(at, spoken.failure);
    }
  }
  for (const [at, text] of texts) for (const { beat, failure } of textFaults(lesson, text, beliefs)) told(at, failure, beat);

  const runs = new Map<string, OpenDocument>();
  for (const name of Object.keys(lesson.runs)) {
    const opened = await open(lesson, name, files);
    if ('code' in opened) told(file, opened);
    else runs.set(name, opened);
  }
  for (const beat of lesson.beats) {
    const name = runNameOf(lesson, beat);
    const open = runs.get(name);
    if (open) for (const failure of beatFaults(beat, names, open)) told(file, failure, beat.id);
    else if (!Object.hasOwn(lesson.runs, name))
      told(file, { code: 'not-one-of', place: 'run', found: JSON.stringify(name), allowed: Object.keys(lesson.runs) }, beat.id);
    const view = viewOf(beat);
    const code = await checkCode(beat, names, files);
    if (!code.ok) told(file, code.failure, beat.id);
    if (!open || !view.ok) continue;
    if (code.ok) for (const failure of numberFaults(code.value, hereOf(view.value, open.run), open.run)) told(file, failure, beat.id);
    for (const [at, text] of texts)
      for (const failure of numberFaults(expressionsIn(text, beat), hereOf(view.value, open.run), open.run)) told(at, failure, beat.id);
  }
  const { beats } = lesson;
  return { beats: beats.length, asks: beats.filter(({ ask }) => ask).length, tasks: beats.filter((beat) => beat.do).length, faults };
};

const open = async (lesson: Lesson, name: string, files: CourseFiles): Promise<OpenDocument | Failure> => {
  const bare = readLessonRun(lesson, name, files.examples);
  if (!bare.ok) return bare.failure;
  const tables = await files.tables(bare.value.spec);
  const run = Rehearsal.open(bare.value, tables);
  return run.ok ? { document: bare.value, tables, run: run.value } : run.failure;
};

const hereOf = ({ place, follow }: ViewState, { end }: Rehearsal): Here => ({ branch: place.branch, step: place.step, follow, end });

/** All numbers that a text says in a beat. */
const expressionsIn = (text: LessonText, { id }: Beat): readonly Expression[] => {
  const spoken = text.beats.get(id);
  return spoken ? beatSpans(spoken).flatMap((span) => (span.kind === 'value' ? [span.expression] : [])) : [];
};

/** Numbers that cannot be said. */
const numberFaults = (expressions: readonly Expression[], here: Here, known: Known): readonly Failure[] =>
  expressions.flatMap((expression) => {
    const value = attempt(() => evaluate(expression, here, known));
    if (!value.ok) return [value.failure];
    const place = placesIn(expression)[0]?.source ?? '';
    return Number.isFinite(value.value) ? [] : [lessonFault('not-finite', place, `${value.value}`).failure];
  });

/** What is wrong with a beat on its run. */
function* beatFaults(beat: Beat, names: Names, { document, tables, run }: OpenDocument): Generator<Failure, void, void> {
  const view = viewOf(beat);
  if (!view.ok) return yield view.failure;
  const here = hereOf(view.value, run);
  const there = attempt(() => run.trace(here));
  if (!there.ok) return yield there.failure;
  const cover = attempt(() => readCover(beat.cover));
  if (!cover.ok) yield cover.failure;
  if (beat.ask) yield* askFaults(beat.ask, names, here, run);
  if (!beat.do) return;
  // A solution leaves branches: it is played on a run of its own.
  const own = Rehearsal.open(document, tables);
  if (own.ok) yield* taskFaults(beat.do, names, { run: own.value, view: view.value });
}

function* askFaults(ask: Ask, names: Names, here: Here, known: Known): Generator<Failure, void, void> {
  const read = attempt(() => Object.entries(expressionsOf(ask, names)));
  if (!read.ok) return yield read.failure;
  for (const [key, expression] of read.value) if (placesIn(expression).length === 0) yield lessonFault('literal', `ask.${key}`).failure;
  const answer = attempt(() => rightAnswer(ask, names, here, known));
  if (!answer.ok) yield answer.failure;
}

/** A task is open at first, and done after its solution. */
function* taskFaults({ goals, solution }: NonNullable<Beat['do']>, names: Names, start: Screen): Generator<Failure, void, void> {
  const reached = (screen: Screen) => {
    const desk = deskOf(screen, asksForFindings(goals));
    return goals.map((goal) => attempt(() => holds(goal, desk, screen.run, names)));
  };
  const first = reached(start);
  const wrong = first.find((one) => !one.ok);
  if (wrong && !wrong.ok) return yield wrong.failure;
  if (first.every((one) => one.ok && one.value)) yield lessonFault('solved-at-start', 'do.goals').failure;
  let screen = start;
  for (const [i, command] of solution.entries()) {
    try {
      const next = playCommand(screen, command);
      if ('code' in next) return yield at(`do.solution[${i}]`, next);
      screen = next;
    } catch (error) {
      return yield at(`do.solution[${i}]`, failureIn(error));
    }
  }
  for (const [i, one] of reached(screen).entries()) {
    if (!one.ok) yield one.failure;
    else if (!one.value) yield lessonFault('unsolved', 'do.solution', JSON.stringify(goals[i])).failure;
  }
}

/** Said of its place in the beat. */
const at = (place: string, failure: Failure): Failure =>
  'place' in failure ? { ...failure, place: failure.place === '' ? place : `${place}.${failure.place}` } : failure;
