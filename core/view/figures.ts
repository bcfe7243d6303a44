/** What figures can be made of: the network, and views that are drawings. */
export const figureSubjects = [
  'network',
  'plane',
  'loss',
  'scores',
  'matrices',
  'histogram',
  'landscape',
  'hidden',
  'optimiser',
  'gradients',
  'slope',
  'sketch',
  'knobs',
] as const;
export type FigureSubject = (typeof figureSubjects)[number];
/** What can be drawn without a window: a sketch is made by hand. */
export const drawnSubjects = figureSubjects.filter((subject) => subject !== 'sketch');

/** What a figure is for, in the order in which it is offered: a column of a journal and both, a slide, a square, a small picture, a large screen. */
export const paperIds = ['column', 'page', 'slide', 'square', 'thumbnail', 'large'] as const;
export type PaperId = (typeof paperIds)[number];

/** What a figure stands on. */
export const grounds = ['light', 'dark', 'clearLight', 'clearDark', 'own'] as const;
export type Ground = (typeof grounds)[number];

/** What a figure may have around it. */
export const extras = ['title', 'note', 'sentence', 'legend', 'workings'] as const;
export type Extra = (typeof extras)[number];

/** Nothing is printed smaller, nor larger, whatever is chosen, in points. */
export const [leastPoints, mostPoints] = [6, 48];
