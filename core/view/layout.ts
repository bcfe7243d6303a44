import * as v from 'valibot';
import { mostPins, viewIds } from './views.ts';
import { within } from './values.ts';

/** Places for a view: two beside the network, the second in tall windows only, and one under it. */
export const slots = ['first', 'second', 'bottom'] as const;
export type Slot = (typeof slots)[number];
/** Parts of the column beside the network, from above. */
export const sections = ['formulas', 'first', 'second'] as const;
export type Section = (typeof sections)[number];
export const sides = ['editor', 'detail'] as const;
export type Side = (typeof sides)[number];

const view = v.picklist(viewIds);
const share = within(0, 1);
const width = v.optional(within(0.1, 1000));

const open = { first: v.boolean(), second: v.boolean(), bottom: v.boolean() };

/** Three views, all different, and which of them are open; `large` lies over the network. */
export const shownViews = v.strictObject({
  first: view,
  second: view,
  bottom: view,
  open: v.strictObject(open),
  large: v.optional(v.picklist(slots)),
});

/** How the rest of the window is arranged; what the person left alone is undefined, and comes where there is something to see in it. */
export const layout = v.strictObject({
  open: v.strictObject({
    editor: v.optional(v.boolean()),
    detail: v.optional(v.boolean()),
    training: v.optional(v.boolean()),
    formulas: v.boolean(),
  }),
  /** The side panel opened last: where there is room for one, it is this one. */
  latest: v.picklist(sides),
  /** The section opened last: where there is height for one, it is this one. */
  section: v.picklist(sections),
  /** In rem. */
  width: v.strictObject({ editor: width, detail: width }),
  /** Of the sections: parts of the height that is left over their least. Of the bottom: part of the whole height. */
  share: v.strictObject({ bottom: share, formulas: share, first: share, second: share }),
  pins: v.pipe(v.array(view), v.maxLength(mostPins)),
});
