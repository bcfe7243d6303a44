import type { Answer, Verdict } from './answer.ts';
import { type BeatProgress, type CourseProgress, type Given, type LessonProgress, type Progress } from './progress.ts';

/** What a learner did in a beat, as the lesson that is played knows it. */
export interface Done {
  readonly predicted?: Answer;
  readonly answer?: Answer;
  readonly verdict?: Verdict;
  readonly revealed?: boolean;
  readonly done?: boolean;
  readonly shown?: boolean;
}

/** Where a learner is in a lesson, and what they did in its beats. */
export interface Whereabouts {
  readonly course: string;
  readonly lesson: string;
  /** The beat, by its name. */
  readonly at: string;
  readonly beats: Readonly<Record<string, Done>>;
  /** The end is reached. */
  readonly finished: boolean;
  /** What the run says in the beat, where a report will tell of it. */
  readonly heard?: Pick<BeatProgress, 'said' | 'outcome'>;
}

/** The lesson as it is kept; undefined before it was ever opened. */
export const lessonIn = ({ courses }: Progress, course: string, lesson: string): LessonProgress | undefined => courses[course]?.[lesson];

/** Notes where a learner is and what they did, at a moment (ISO 8601, UTC). What was noted before is never lost. */
export const noteWhereabouts = (
  progress: Progress,
  { course, lesson, at, beats, finished, heard }: Whereabouts,
  when: string,
): Progress => {
  const before = lessonIn(progress, course, lesson);
  const noted = Object.entries({ ...beats, [at]: beats[at] ?? {} }).map(
    ([id, done]) => [id, { ...noteBeat(before?.beats[id], done, when), ...(id === at && heard) }] as const,
  );
  return withLesson(progress, course, lesson, {
    ...before,
    at,
    when,
    finished: finished || (before?.finished ?? false),
    beats: { ...before?.beats, ...Object.fromEntries(noted) },
  });
};

/** Notes what was written to a lesson's open question. The lesson is open, and so is noted already. */
export const noteWriting = (progress: Progress, course: string, lesson: string, text: string, when: string): Progress => {
  const before = lessonIn(progress, course, lesson);
  return before ? withLesson(progress, course, lesson, { ...before, wrote: { text, when } }) : progress;
};

const noteBeat = (before: BeatProgress = {}, { answer, verdict, revealed, done, shown }: Done, when: string): BeatProgress => {
  const given: Given | undefined = answer && verdict && { answer, verdict, when };
  const { first = given } = before;
  const isNew = given && first && !isSame(given.answer, (before.last ?? first).answer);
  const last = isNew ? given : before.last;
  const how = done ? (shown && before.done !== 'self' ? 'shown' : 'self') : before.done;
  return { ...before, ...(first && { first }), ...(last && { last }), ...(revealed && { revealed }), ...(how && { done: how }) };
};

/** What a learner did in the beats of a lesson that they left before its end. Who has finished it begins anew: nothing is answered yet. */
export const doneIn = (lesson: LessonProgress | undefined): Readonly<Record<string, Done>> =>
  lesson && !lesson.finished ? Object.fromEntries(Object.entries(lesson.beats).map(([id, beat]) => [id, doneOf(beat)])) : {};

const doneOf = ({ first, last, revealed, done }: BeatProgress): Done => {
  const newest = last ?? first;
  return {
    ...(first && { predicted: first.answer }),
    ...(newest && { answer: newest.answer, verdict: verdictOf(newest) }),
    ...(revealed && { revealed }),
    ...(done && { done: true, ...(done === 'shown' && { shown: true }) }),
  };
};

/** Without a key that is there and undefined. */
const verdictOf = ({ verdict: { right, key } }: Given): Verdict => ({ right, ...(key !== undefined && { key }) });

const isSame = (a: Answer, b: Answer): boolean => JSON.stringify(a) === JSON.stringify(b);

const withLesson = (progress: Progress, course: string, lesson: string, kept: LessonProgress): Progress => {
  const lessons: CourseProgress = { ...progress.courses[course], [lesson]: kept };
  return { ...progress, courses: { ...progress.courses, [course]: lessons } };
};
