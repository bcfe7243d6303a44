import type { Language } from '#core/words/catalogue.ts';
import { FailureError } from '#core/contract/failure.ts';

/** Where courses are read from: the program's own, or a folder of somebody's. Rejects with a FailureError. */
export interface CourseSource {
  read(file: string): Promise<string>;
}

/** Addresses of the files of the program's courses, by their path in `assets/courses`. */
const urls = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('../../../assets/courses/**/*.{json,md,py}', { query: '?url', import: 'default', eager: true }),
  ).map(([path, url]) => [path.slice(path.indexOf('courses/') + 'courses/'.length), url]),
);

/** The program's own courses, by their folders. */
export const ownCourses: readonly string[] = Object.keys(urls).flatMap((path) => /^([^/]+)\/course\.json$/.exec(path)?.[1] ?? []);

/** How a course is written, in each language. */
const guides: Readonly<Record<Language, string>> = { es: 'LEEME.md', en: 'README.md' };

/** The page that says how a course is written. Rejects with a FailureError. */
export const courseGuide = (language: Language): Promise<string> => ownCourse('.').read(guides[language]);

/** One of the program's own courses. */
export const ownCourse = (id: string): CourseSource => ({
  async read(file) {
    const path = id === '.' ? file : `${id}/${file}`;
    const url = urls[path];
    if (url === undefined) throw new FailureError({ code: 'file-unreadable', file: path, reason: 'ENOENT' });
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
      return await response.text();
    } catch (error) {
      throw new FailureError({ code: 'file-unreadable', file: path, reason: error instanceof Error ? error.message : String(error) });
    }
  },
});
