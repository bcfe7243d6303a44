import type { Language } from '#core/words/catalogue.ts';
import type { Term } from '#core/words/glossary/terms.ts';
import type { Answer } from './answer.ts';
import type { Course } from './course.ts';
import type { Beat, Lesson, signKeys } from './lesson.ts';
import type { BeatProgress, CourseProgress } from './progress.ts';
import type { BeatText, LessonText, Paragraph } from './text.ts';

/** What a learner did and wrote in a unit, in plain sentences. */
export interface Report {
  readonly title: string;
  readonly lessons: readonly ReportedLesson[];
  /** Questions that were answered, and those of them that were right at first. */
  readonly asked: number;
  readonly right: number;
}

export interface ReportedLesson {
  readonly title: string;
  /** It was opened. */
  readonly seen: boolean;
  readonly beats: readonly ReportedBeat[];
  /** The open question, and what was written to it. */
  readonly open: readonly string[];
  readonly wrote: string;
}

export interface ReportedBeat {
  readonly says: readonly string[];
  readonly asks?: string;
  readonly predicted?: string;
  /** The newest answer, where it is another one. */
  readonly answered?: string;
  readonly outcome?: string;
  readonly task?: string;
  readonly done?: 'self' | 'shown';
}

interface Told {
  readonly course: Course;
  /** Of the course, by its name. */
  readonly unit: string;
  readonly language: Language;
  /** The unit's lessons, in order. */
  readonly lessons: readonly { readonly id: string; readonly lesson: Lesson; readonly texts: ReadonlyMap<Language, LessonText> }[];
  readonly progress: CourseProgress;
}

/** How numbers, terms and signs are written. */
export interface ReportPen {
  number(value: number): string;
  /** Of a number that the learner typed. */
  typed(value: number): string;
  term(term: Term): string;
  readonly signs: Readonly<Record<(typeof signKeys)[number], string>>;
}

/** The report of a unit. A number that nobody has seen yet is written as an ellipsis. */
export const reportOf = ({ course, unit, language, lessons, progress }: Told, pen: ReportPen): Report => {
  const { title, sections } = course.units.find(({ id }) => id === unit)!;
  const titles = new Map(sections.flatMap((section) => section.lessons.map((one) => [one.id, one.title[language] ?? one.id] as const)));
  const answers = lessons.flatMap(({ id }) => Object.values(progress[id]?.beats ?? {})).flatMap(({ first }) => first ?? []);
  return {
    title: title[language] ?? unit,
    asked: answers.length,
    right: answers.filter(({ verdict }) => verdict.right).length,
    lessons: lessons.map(({ id, lesson, texts }) => {
      const text = texts.get(language) ?? [...texts.values()][0]!;
      const kept = progress[id];
      const lastSaid = kept?.beats[lesson.beats.at(-1)!.id]?.said;
      return {
        title: titles.get(id) ?? id,
        seen: kept !== undefined,
        beats: lesson.beats.map((beat) => reportedBeat(beat, text.beats.get(beat.id)!, kept?.beats[beat.id], pen)),
        open: (text.open ?? []).map((spans) => plainly(spans, pen, lastSaid)),
        wrote: kept?.wrote?.text.trim() ?? '',
      };
    }),
  };
};

const reportedBeat = (beat: Beat, text: BeatText, kept: BeatProgress = {}, pen: ReportPen): ReportedBeat => {
  const plain = (spans: Paragraph): string => plainly(spans, pen, kept.said);
  const label = (key: string): string => plain(text.answers.get(key)?.label ?? []) || key;
  const named = (answer: Answer): string => {
    if (answer.kind === 'number') return pen.typed(answer.value);
    if (answer.kind === 'order') return answer.keys.map(label).join(' < ');
    return answer.kind === 'sign' ? (pen.signs[answer.key as keyof typeof pen.signs] ?? answer.key) : label(answer.key);
  };
  return {
    says: text.say.map(plain),
    ...(beat.ask && text.question && { asks: plain(text.question) }),
    ...(kept.first && { predicted: named(kept.first.answer) }),
    ...(kept.last && { answered: named(kept.last.answer) }),
    ...(kept.first && kept.outcome && { outcome: named(kept.outcome) }),
    ...(beat.do && text.task && { task: plain(text.task) }),
    ...(kept.done && { done: kept.done }),
  };
};

/** A paragraph without its marks. */
const plainly = (spans: Paragraph, pen: ReportPen, said: BeatProgress['said'] = {}): string =>
  spans
    .map((span) => {
      if (span.kind === 'value') return Object.hasOwn(said, span.source) ? pen.number(said[span.source]!) : '…';
      if (span.kind === 'formula') return span.tex;
      return span.kind === 'term' ? (span.text ?? pen.term(span.term)) : span.text;
    })
    .join('');
