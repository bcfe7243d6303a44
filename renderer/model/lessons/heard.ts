import { placeIn } from '#core/lessons/place-in.ts';
import type { BeatProgress } from '#core/lessons/progress.ts';
import { beatSpans } from '#core/lessons/text.ts';
import type { Playing } from './playing.ts';

/** Whether the lesson belongs to a unit that becomes a report. */
export const isReported = ({ course, id }: Playing): boolean => placeIn(course, id)?.unit.report ?? false;

/** What the run says in the beat that is open: the numbers of its text and, once it was answered, the right answer. */
export const heardIn = (lesson: Playing): Pick<BeatProgress, 'said' | 'outcome'> => {
  const spans = [...beatSpans(lesson.says), ...(lesson.isLast ? (lesson.text.open ?? []).flat() : [])];
  const said = spans.flatMap((span) => {
    const value = span.kind === 'value' ? lesson.value(span.expression) : undefined;
    return span.kind === 'value' && value !== undefined && Number.isFinite(value) ? [[span.source, value] as const] : [];
  });
  const outcome = lesson.record.verdict && lesson.rightAnswer();
  return { ...(said.length > 0 && { said: Object.fromEntries(said) }), ...(outcome && { outcome }) };
};
