import type { Failure } from '#core/contract/failure.ts';
import { lessonFault } from './fault.ts';
import { signKeys, type Ask, type Beat, type Lesson } from './lesson.ts';
import type { BeatText, LessonText } from './text.ts';

interface TextFault {
  readonly beat?: string;
  readonly failure: Failure;
}

/** Hints of a task at least. */
const fewestHints = 2;

/** Where a text and the scenes do not say the same. */
export function* textFaults(lesson: Lesson, text: LessonText, beliefs: ReadonlySet<string>): Generator<TextFault> {
  const ids = new Set<string>();
  for (const beat of lesson.beats) {
    const { id } = beat;
    if (ids.has(id)) yield { beat: id, failure: lessonFault('beat-twice', id).failure };
    ids.add(id);
    const spoken = text.beats.get(id);
    if (!spoken) yield { beat: id, failure: lessonFault('beat-without-text', id).failure };
    else for (const failure of beatFaults(beat, spoken, beliefs)) yield { beat: id, failure };
  }
  for (const id of text.beats.keys()) if (!ids.has(id)) yield { beat: id, failure: lessonFault('text-without-beat', id).failure };
}

function* beatFaults({ id, ask, do: task }: Beat, spoken: BeatText, beliefs: ReadonlySet<string>): Generator<Failure> {
  if (spoken.say.length === 0 && !spoken.question && !spoken.task) yield lessonFault('nothing-said', id).failure;
  if (ask && !spoken.question) yield lessonFault('question-missing', id).failure;
  if (!ask && spoken.question) yield lessonFault('question-unasked', id).failure;
  if (task && !spoken.task) yield lessonFault('task-missing', id).failure;
  if (!task && spoken.task) yield lessonFault('task-unasked', id).failure;
  if (task && spoken.hints.length < fewestHints) yield lessonFault('hints-missing', id, `${spoken.hints.length}`).failure;
  const { offered, told } = ask ? answerTexts(ask) : { offered: [], told: [] };
  for (const key of offered) if (!spoken.answers.get(key)?.label.length) yield lessonFault('answer-missing', id, key).failure;
  for (const [key, { belief }] of spoken.answers) {
    if (!offered.includes(key) && !told.includes(key)) yield lessonFault('answer-unknown', id, key).failure;
    if (belief !== undefined && !beliefs.has(belief)) yield lessonFault('belief', key, belief).failure;
  }
}

/** The answers that a text has to word, and those that it may say something to besides. */
export const answerTexts = (ask: Ask): { readonly offered: readonly string[]; readonly told: readonly string[] } => {
  const always = ['right', 'other'];
  if (ask.kind === 'choice') return { offered: Object.keys(ask.options), told: [] };
  if (ask.kind === 'order') return { offered: Object.keys(ask.items), told: always };
  return { offered: [], told: ask.kind === 'sign' ? [...signKeys] : [...always, ...Object.keys(ask.wrong)] };
};
