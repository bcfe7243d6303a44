import type { App } from './app.svelte.ts';

/** What the one button that leads does next; its label says it. */
export type Lead = 'first' | 'step' | 'pause' | 'next' | 'train' | 'again';

type Parts = Pick<App, 'playhead' | 'run'>;

/** Where time rests: before a step, within it, after it, at the end of training. */
export const leadOf = ({ playhead, run }: Parts): Lead => {
  const { playing, step, t, duration } = playhead;
  if (playing) return 'pause';
  if (step >= run.goal) return 'again';
  if (t >= duration) return 'train';
  if (t > 0) return 'next';
  return step === 0 ? 'first' : 'step';
};

export const followLead = (app: Pick<App, 'playhead' | 'run' | 'layout'>): void => {
  const { playhead, layout } = app;
  switch (leadOf(app)) {
    case 'pause':
      return playhead.pause();
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
