import type { Failure } from '#core/contract/failure.ts';
import type { Answer, Verdict } from '#core/lessons/answer.ts';
import type { Course } from '#core/lessons/course.ts';
import type { Expression } from '#core/lessons/expression.ts';
import type { Beat } from '#core/lessons/lesson.ts';
import type { Stop } from '#core/lessons/syllabus.ts';
import type { CodeLine } from '#core/lessons/program.ts';
import type { ViewId } from '#core/view/views.ts';
import type { BeatText, LessonText, Paragraph } from '#core/lessons/text.ts';

/** What a learner did in a beat. */
export interface BeatRecord {
  /** The first answer, which is kept beside the outcome. */
  readonly predicted?: Answer;
  readonly answer?: Answer;
  readonly verdict?: Verdict;
  /** Whether the task was done; `shown` where it was done for them. */
  readonly done?: boolean;
  readonly shown?: boolean;
  /** The right answer was shown, with or without one given before. */
  readonly revealed?: boolean;
  /** How many of a room gave each answer, by its key. */
  readonly counts?: Readonly<Record<string, number>>;
  /** Hints that were opened. */
  readonly hints: number;
}

/** A lesson that is being played, as the app and its panel see it: what the player is that is built over the app. */
export interface Playing {
  readonly course: Course;
  readonly id: string;
  /** In the person's language. */
  readonly title: string;
  readonly beats: number;
  readonly index: number;
  readonly beat: Beat;
  /** Those that its beats open beside the network. */
  readonly views: readonly ViewId[];
  readonly text: LessonText;
  readonly says: BeatText;
  /** The lines of a program that the beat shows. */
  readonly code: readonly CodeLine[] | undefined;
  readonly record: BeatRecord;
  /** What was done in each beat, by its name. */
  readonly records: Readonly<Record<string, BeatRecord>>;
  /** The scene is being set. */
  readonly setting: boolean;
  readonly failure: Failure | undefined;
  readonly isThrough: boolean;
  readonly isLast: boolean;
  /** What comes behind it in its course. */
  readonly behind: Stop | undefined;
  /** The picture is on its way to the scene of the beat. */
  readonly onWay: boolean;
  /** What leads goes by: an answer to be checked, the next beat, the end; undefined while there is something to do. */
  readonly waitsFor: 'check' | 'beat' | 'finish' | undefined;
  /** The answer that was chosen and not given yet. */
  readonly toCheck: Answer | undefined;
  goTo(index: number): Promise<void>;
  /** Sets the scene of the beat anew; false where that failed or is no longer wished. */
  set(): Promise<boolean>;
  value(expression: Expression): number | undefined;
  answer(answer: Answer): Verdict | undefined;
  /** Chooses an answer, to be checked; undefined takes it back. */
  choose(answer: Answer | undefined): void;
  /** Gives the answer that was chosen. */
  check(): Verdict | undefined;
  /** Shows the right answer. */
  reveal(): void;
  /** Notes how many of a room gave an answer. */
  count(key: string, people: number): void;
  /** What the bank says of a belief, in a language; undefined while it is on its way, and where it says nothing. */
  belief(id: string): Paragraph | undefined;
  /** The right answer, once one was given; undefined while its numbers are on their way. */
  rightAnswer(): Answer | undefined;
  hint(): void;
  showMe(): Promise<void>;
  tick(now: number): void;
  /** Ends it, and brings back what it stood before. */
  leave(): Promise<void>;
}
