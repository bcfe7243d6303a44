import * as v from 'valibot';
import { whole } from '#core/view/values.ts';
import { lessonFault } from './fault.ts';
import type { Names } from './expression.ts';
import { readSpans, type Span } from './spans.ts';
import { longestText } from './text.ts';

/** Lines of a program that a beat may name. */
const line = whole(1, 999);

/** Lines of one of the course's programs, beside the picture. */
export const code = v.strictObject({
  /** A file in the course's folder. */
  program: v.pipe(v.string(), v.regex(/^\w[\w-]{0,60}\.py$/)),
  /** The first and the last line that the beat is about. */
  lit: v.tuple([line, line]),
  /** The last line that is written by now; the whole program unless said. */
  written: v.optional(line),
  /** What stands behind a line as its comment, numbers of the run among it. A question is answered first. */
  notes: v.optional(v.record(v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/)), v.pipe(v.string(), v.minLength(1), v.maxLength(200))), {}),
});
export type Code = v.InferOutput<typeof code>;

/** A line of a program as a beat shows it. */
export interface CodeLine {
  readonly number: number;
  readonly text: string;
  readonly lit: boolean;
  readonly note: readonly Span[];
}

/** The lines of a program that a beat shows. Throws a FailureError for a line that the program does not have. */
export const codeLines = ({ lit: [first, last], written, notes }: Code, source: string, names: Names): readonly CodeLine[] => {
  if (source.length > longestText) throw lessonFault('text-too-long', '', `${source.length}`, `${longestText}`);
  const texts = source
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const end = within('code.written', written ?? texts.length, 1, texts.length);
  within('code.lit', first, 1, end);
  within('code.lit', last, first, end);
  for (const number of Object.keys(notes)) within(`code.notes.${number}`, Number(number), 1, end);
  return texts.slice(0, end).map((text, index) => {
    const number = index + 1;
    return { number, text, lit: number >= first && number <= last, note: readSpans(notes[number] ?? '', names) };
  });
};

const within = (place: string, number: number, from: number, to: number): number => {
  if (number < from || number > to) throw lessonFault('code-line', place, `${number}`, `${from}…${to}`);
  return number;
};
