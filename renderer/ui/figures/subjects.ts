import type { ViewId } from '#core/view/views.ts';

/** What figures can be made of: the network, and views that are drawings. */
export const figureSubjects = [
  'network',
  'plane',
  'loss',
  'scores',
  'matrices',
  'histogram',
  'landscape',
  'gradients',
  'slope',
  'sketch',
  'knobs',
] as const satisfies readonly ('network' | ViewId)[];
export type FigureSubject = (typeof figureSubjects)[number];

export const hasFigure = (view: ViewId): view is Exclude<FigureSubject, 'network'> => (figureSubjects as readonly string[]).includes(view);
