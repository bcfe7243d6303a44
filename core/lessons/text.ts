import { inBeat, lessonFault } from './fault.ts';
import { readSpans, type Span } from './spans.ts';
import type { Names } from './expression.ts';

/** What a lesson says in one language, read from its Markdown. */
export interface LessonText {
  readonly beats: ReadonlyMap<string, BeatText>;
  /** The question without an answer key at the end; undefined where there is none. */
  readonly open?: readonly Paragraph[];
  /** For the teacher, by what it is. */
  readonly teacher: ReadonlyMap<TeacherKey, Paragraph>;
}

export type Paragraph = readonly Span[];

export interface BeatText {
  readonly say: readonly Paragraph[];
  /** What is asked or is to be done. */
  readonly question?: Paragraph;
  readonly task?: Paragraph;
  /** Answers by their keys: what is offered, what a wrong one comes from, and what is said to it. */
  readonly answers: ReadonlyMap<string, AnswerText>;
  readonly hints: readonly Paragraph[];
  /** Words of what is said, asked and to be done. */
  readonly words: number;
}

export interface AnswerText {
  readonly label: Paragraph;
  readonly belief?: string;
  readonly reply?: Paragraph;
}

export const teacherKeys = ['goal', 'belief', 'question', 'plan'] as const;
export type TeacherKey = (typeof teacherKeys)[number];
const isTeacherKey = (key: string): key is TeacherKey => (teacherKeys as readonly string[]).includes(key);

/** Headings that are no beats. */
const openHeading = 'open';
const teacherHeading = 'teacher';
export const reservedHeadings: readonly string[] = [openHeading, teacherHeading];

/** Characters of a text at most. */
export const longestText = 60_000;

/**
 * Reads a lesson's text. `## id` begins a beat, `? ` its question, `- key: label ~belief -> reply` an answer, `! ` its task, `> ` a hint;
 * all else are paragraphs. `## open` and `## teacher` close the lesson. Throws a FailureError with the line that cannot be read.
 */
export const readText = (source: string, names: Names = {}): LessonText => {
  if (source.length > longestText) throw lessonFault('text-too-long', '', `${source.length}`, `${longestText}`);
  const sections = sectionsOf(source);
  const beats = new Map<string, BeatText>();
  let open: readonly Paragraph[] | undefined;
  let teacher: ReadonlyMap<TeacherKey, Paragraph> = new Map();
  for (const { id, lines } of sections) {
    if (beats.has(id)) throw lessonFault('beat-twice', `## ${id}`);
    const beat = inBeat(id, () => readBeat(lines, names));
    if (id === openHeading) open = beat.say;
    else if (id === teacherHeading) teacher = readTeacher(beat);
    else beats.set(id, beat);
  }
  return { beats, ...(open && { open }), teacher };
};

interface Section {
  readonly id: string;
  readonly lines: readonly string[];
}

const sectionsOf = (source: string): readonly Section[] => {
  const sections: { id: string; lines: string[] }[] = [];
  for (const line of source.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const heading = /^##\s+(\S+)\s*$/.exec(line);
    if (heading) sections.push({ id: heading[1]!, lines: [] });
    else if (sections.length > 0) sections.at(-1)!.lines.push(line);
    else if (line.trim() !== '') throw lessonFault('line', line.trim().slice(0, 60));
  }
  return sections;
};

const readBeat = (lines: readonly string[], names: Names): BeatText => {
  const say: Paragraph[] = [];
  const hints: Paragraph[] = [];
  const answers = new Map<string, AnswerText>();
  let question: Paragraph | undefined;
  let task: Paragraph | undefined;
  for (const block of blocksOf(lines)) {
    const rest = block.slice(2).trim();
    const spans = (text: string) => readSpans(text, names);
    if (block.startsWith('? ')) question = once(question, block, spans(rest));
    else if (block.startsWith('! ')) task = once(task, block, spans(rest));
    else if (block.startsWith('> ')) hints.push(spans(rest));
    else if (block.startsWith('- ')) {
      const { key, ...answer } = readAnswer(rest, names);
      if (answers.has(key)) throw lessonFault('answer-twice', key);
      answers.set(key, answer);
    } else if (block.startsWith('#')) throw lessonFault('line', block.slice(0, 60));
    else say.push(spans(block));
  }
  const counted = [...say, ...(question ? [question] : []), ...(task ? [task] : [])];
  return { say, ...(question && { question }), ...(task && { task }), answers, hints, words: wordsIn(counted) };
};

const once = (known: Paragraph | undefined, block: string, read: Paragraph): Paragraph => {
  if (known) throw lessonFault('line', block.slice(0, 60));
  return read;
};

/** Paragraphs are parted by empty lines; what begins with a mark is a block of its own, and goes on in the lines that follow. */
const blocksOf = (lines: readonly string[]): readonly string[] => {
  const blocks: string[] = [];
  let goesOn = false;
  for (const line of lines.map((one) => one.trim())) {
    const marked = /^([?!>-] |#)/.test(line);
    if (goesOn && line !== '' && !marked) blocks[blocks.length - 1] += ` ${line}`;
    else if (line !== '') blocks.push(line);
    goesOn = line !== '';
  }
  return blocks;
};

/** `key: label ~belief -> reply`; a key alone stands for an answer that is not offered, such as a wrong number. */
const readAnswer = (text: string, names: Names): AnswerText & { readonly key: string } => {
  const [front = '', ...behind] = text.split(/\s*->\s*/);
  const match = /^([\w-]+)(?::\s*(.*?))?(?:\s*~([\w-]+))?$/.exec(front.trim());
  if (!match) throw lessonFault('answer', text.slice(0, 60));
  const [, key = '', label = '', belief] = match;
  const reply = behind.join(' -> ').trim();
  return {
    key,
    label: readSpans(label, names),
    ...(belief !== undefined && { belief }),
    ...(reply !== '' && { reply: readSpans(reply, names) }),
  };
};

const readTeacher = ({ answers }: BeatText): ReadonlyMap<TeacherKey, Paragraph> => {
  const known = new Map<TeacherKey, Paragraph>();
  for (const [key, { label }] of answers) {
    if (!isTeacherKey(key)) throw lessonFault('teacher-key', key, undefined, teacherKeys.join(', '));
    known.set(key, label);
  }
  return known;
};

/** A number or a formula counts as one word. */
const wordsIn = (paragraphs: readonly Paragraph[]): number =>
  paragraphs
    .flat()
    .reduce(
      (sum, span) =>
        sum +
        (span.kind === 'value' || span.kind === 'formula' || span.text === undefined
          ? 1
          : (span.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0)),
      0,
    );

/** All spans of a text, wherever they stand. */
export const spansOf = ({ beats, open = [], teacher }: LessonText): readonly Span[] => [
  ...[...beats.values()].flatMap(beatSpans),
  ...open.flat(),
  ...[...teacher.values()].flat(),
];

/** All spans that are shown at a beat: with the last one stands the open question. */
export const spansAt = ({ beats, open = [] }: LessonText, id: string, isLast: boolean): readonly Span[] => {
  const spoken = beats.get(id);
  return [...(spoken ? beatSpans(spoken) : []), ...(isLast ? open.flat() : [])];
};

/** All spans of a beat. */
export const beatSpans = ({ say, question = [], task = [], answers, hints }: BeatText): readonly Span[] => [
  ...say.flat(),
  ...question,
  ...task,
  ...hints.flat(),
  ...[...answers.values()].flatMap(({ label, reply = [] }) => [...label, ...reply]),
];
