import type { Failure } from '#core/contract/failure.ts';
import type { Answer, Verdict } from '#core/lessons/answer.ts';
import type { Course } from '#core/lessons/course.ts';
import type { Expression } from '#core/lessons/expression.ts';
import type { Beat } from '#core/lessons/lesson.ts';
import type { BeatText, LessonText } from '#core/lessons/text.ts';

/** What a learner did in a beat. */
export interface BeatRecord {
  /** The first answer, which is kept beside the outcome. */
  readonly predicted?: Answer;
  readonly answer?: Answer;
  readonly verdict?: Verdict;
  /** Whether the task was done; `shown` where it was done for them. */
  readonly done?: boolean;
  readonly shown?: boolean;
  /** Hints that were opened. */
  readonly hints: number;
}

/** A lesson that is being played, as the app and its panel see it: what the player is that is built over the app. */
export interface Playing {
  readonly course: Course;
  readonly id: string;
  readonly beats: number;
  readonly index: number;
  readonly beat: Beat;
  readonly text: LessonText;
  readonly says: BeatText;
  readonly record: BeatRecord;
  /** What was done in each beat, by its name. */
  readonly records: Readonly<Record<string, BeatRecord>>;
  /** The scene is being set. */
  readonly setting: boolean;
  readonly failure: Failure | undefined;
  readonly isThrough: boolean;
  readonly isLast: boolean;
  goTo(index: number): Promise<void>;
  set(): Promise<void>;
  value(expression: Expression): number | undefined;
  answer(answer: Answer): Verdict | undefined;
  /** The right answer, once one was given; undefined while its numbers are on their way. */
  rightAnswer(): Answer | undefined;
  hint(): void;
  showMe(): Promise<void>;
  tick(now: number): void;
  /** Ends it, and brings back what it stood before. */
  leave(): Promise<void>;
}
