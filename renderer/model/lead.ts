import type { App } from './app.svelte.ts';

/** What the one button that leads does next; its label says it. The last five are of a lesson. */
export type Lead = 'first' | 'step' | 'pause' | 'next' | 'train' | 'again' | 'check' | 'beat' | 'lesson' | 'recall' | 'finish';

type Parts = Pick<App, 'playhead' | 'run' | 'lesson'>;

/** What a lesson waits for; else where time rests: before a step, within it, after it, at the end of training. */
export const leadOf = ({ playhead, run, lesson }: Parts): Lead => {
  const { playing, step, t, duration } = playhead;
  if (playing && !lesson?.onWay) return 'pause';
  if (lesson?.waitsFor === 'finish' && lesson.behind) return lesson.behind.title ? 'lesson' : 'recall';
  if (lesson?.waitsFor) return lesson.waitsFor;
  if (step >= run.goal) return 'again';
  if (t >= duration) return 'train';
  if (t > 0) return 'next';
  return step === 0 ? 'first' : 'step';
};

/** A question is never skipped: what leads waits until an answer is chosen. */
export const canLead = ({ run, lesson }: Pick<App, 'run' | 'lesson'>): boolean =>
  run.summary !== undefined && (lesson?.waitsFor !== 'check' || lesson.toCheck !== undefined);

export const followLead = (app: Pick<App, 'playhead' | 'run' | 'layout' | 'lesson' | 'learner' | 'leaveLesson'>): void | Promise<void> => {
  const { playhead, layout, lesson } = app;
  switch (leadOf(app)) {
    case 'pause':
      return playhead.pause();
    case 'check':
      return void lesson!.check();
    case 'beat':
      return lesson!.goTo(lesson!.index + 1);
    case 'lesson':
    case 'recall':
      return app.learner ? app.learner.goOn(lesson!) : app.leaveLesson();
    case 'finish':
      return app.leaveLesson();
    case 'again':
      return playhead.home();
    case 'train':
      // There is something to see in it now.
      layout.offer('training');
      return playhead.trainOn();
    case 'first':
    case 'step':
    case 'next':
      return playhead.play();
  }
};

/** What a clicker does before an audience: a lesson goes on by it, and shows the answer that the room has voted on; else time does. */
export const followClicker = (app: App, direction: 1 | -1): void | Promise<void> => {
  const { lesson, playhead } = app;
  if (!lesson) return direction === 1 ? playhead.forward(undefined, true) : playhead.back();
  if (direction === -1) return lesson.goTo(lesson.index - 1);
  if (lesson.waitsFor === 'check' && lesson.toCheck === undefined) return lesson.reveal();
  if (lesson.waitsFor) return followLead(app);
  return lesson.goTo(lesson.index + 1);
};
