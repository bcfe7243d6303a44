import type { FigureSubject } from '#core/view/figures.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { Figure } from './figure.ts';
import { formulasFigure } from './formulas/formulas-figure.ts';
import { hiddenFigure } from './hidden-figure.ts';
import { histogramFigure } from './histogram-figure.ts';
import { gradientsFigure } from './instruments/gradients-figure.ts';
import { rulerFigure } from './instruments/ruler-figure.ts';
import { sketchFigure } from './instruments/sketch-figure.ts';
import { slopeFigure } from './instruments/slope-figure.ts';
import { landscapeFigure } from './landscape-figure.ts';
import { errorsFigure } from './lists/errors-figure.ts';
import { healthFigure } from './lists/health-figure.ts';
import { notebookFigure } from './lists/notebook-figure.ts';
import { programFigure } from './lists/program-figure.ts';
import { lossFigure } from './loss-figure.ts';
import { matrixFigure } from './matrix-figure.ts';
import { networkFigure } from './network-figure.ts';
import { activationFigure } from './network/activation-figure.ts';
import { graphFigure } from './network/graph-figure.ts';
import { lanesFigure } from './network/lanes-figure.ts';
import { microscopeFigure } from './network/microscope-figure.ts';
import { normalisationFigure } from './network/normalisation-figure.ts';
import { viewsBeside, withViews } from './network/views-figure.ts';
import { surfacesFigure } from './network/surfaces-figure.ts';
import { optimiserFigure } from './optimiser-figure.ts';
import { planeFigure } from './plane-figure.ts';
import { scoresFigure } from './score-figures.ts';

type Make = (app: App) => Figure | undefined | Promise<Figure | undefined>;

const makers: Readonly<Record<FigureSubject, Make>> = {
  network: networkFigure,
  loss: lossFigure,
  plane: planeFigure,
  scores: scoresFigure,
  matrices: matrixFigure,
  histogram: histogramFigure,
  landscape: landscapeFigure,
  gradients: gradientsFigure,
  slope: slopeFigure,
  sketch: sketchFigure,
  knobs: rulerFigure,
  hidden: hiddenFigure,
  optimiser: optimiserFigure,
  activation: activationFigure,
  graph: graphFigure,
  program: programFigure,
  surfaces: surfacesFigure,
  normalisation: normalisationFigure,
  microscope: microscopeFigure,
  health: healthFigure,
  errors: errorsFigure,
  notebook: notebookFigure,
  formulas: formulasFigure,
  lanes: lanesFigure,
};

/**
 * What is seen there as a figure, with the numbers that it needs; undefined while there is nothing to see. `beside`: that of the network can
 * have the views with it that are open beside the stage.
 */
export const figureOf = async (app: App, subject: FigureSubject, beside = false): Promise<Figure | undefined> => {
  const figure = await makers[subject](app);
  if (!figure || subject !== 'network' || !beside) return figure;
  const views = await Promise.all(viewsBeside(app).map(async (view) => makers[view](app)));
  return withViews(
    figure,
    views.filter((view) => view !== undefined),
  );
};
