import { step } from '#core/contract/units.ts';
import type { FigureSubject } from '#core/view/figures.ts';
import { nextBand } from '#renderer/model/landscape/landscape-picture.ts';
import { curveSteps } from '#renderer/model/queries/learning-curve.svelte.ts';
import type { HeadlessApp } from './open-app.ts';

/** Figures of all of training. */
export const throughout: readonly FigureSubject[] = ['loss', 'histogram', 'landscape'];

/** Has what a window fetches for a view while somebody looks at it: training to its end, curves and landscape to their last point. */
export const fetchFor = async (
  subject: FigureSubject,
  headless: HeadlessApp,
  report: (done: number, total: number) => void,
): Promise<void> => {
  const { run, trainer, landscape, learningCurve, playhead } = headless.app;
  if (!throughout.includes(subject)) return;
  run.train(run.goal);
  await headless.until(() => {
    report(run.trainedTo, run.goal);
    // Where training ends by itself nothing more will come.
    return run.failure !== undefined || run.trainedTo >= run.goal;
  });
  if (subject === 'landscape') {
    await headless.until(() => {
      landscape.look(playhead.shown?.trace.step ?? 0);
      const { shown, point } = landscape;
      return headless.refused || (shown !== undefined && nextBand(shown) === undefined && point !== undefined);
    });
  }
  if (subject === 'loss' && (await trainer.call('validationLoss', step(0))) !== undefined) {
    await headless.until(() => {
      learningCurve.follow();
      return (
        headless.refused || curveSteps(run.trainedTo, !run.training).every((at) => learningCurve.points.some((one) => one.step === at))
      );
    });
  }
};
