import type { Failure, Result } from '#core/contract/failure.ts';
import type { Course } from '#core/lessons/course.ts';
import type { Done } from '#core/lessons/note-progress.ts';
import type { Progress } from '#core/lessons/progress.ts';
import type { Report } from '#core/lessons/report.ts';
import type { countLessons, Stop } from '#core/lessons/syllabus.ts';
import type { CourseSource } from './course-files.ts';
import type { Playing } from './playing.ts';

/** The courses that there are and how far the learner is in them, as the app and its components see it. */
export interface Learner {
  /** In the order in which they are offered. */
  readonly courses: readonly Course[];
  readonly progress: Progress;
  /** Lessons of the main course. */
  readonly count: ReturnType<typeof countLessons>;
  readonly next: { readonly course: Course; readonly stop: Stop } | undefined;
  /** Why parts of what was kept could not be read. */
  readonly amiss: readonly Failure[];
  /** There is something that was cleared and can be had back. */
  readonly canBringBack: boolean;
  /** Minutes of a lesson, once they were counted. */
  minutes(course: string, lesson: string): number | undefined;
  /** Counts the minutes of all lessons. */
  measure(): Promise<void>;
  /** Opens a lesson or a recall: at a beat, from 0, or where it was left. Rejects with a FailureError. */
  open(course: string, id: string, beat?: number): Promise<void>;
  /** Knows a course from now on, and where it is read from. */
  know(course: Course, source: CourseSource): void;
  /** Notes what the lesson that is open has come to. */
  tick(): void;
  /** Another window of the app has noted something. */
  reread(): void;
  /** Ends a lesson: its end is reached, whatever was left out in it. */
  end(lesson: Playing): Promise<void>;
  /** The same, and goes on with what comes behind it. */
  goOn(lesson: Playing): Promise<void>;
  /** What was done in a lesson that is not finished. */
  doneIn(course: string, lesson: string): Readonly<Record<string, Done>>;
  /** What was done and written in a unit. Rejects with a FailureError. */
  report(course: string, unit: string): Promise<Report>;
  /** Saves a report as Markdown; the file's name, or undefined where nobody wants it. */
  saveReport(report: Report): Promise<string | undefined>;
  written(course: string, lesson: string): string;
  write(course: string, lesson: string, text: string): void;
  /** Saves a file of it; its name, or undefined where nobody wants it. */
  save(): Promise<string | undefined>;
  /** Takes a file in; how many lessons became known or changed, or undefined where none was chosen. */
  take(): Promise<Result<number> | undefined>;
  /** Takes in what somebody kept of it, with what is known. */
  takeIn(text: string): void;
  clear(): void;
  bringBack(): void;
}
