import type { GivenCourse } from './given-course.ts';
import { coversAny, coversOf, shownTo, type Cover, type Coverable, type Covers } from '#core/account/cover.ts';
import type { Learner } from '#renderer/model/lessons/learner.ts';
import type { Playing } from '#renderer/model/lessons/playing.ts';
import type { Practising } from '#renderer/model/drills/practising.ts';
import type { Recording } from '#renderer/model/lessons/recording.ts';

/** What of the app leads a learner: lessons, calculations by hand, drafts, and what a question hides meanwhile. */
export class Taught {
  /** The lesson that is being played. */
  lesson = $state.raw<Playing | undefined>(undefined);
  /** The courses and how far the learner is in them, once they are there. */
  learner = $state.raw<Learner | undefined>(undefined);
  /** Calculations by hand that are being asked for. */
  practice = $state.raw<Practising | undefined>(undefined);
  /** A draft of a lesson that is being recorded. */
  recording = $state.raw<Recording | undefined>(undefined);
  /** A course that was given and is to be looked over. */
  given = $state.raw<GivenCourse | undefined>(undefined);
  /** What a question hides until it is answered, and whether it hides a quantity. */
  cover = $state.raw<readonly Cover[]>([]);
  readonly covers: Covers | undefined = $derived(this.cover.length > 0 ? coversOf(this.cover) : undefined);
  /** The last step that the course of training is shown to while a question about later ones is open. */
  readonly shownTo = $derived(shownTo(this.cover));

  /** Once a frame, with milliseconds. */
  tickTaught(now: number): void {
    this.lesson?.tick(now);
    this.learner?.tick();
    this.practice?.tick();
    this.recording?.tick();
  }

  /** Whether a question hides any of some quantities, in a layer or anywhere. */
  hides(names: readonly Coverable[], layer?: number): boolean {
    return coversAny(this.cover, names, layer);
  }

  /** Ends the lesson; what was there before it is there again. */
  async leaveLesson(): Promise<void> {
    const { lesson } = this;
    this.learner?.tick();
    this.lesson = undefined;
    await lesson?.leave();
  }

  /** Ends the calculations by hand; the view is there again that they were begun from. */
  async leavePractice(): Promise<void> {
    const { practice } = this;
    this.practice = undefined;
    await practice?.leave();
  }
}
