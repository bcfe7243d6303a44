import type { FigureSubject } from '#core/view/figures.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { Figure } from './figure.ts';
import { hiddenFigure } from './hidden-figure.ts';
import { histogramFigure } from './histogram-figure.ts';
import { landscapeFigure } from './landscape-figure.ts';
import { lossFigure } from './loss-figure.ts';
import { matrixFigure } from './matrix-figure.ts';
import { networkFigure } from './network-figure.ts';
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
  hidden: hiddenFigure,
  optimiser: optimiserFigure,
};

/** What is seen there as a figure, with the numbers that it needs; undefined while there is nothing to see. */
export const figureOf = async (app: App, subject: FigureSubject): Promise<Figure | undefined> => makers[subject](app);
