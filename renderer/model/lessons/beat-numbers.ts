import type { Failure } from '#core/contract/failure.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { expressionsOf, rightAnswer } from '#core/lessons/answer.ts';
import { attempt } from '#core/lessons/attempt.ts';
import { coverFaults } from '#core/lessons/cover-faults.ts';
import { evaluate, type Here, type Known } from '#core/lessons/evaluate.ts';
import type { Expression } from '#core/lessons/expression.ts';
import type { Beat } from '#core/lessons/lesson.ts';
import { spansAt } from '#core/lessons/text.ts';
import type { OpenLesson } from './open-lesson.ts';

/** A failure of a beat, said with its file. */
export const ofBeat = ({ id }: OpenLesson, beat: Beat, failure: Failure, file = 'lesson.json'): Failure =>
  failure.code === 'in-lesson' ? failure : { code: 'in-lesson', file: `${id}/${file}`, beat: beat.id, failure };

/** All numbers that are said or asked in a beat, in every language. */
export const expressionsIn = ({ texts, code, lesson }: OpenLesson, beat: Beat): readonly Expression[] => {
  const isLast = beat === lesson.beats.at(-1);
  const said = [...texts.values()].flatMap((text) => spansAt(text, beat.id, isLast));
  const noted = (code.get(beat.id) ?? []).flatMap(({ note }) => note);
  const asked = beat.ask ? Object.values(expressionsOf(beat.ask, lesson.names)) : [];
  return [...[...said, ...noted].flatMap((span) => (span.kind === 'value' ? [span.expression] : [])), ...asked];
};

/**
 * What the run does not bear out in a beat: a number that cannot be said, a cover of what its network does not have, a question that has no one
 * right answer. `shown` is the step on screen.
 */
export const faultOnRun = (open: OpenLesson, beat: Beat, here: Here, known: Known, shown: StepTrace | undefined): Failure | undefined => {
  for (const [language, text] of open.texts) {
    for (const span of spansAt(text, beat.id, beat === open.lesson.beats.at(-1))) {
      const value = attempt(() => span.kind === 'value' && evaluate(span.expression, here, known));
      if (!value.ok) return ofBeat(open, beat, value.failure, `${language}.md`);
    }
  }
  for (const span of (open.code.get(beat.id) ?? []).flatMap(({ note }) => note)) {
    const value = attempt(() => span.kind === 'value' && evaluate(span.expression, here, known));
    if (!value.ok) return ofBeat(open, beat, value.failure);
  }
  const [cover] = shown ? coverFaults(beat.cover, shown) : [];
  if (cover) return ofBeat(open, beat, cover);
  const { ask } = beat;
  const answer = ask && attempt(() => rightAnswer(ask, open.lesson.names, here, known));
  return answer && !answer.ok ? ofBeat(open, beat, answer.failure) : undefined;
};
