import type { ClipSize } from '#core/view/filming.ts';
import type { Instant } from '#renderer/export/schedule.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { compare, type TimePoint } from '#renderer/model/time/time-point.ts';

/** What a clip shows: another begins where this is another. */
export const clipKey =
  (size: ClipSize, timeline: StepTimeline, marks: readonly TimePoint[]) =>
  ({ step, t }: Instant): string | number => {
    // A clip leads to the next mark.
    if (size === 'mark') return marks.findIndex((mark) => compare(mark, { step, t }) >= 0);
    if (size === 'step') return step;
    const { index } = timeline.at(t);
    // It ends where a move of its size does; the beginning of the step belongs to the first.
    return `${step} ${timeline.next(Math.max(index, 1) - 1, size)}`;
  };
