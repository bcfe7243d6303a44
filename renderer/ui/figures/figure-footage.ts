import { FailureError } from '#core/contract/failure.ts';
import type { FigureSubject } from '#core/view/figures.ts';
import { noteOf, type Footage, type Telling } from '#renderer/export/footage.ts';
import { compose, type Drawing } from './compose.ts';
import { figureOf } from './figures.ts';
import { stepOf } from './moment.ts';
import { fetchFor, type Unseen } from './ready.ts';

/** A view at every instant, as its figure shows it: the app goes there for each. */
export const figureFootage = (
  unseen: Unseen,
  subject: FigureSubject,
  drawing: () => Drawing,
  { sentence }: Pick<Telling, 'sentence'>,
  report: (done: number, total: number) => void = () => undefined,
): Footage => ({
  at: async ({ step, t }) => {
    const { playhead, preferences, run } = unseen.app;
    playhead.seek(step, t);
    const failure = await playhead.arrive();
    if (failure) throw new FailureError(failure);
    // A run that stopped early has no later steps.
    if (playhead.step !== step) throw new FailureError({ code: 'step-out-of-range', step, min: 0, max: run.goal });
    await fetchFor(subject, unseen, report);
    const figure = await figureOf(unseen.app, subject);
    if (!figure) throw new FailureError({ code: 'cannot-draw', subject, reason: 'nothing' });
    const { trace } = playhead.shown!;
    // What is about all of training says where in it the film is.
    const placed = figure.throughout ? { ...figure, note: stepOf(unseen.app, step) } : figure;
    return {
      frame: compose(placed, { ...drawing(), at: step }).frame,
      note: noteOf(trace, t, playhead.timeline!, (phase) => preferences.words.picture.phase[phase], sentence(trace, t)),
    };
  },
});
