import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import type { Course } from '#core/lessons/course.ts';
import { mergeProgress } from '#core/lessons/merge-progress.ts';
import { minutesOf } from '#core/lessons/minutes.ts';
import { doneIn, lessonIn, noteWhereabouts, noteWriting, type Done } from '#core/lessons/note-progress.ts';
import { noProgress, readProgress, type Progress } from '#core/lessons/progress.ts';
import { reportOf, type Report } from '#core/lessons/report.ts';
import { writeReport } from '#core/lessons/write-report.ts';
import { countLessons, inOrder, mainCourse, nextOf, stopsOf } from '#core/lessons/syllabus.ts';
import type { Language } from '#core/words/catalogue.ts';
import type { Term } from '#core/words/glossary/terms.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { ownCourse, ownCourses, type CourseSource } from './course-files.ts';
import { KeptProgress, nowInUtc } from './kept-progress.ts';
import { learn } from './learn.ts';
import { heardIn, isReported } from './heard.ts';
import type { Learner } from './learner.ts';
import { fetchCourse, fetchLesson } from './open-lesson.ts';
import type { Playing } from './playing.ts';

const fileFilter = { extensions: ['json'] } as const;

/** Knows the courses, and keeps how far the learner is in them. */
export class CourseLearner implements Learner {
  progress = $state.raw<Progress>(noProgress);
  courses = $state.raw<readonly Course[]>([]);
  amiss = $state.raw<readonly Failure[]>([]);
  readonly count = $derived.by(() => {
    const main = mainCourse(this.courses);
    return main ? countLessons(stopsOf(main), this.progress.courses[main.id]) : { done: 0, all: 0 };
  });
  readonly next = $derived.by(() => nextOf(this.courses, this.progress));

  readonly #kept: KeptProgress;
  #sources: Readonly<Record<string, CourseSource>> = {};
  /** By course and lesson. */
  #minutes = $state.raw<Readonly<Record<string, number>>>({});
  #cleared = $state.raw<Progress | undefined>(undefined);
  /** What was noted last of the lesson that is open. */
  #noted: readonly unknown[] = [];

  constructor(
    readonly app: App,
    /** The moment, as ISO 8601 in UTC. */
    readonly now: () => string = nowInUtc,
  ) {
    this.#kept = new KeptProgress(app.preferences.store);
    this.reread();
  }

  get canBringBack(): boolean {
    return this.#cleared !== undefined;
  }

  reread(): void {
    const { progress, amiss } = this.#kept.read();
    this.progress = progress;
    this.amiss = amiss;
  }

  know(course: Course, source: CourseSource): void {
    this.#sources = { ...this.#sources, [course.id]: source };
    this.courses = inOrder([...this.courses.filter(({ id }) => id !== course.id), course]);
  }

  async open(course: string, id: string, beat?: number): Promise<void> {
    const kept = lessonIn(this.progress, course, id);
    await learn(this.app, this.#sources[course] ?? ownCourse(course), id, beat ?? (kept && !kept.finished ? kept.at : 0));
  }

  tick(): void {
    const { lesson } = this.app;
    if (lesson) this.#note(lesson, lesson.isLast && lesson.isThrough);
  }

  async end(lesson: Playing): Promise<void> {
    this.#note(lesson, true);
    await this.app.leaveLesson();
  }

  async goOn(lesson: Playing): Promise<void> {
    if (!lesson.behind) return this.end(lesson);
    this.#note(lesson, true);
    await this.open(lesson.course.id, lesson.behind.id);
  }

  doneIn(course: string, lesson: string): Readonly<Record<string, Done>> {
    return doneIn(lessonIn(this.progress, course, lesson));
  }

  written(course: string, lesson: string): string {
    return lessonIn(this.progress, course, lesson)?.wrote?.text ?? '';
  }

  write(course: string, lesson: string, text: string): void {
    this.#keep(noteWriting(this.progress, course, lesson, text, this.now()));
  }

  minutes(course: string, lesson: string): number | undefined {
    return this.#minutes[keyOf(course, lesson)];
  }

  async measure(): Promise<void> {
    const { language } = this.app.preferences;
    // Unit by unit, so that the first are there while others are on their way.
    for (const course of this.courses) for (const { id } of course.units) await this.#measureUnit(course, id, language);
  }

  async #measureUnit(course: Course, unit: string, language: Language): Promise<void> {
    const source = this.#sources[course.id]!;
    const spoken = { ...course, languages: course.languages.includes(language) ? [language] : course.languages.slice(0, 1) };
    const stops = stopsOf(course).filter((stop) => stop.unit === unit);
    const counted = await Promise.all(
      stops.map(async ({ id }) => {
        const { lesson, texts } = await fetchLesson(source, spoken, id);
        return [keyOf(course.id, id), minutesOf(lesson, [...texts.values()][0]!)] as const;
      }),
    );
    this.#minutes = { ...this.#minutes, ...Object.fromEntries(counted) };
  }

  async report(course: string, unit: string): Promise<Report> {
    const of = this.courses.find(({ id }) => id === course)!;
    const stops = stopsOf(of).filter((stop) => stop.unit === unit && stop.title);
    const lessons = await Promise.all(stops.map(({ id }) => fetchLesson(this.#sources[course]!, of, id)));
    const { language, words, writers } = this.app.preferences;
    const pen = {
      number: writers.number,
      typed: writers.setting,
      term: (term: Term) => words.glossary.terms[term].name.toLowerCase(),
      signs: words.lessons.signs,
    };
    return reportOf({ course: of, unit, language, lessons, progress: this.progress.courses[course] ?? {} }, pen);
  }

  async saveReport(report: Report): Promise<string | undefined> {
    const { words } = this.app.preferences;
    const saved = await this.app.host.saveFile({
      suggestedName: `${words.learning.report.fileName}.md`,
      filter: { name: words.learning.report.title, extensions: ['md'] },
      bytes: new TextEncoder().encode(writeReport(report, words.learning.report)),
    });
    return saved?.name;
  }

  async save(): Promise<string | undefined> {
    const { host, preferences } = this.app;
    const { words } = preferences;
    const saved = await host.saveFile({
      suggestedName: `${words.learning.fileName}.json`,
      filter: { name: words.learning.file, ...fileFilter },
      bytes: new TextEncoder().encode(JSON.stringify(this.progress, null, 2)),
    });
    return saved?.name;
  }

  async take(): Promise<Result<number> | undefined> {
    const { host, preferences } = this.app;
    const file = await host.openFile({ name: preferences.words.learning.file, ...fileFilter });
    if (!file) return undefined;
    const read = readProgress(new TextDecoder().decode(file.bytes));
    if (!read.ok) return read;
    const { progress, amiss } = read.value;
    const before = this.progress;
    const merged = mergeProgress(before, progress);
    this.#keep(merged);
    if (amiss[0]) return fail(amiss[0]);
    return ok(
      Object.entries(merged.courses)
        .flatMap(([course, lessons]) => Object.entries(lessons).map(([id, lesson]) => [lessonIn(before, course, id), lesson] as const))
        .filter(([old, lesson]) => JSON.stringify(old) !== JSON.stringify(lesson)).length,
    );
  }

  takeIn(text: string): void {
    const read = readProgress(text);
    if (read.ok) this.#keep(mergeProgress(this.progress, read.value.progress));
  }

  clear(): void {
    this.#cleared = this.progress;
    this.#kept.clear();
    this.progress = noProgress;
    this.amiss = [];
  }

  bringBack(): void {
    if (this.#cleared) this.#keep(mergeProgress(this.progress, this.#cleared));
    this.#cleared = undefined;
  }

  #note(lesson: Playing, finished: boolean): void {
    const { course, id, beat, records, setting } = lesson;
    const noted = [lesson, beat, records, setting, finished, this.#cleared];
    if (noted.every((part, index) => part === this.#noted[index])) return;
    this.#noted = noted;
    const heard = isReported(lesson) ? heardIn(lesson) : {};
    this.#keep(noteWhereabouts(this.progress, { course: course.id, lesson: id, at: beat.id, beats: records, finished, heard }, this.now()));
  }

  #keep(progress: Progress): void {
    if (progress === this.progress) return;
    this.progress = progress;
    const failure = this.#kept.write(progress);
    if (failure) this.app.notices.fail(failure);
  }
}

const keyOf = (course: string, lesson: string): string => `${course}/${lesson}`;

/** A learner who knows the program's own courses. */
export const learnerOf = async (app: App): Promise<Learner> => {
  const learner = new CourseLearner(app);
  const sources = ownCourses.map(ownCourse);
  const courses = await Promise.all(sources.map(fetchCourse));
  courses.forEach((course, index) => learner.know(course, sources[index]!));
  return learner;
};
