import { step } from '#core/contract/units.ts';
import type { FigureSubject } from '#core/view/figures.ts';
import { nextBand } from '#renderer/model/landscape/landscape-picture.ts';
import { curveSteps } from '#renderer/model/queries/learning-curve.svelte.ts';
import type { App } from '#renderer/model/app.svelte.ts';

/** An app whose views nobody looks at. */
export interface Unseen {
  readonly app: App;
  /** Something that was asked for does not come. */
  readonly refused: boolean;
  /** Lets time go on until `done` says so. */
  until(done: () => boolean): Promise<void>;
}

/** Milliseconds between two looks at whether something has come. */
const pause = 5;

/** An app that films its own views. */
export const filming = (app: App): Unseen => ({
  app,
  get refused() {
    return app.notices.current?.kind === 'failure';
  },
  async until(done) {
    while (!done()) await new Promise((resolve) => setTimeout(resolve, pause));
  },
});

/** Figures of all of training. */
export const throughout: readonly FigureSubject[] = ['loss', 'histogram', 'landscape'];

/** Has what a window fetches for a view while somebody looks at it: training to its end, curves and landscape to their last point. */
export const fetchFor = async (subject: FigureSubject, unseen: Unseen, report: (done: number, total: number) => void): Promise<void> => {
  const { run, trainer, landscape, learningCurve, playhead } = unseen.app;
  if (!throughout.includes(subject)) return;
  run.train(run.goal);
  await unseen.until(() => {
    report(run.trainedTo, run.goal);
    // Where training ends by itself nothing more will come.
    return run.failure !== undefined || run.trainedTo >= run.goal;
  });
  if (subject === 'landscape') {
    await unseen.until(() => {
      landscape.look(playhead.shown?.trace.step ?? 0);
      const { shown, point } = landscape;
      return unseen.refused || (shown !== undefined && nextBand(shown) === undefined && point !== undefined);
    });
  }
  if (subject === 'loss' && (await trainer.call('validationLoss', step(0))) !== undefined) {
    await unseen.until(() => {
      learningCurve.follow();
      return unseen.refused || curveSteps(run.trainedTo, !run.training).every((at) => learningCurve.points.some((one) => one.step === at));
    });
  }
};
