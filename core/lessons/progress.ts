import * as v from 'valibot';
import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import { parseRunText } from '#core/spec/read-run-spec.ts';
import { within } from '#core/spec/run-file.ts';
import { readBy } from '#core/view/read.ts';

/** Version of progress that this program writes, and the newest that it reads. */
export const progressVersion = 1;

/** A moment, as ISO 8601 in UTC writes it: later ones come later in the alphabet too. */
const moment = v.pipe(v.string(), v.isoTimestamp());
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
/** Characters of what is written to an open question. */
export const longestWriting = 10_000;

const answer = v.variant('kind', [
  v.strictObject({ kind: v.literal('choice'), key }),
  v.strictObject({ kind: v.literal('sign'), key }),
  v.strictObject({ kind: v.literal('number'), value: v.pipe(v.number(), v.finite()) }),
  v.strictObject({ kind: v.literal('order'), keys: v.pipe(v.array(key), v.maxLength(100), v.readonly()) }),
]);
/** An answer with what came of it. */
const given = v.strictObject({ answer, verdict: v.strictObject({ right: v.boolean(), key: v.optional(key) }), when: moment });
export type Given = v.InferOutput<typeof given>;

/** What was done in a beat. */
const beatProgress = v.strictObject({
  /** The prediction: the first answer ever given. */
  first: v.optional(given),
  /** The newest answer, where there was another one. */
  last: v.optional(given),
  /** The right answer was shown. */
  revealed: v.optional(v.literal(true)),
  /** The task was done, by the learner or for them. */
  done: v.optional(v.picklist(['self', 'shown'])),
  /** Numbers that the run said, by their expressions, and the right answer: for the report of a unit that has one. */
  said: v.optional(v.record(v.pipe(v.string(), v.maxLength(400)), v.pipe(v.number(), v.finite()))),
  outcome: v.optional(answer),
});
export type BeatProgress = v.InferOutput<typeof beatProgress>;

const lessonProgress = v.strictObject({
  /** The beat where one was, and when. */
  at: key,
  when: moment,
  /** Its end was reached. */
  finished: v.optional(v.boolean(), false),
  /** The beats that were seen. */
  beats: v.record(key, beatProgress),
  /** What was written to the open question. */
  wrote: v.optional(v.strictObject({ text: v.pipe(v.string(), v.maxLength(longestWriting)), when: moment })),
});
export type LessonProgress = v.InferOutput<typeof lessonProgress>;

/** How far a learner is in a course, by lesson. */
export type CourseProgress = Readonly<Record<string, LessonProgress>>;

/** How far a learner is: what is kept on the machine, and what a file of it holds. */
export interface Progress {
  readonly version: typeof progressVersion;
  /** By course. */
  readonly courses: Readonly<Record<string, CourseProgress>>;
}

export const noProgress: Progress = { version: progressVersion, courses: {} };

const file = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  courses: v.record(key, v.record(key, v.unknown())),
});

/** Progress that was read, and why lessons of it are left out: a failure for each. */
export interface ReadProgress {
  readonly progress: Progress;
  readonly amiss: readonly Failure[];
}

/** Reads progress of any origin. A lesson that cannot be read is left out and told; only what is no progress at all is a failure. */
export const readProgress = (text: string): Result<ReadProgress> => {
  const parsed = parseRunText(text);
  if (!parsed.ok) return parsed;
  const newer = newerVersion(parsed.value);
  if (newer) return fail(newer);
  const read = readBy(file, parsed.value, 'progress');
  if (!read.ok) return read;
  const amiss: Failure[] = [];
  const courses = Object.entries(read.value.courses).map(([course, lessons]) => {
    const known = Object.entries(lessons).flatMap(([id, kept]) => {
      const lesson = readBy(lessonProgress, kept, '');
      if (lesson.ok) return [[id, lesson.value] as const];
      amiss.push(within(`courses.${course}.${id}`, lesson.failure));
      return [];
    });
    return [course, Object.fromEntries(known)] as const;
  });
  return ok({ progress: { version: progressVersion, courses: Object.fromEntries(courses) }, amiss });
};

const newerVersion = (input: unknown): Failure | undefined => {
  const version = typeof input === 'object' && input !== null && 'version' in input ? input.version : undefined;
  if (typeof version !== 'number' || !Number.isInteger(version) || version <= progressVersion) return undefined;
  return { code: 'newer-version', what: 'progress', found: version, known: progressVersion };
};
