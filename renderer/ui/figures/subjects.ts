import { figureSubjects, type FigureSubject } from '#core/view/figures.ts';
import type { ViewId } from '#core/view/views.ts';

figureSubjects satisfies readonly ('network' | ViewId)[];

export const hasFigure = (view: ViewId): view is Exclude<FigureSubject, 'network'> => (figureSubjects as readonly string[]).includes(view);
