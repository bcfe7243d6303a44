import { viewIds } from './views.ts';

/** What figures can be made of: the network, every view beside it, the formulas of what is explained, and the lanes of the branches. */
export const figureSubjects = ['network', ...viewIds, 'formulas', 'lanes'] as const;
export type FigureSubject = (typeof figureSubjects)[number];
/** What can be drawn without a window: a sketch is made by hand. */
export const drawnSubjects = figureSubjects.filter((subject) => subject !== 'sketch');
/** What films can be of: the stage, which draws their frames, knows no curves of formulas. */
export const filmedSubjects = drawnSubjects.filter((subject) => subject !== 'formulas');

/** What a figure is for, in the order in which it is offered: a column of a journal and both, a slide, a square, a small picture, a large screen. */
export const paperIds = ['column', 'page', 'slide', 'square', 'thumbnail', 'large'] as const;
export type PaperId = (typeof paperIds)[number];

/** What a figure stands on. */
export const grounds = ['light', 'dark', 'clearLight', 'clearDark', 'own'] as const;
export type Ground = (typeof grounds)[number];

/** What a figure may have around it, that it is as near as the stage is looked at, and the views that are open beside the stage. */
export const extras = ['title', 'note', 'sentence', 'legend', 'workings', 'zoom', 'views'] as const;
export type Extra = (typeof extras)[number];
/** What only still pictures of the network have. */
export const stillExtras: readonly Extra[] = ['zoom', 'views'];

/** Nothing is printed smaller, nor larger, whatever is chosen, in points. */
export const [leastPoints, mostPoints] = [6, 48];
