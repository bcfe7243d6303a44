import { readText, type LessonText, type Paragraph } from '#core/lessons/text.ts';
import type { Language } from '#core/words/catalogue.ts';
import { ownCourse, type CourseSource } from './course-files.ts';

/** What learners believe and what shows otherwise, by its name: the program's own, and what a course has beside it. Read when it is asked for. */
export class Bank {
  #texts = $state.raw<Readonly<Record<string, readonly LessonText[]>>>({});
  #asked: readonly Language[] = [];

  constructor(readonly course?: CourseSource) {}

  text(id: string, language: Language): Paragraph | undefined {
    this.#ask(language);
    return this.#texts[language]?.map(({ beats }) => beats.get(id)?.say[0]).find((said) => said !== undefined);
  }

  #ask(language: Language): void {
    if (this.#asked.includes(language)) return;
    this.#asked = [...this.#asked, language];
    const own = this.course?.read(`beliefs/${language}.md`);
    const all = [ownCourse('beliefs').read(`${language}.md`), ...(own ? [own] : [])];
    void Promise.allSettled(all).then((read) => {
      // A course need not have any; what it says is proven where it is written.
      const texts = read.flatMap((one) => (one.status === 'fulfilled' ? [readText(one.value)] : []));
      this.#texts = { ...this.#texts, [language]: texts };
    });
  }
}
