import type { Failure } from '#core/contract/failure.ts';
import type { Tables } from '#core/data/table.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Document } from '#core/view/document.ts';
import type { ViewState } from '#core/view/view-state.ts';
import { rightAnswer } from '#core/lessons/answer.ts';
import { attempt, failureIn } from '#core/lessons/attempt.ts';
import { lengthOf, patience, secondsToTrain } from '#core/lessons/effort.ts';
import { checkCode } from '#core/lessons/check-code.ts';
import { coverFaults } from '#core/lessons/cover-faults.ts';
import { evaluate, type Here, type Known } from '#core/lessons/evaluate.ts';
import { placesIn, type Expression, type Names } from '#core/lessons/expression.ts';
import { lessonFault } from '#core/lessons/fault.ts';
import { asksForFindings, holds } from '#core/lessons/goal.ts';
import type { Beat, Lesson } from '#core/lessons/lesson.ts';
import { lookOver, type CourseFrame, type CourseReader } from '#core/lessons/look-over.ts';
import { readLessonRun, runNameOf, viewOf } from '#core/lessons/read-lesson.ts';
import { spansAt, type LessonText } from '#core/lessons/text.ts';
import { deskOf, playCommand, type Screen } from './play-solution.ts';
import { measuredPace } from './pace.ts';
import { Rehearsal } from './rehearsal.ts';

/** What a course is read from, with the tables that a run names. */
export interface CourseFiles extends CourseReader {
  tables(spec: RunSpec): Promise<Tables>;
}

export interface LessonReport {
  readonly beats: number;
  readonly asks: number;
  readonly tasks: number;
  readonly faults: readonly Failure[];
}

type OpenDocument = { readonly document: Document & { readonly steps: number }; readonly tables: Tables; readonly run: Rehearsal };

/**
 * Proves a lesson: looks it over, plays its runs, looks up every number that it names, answers every question and does every task. `folder` is its
 * place in the course. What is wrong with a beat already is not said of it again.
 */
export const checkLesson = async (folder: string, files: CourseFiles, frame: CourseFrame): Promise<LessonReport> => {
  const { file, lesson, texts, faults: seen } = await lookOver(folder, files, frame);
  if (!lesson) return { beats: 0, asks: 0, tasks: 0, faults: seen };
  const faults = [...seen];
  const told = (at: string, failure: Failure, beat?: string): void =>
    void faults.push({ code: 'in-lesson', file: at, ...(beat !== undefined && { beat }), failure });
  const wrong = new Set(seen.flatMap((fault) => (fault.code === 'in-lesson' && fault.file === file ? [fault.beat] : [])));
  const runs = new Map<string, OpenDocument>();
  for (const name of Object.keys(lesson.runs)) {
    const opened = await open(lesson, name, files);
    if (opened === undefined) continue;
    if ('code' in opened) told(file, opened);
    else runs.set(name, opened);
  }
  for (const beat of lesson.beats) {
    const open = runs.get(runNameOf(lesson, beat));
    const view = viewOf(beat);
    const code = await checkCode(beat, lesson.names, files);
    if (!open || !view.ok) continue;
    if (!wrong.has(beat.id)) for (const failure of beatFaults(beat, view.value, lesson.names, open)) told(file, failure, beat.id);
    if (code.ok) for (const failure of numberFaults(code.value, hereOf(view.value, open.run), open.run)) told(file, failure, beat.id);
    for (const [at, text] of texts)
      for (const failure of numberFaults(expressionsIn(text, beat, beat === lesson.beats.at(-1)), hereOf(view.value, open.run), open.run))
        told(at, failure, beat.id);
  }
  const { beats } = lesson;
  return { beats: beats.length, asks: beats.filter(({ ask }) => ask).length, tasks: beats.filter((beat) => beat.do).length, faults };
};

/** Opens a run and trains it, unless that is wrong already, or would take too long. */
const open = async (lesson: Lesson, name: string, files: CourseFiles): Promise<OpenDocument | Failure | undefined> => {
  const bare = readLessonRun(lesson, name, files.examples);
  if (!bare.ok) return undefined;
  const seconds = secondsToTrain(bare.value, measuredPace());
  if (seconds > patience) return lessonFault('long-training', `runs.${name}.steps`, lengthOf(seconds), lengthOf(patience)).failure;
  const tables = await files.tables(bare.value.spec);
  const run = Rehearsal.open(bare.value, tables);
  return run.ok ? { document: bare.value, tables, run: run.value } : run.failure;
};

const hereOf = ({ place, follow }: ViewState, { end }: Rehearsal): Here => ({ branch: place.branch, step: place.step, follow, end });

/** All numbers that a text says in a beat. */
const expressionsIn = (text: LessonText, { id }: Beat, isLast: boolean): readonly Expression[] =>
  spansAt(text, id, isLast).flatMap((span) => (span.kind === 'value' ? [span.expression] : []));

/** Numbers that cannot be said. */
const numberFaults = (expressions: readonly Expression[], here: Here, known: Known): readonly Failure[] =>
  expressions.flatMap((expression) => {
    const value = attempt(() => evaluate(expression, here, known));
    if (!value.ok) return [value.failure];
    const place = placesIn(expression)[0]?.source ?? '';
    return Number.isFinite(value.value) ? [] : [lessonFault('not-finite', place, `${value.value}`).failure];
  });

/** What is wrong with a beat on its run. */
function* beatFaults(beat: Beat, view: ViewState, names: Names, { document, tables, run }: OpenDocument): Generator<Failure, void, void> {
  const here = hereOf(view, run);
  const there = attempt(() => run.trace(here));
  if (!there.ok) return yield there.failure;
  yield* coverFaults(beat.cover, there.value);
  const { ask } = beat;
  if (ask) {
    const answer = attempt(() => rightAnswer(ask, names, here, run));
    if (!answer.ok) yield answer.failure;
  }
  if (!beat.do) return;
  // A solution leaves branches: it is played on a run of its own.
  const own = Rehearsal.open(document, tables);
  if (own.ok) yield* taskFaults(beat.do, names, { run: own.value, view });
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
