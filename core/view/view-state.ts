import * as v from 'valibot';
import { languages } from '#core/words/catalogue.ts';
import { allChoices } from './choices.ts';
import { layout, shownViews } from './layout.ts';
import { beside, camera, follow, loop, pace, place, stretch, target, whatIf } from './place.ts';
import { flag } from './values.ts';

/** Version of views that this program writes and reads. */
export const viewVersion = 2;

/** `system`: light or dark as the system is. */
export const themes = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

/**
 * What is on screen, as a value: enough to see the same again, in this window or another. It holds nothing of the run itself. What is left
 * out of the optional parts is not on screen; pace, layout, theme and language are the person's own, and left alone where they are left out.
 * Whether somebody presents is of the window, and no part of it.
 */
export const viewState = v.strictObject({
  version: v.literal(viewVersion),
  place,
  follow: v.optional(follow, 'batch'),
  selected: v.optional(target),
  camera: v.optional(camera),
  /** Branches laid beside the one that is turned to. */
  compared: v.optional(v.pipe(v.array(beside), v.maxLength(2)), []),
  loop: v.optional(loop),
  pace: v.optional(pace),
  timeline: v.optional(stretch),
  whatIf: v.optional(whatIf),
  /** Discs show what their units say over the plane of the inputs. */
  unitSurfaces: flag,
  views: v.optional(shownViews),
  choices: v.optional(allChoices, {}),
  layout: v.optional(layout),
  theme: v.optional(v.picklist(themes)),
  language: v.optional(v.picklist(languages)),
});

export type ViewState = v.InferOutput<typeof viewState>;
/** What an author writes: only `version` and the step of `place` are required. */
export type ViewStateInput = v.InferInput<typeof viewState>;
