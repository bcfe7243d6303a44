import * as v from 'valibot';
import { languages, type Language } from '#core/words/catalogue.ts';
import { whole } from '#core/view/values.ts';

/** Version of courses that this program reads. */
export const courseVersion = 1;

/** A folder's name. */
const id = v.pipe(v.string(), v.regex(/^[\w][\w.-]{0,63}$/));
const title = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
/** By language. */
const titles = v.record(v.picklist(languages), title);

const lessonOfCourse = v.strictObject({ id, title: titles });
const section = v.strictObject({ id, title: titles, lessons: v.array(lessonOfCourse) });
const unit = v.strictObject({
  id,
  title: titles,
  sections: v.array(section),
  /** A lesson of questions about the unit. */
  recall: v.optional(id),
  /** What the learner did and wrote in it becomes a report. */
  report: v.optional(v.boolean(), false),
});

/** The contents of a course: units, their sections and lessons, in the order in which they are taught. */
export const course = v.strictObject({
  version: v.literal(courseVersion),
  id,
  languages: v.pipe(v.array(v.picklist(languages)), v.minLength(1)),
  title: titles,
  about: v.optional(titles, {}),
  /** Where it stands among other courses: smaller numbers come first. */
  order: v.optional(whole(0, 99), 1),
  units: v.pipe(v.array(unit), v.minLength(1)),
});
export type Course = v.InferOutput<typeof course>;
export type Unit = v.InferOutput<typeof unit>;
export type CourseLesson = v.InferOutput<typeof lessonOfCourse>;

/** The lessons of a course in order, recall aside. */
export const lessonsOf = ({ units }: Course): readonly CourseLesson[] =>
  units.flatMap(({ sections }) => sections.flatMap(({ lessons }) => lessons));

/** Something said in several languages: in this one, or else in the first that there is. */
export const inLanguage = (titles: Partial<Record<Language, string>>, language: Language): string =>
  titles[language] ?? Object.values(titles)[0] ?? '';

/** All titles of a course, by where they stand. */
export const titlesOf = ({ title, about, units }: Course): readonly (readonly [string, Partial<Record<Language, string>>])[] => [
  ['title', title],
  ...(Object.keys(about).length > 0 ? [['about', about] as const] : []),
  ...units.flatMap((unit, u) => [
    [`units[${u}].title`, unit.title] as const,
    ...unit.sections.flatMap((section, s) => [
      [`units[${u}].sections[${s}].title`, section.title] as const,
      ...section.lessons.map((lesson, l) => [`units[${u}].sections[${s}].lessons[${l}].title`, lesson.title] as const),
    ]),
  ]),
];
