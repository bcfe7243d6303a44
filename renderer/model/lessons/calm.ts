import type { ViewState } from '#core/view/view-state.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { readView } from '#renderer/model/view/view-state.ts';

/** A view in which the picture is the lesson: what stands beside it comes with the beat that needs it. Widths stay the person's own. */
export const calm = (view: ViewState, app: App): ViewState => {
  if (view.layout) return view;
  const { open, large } = view.views ?? {};
  const here = readView(app, { layout: true });
  const { width, share, pins } = here.layout!;
  const { first, second, bottom } = here.views!;
  const beside = open !== undefined && ((open.first && large !== 'first') || (open.second && large !== 'second'));
  return {
    ...view,
    ...(!view.views && { views: { first, second, bottom, open: { first: false, second: false, bottom: false } } }),
    layout: {
      open: { editor: false, detail: beside, training: false, formulas: false },
      latest: 'detail',
      section: open?.first === false ? 'second' : 'first',
      width,
      share,
      pins,
    },
  };
};
