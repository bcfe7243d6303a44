import { languageOf, type Language } from '#core/words/catalogue.ts';

/** The course that links mean unless they name another. */
const usualCourse = 'backpropagation-visual';

/** What a link asks for: `#lesson=5.1.2&beat=3&lang=es`, in another course with `&course=article`. Beats count from 0 here, from 1 in the link. */
export interface LessonLink {
  readonly course: string;
  readonly id: string;
  readonly beat: number;
  readonly language?: Language;
}

/** Reads the part of an address behind `#`; undefined where it asks for no lesson. */
export const readLink = (hash: string): LessonLink | undefined => {
  const asked = new URLSearchParams(hash.replace(/^#/, ''));
  const id = asked.get('lesson');
  if (!id) return undefined;
  const beat = Number(asked.get('beat') ?? 1);
  const language = languageOf(asked.get('lang'));
  const course = asked.get('course') || usualCourse;
  return { course, id, beat: Number.isInteger(beat) && beat >= 1 ? beat - 1 : 0, ...(language && { language }) };
};

/** The part of an address that asks for a lesson at a beat. */
export const writeLink = ({ course, id, beat }: Omit<LessonLink, 'language'>): string =>
  `#${new URLSearchParams({ ...(course !== usualCourse && { course }), lesson: id, beat: String(beat + 1) }).toString()}`;
