/** One pixel of a window of 1920 x 1080, in this window; `--u` of tokens.css. Sizes for an audience are given in it. */
export const audienceUnit = (window: { readonly innerWidth: number; readonly innerHeight: number }): number =>
  Math.max(0.5, Math.min(window.innerWidth / 1920, window.innerHeight / 1080));

/** The same for letters, which are read by the height of a screen; in a narrow window they are not much larger than its width has room for. */
const lettersUnit = (window: { readonly innerWidth: number; readonly innerHeight: number }): number =>
  Math.min(window.innerHeight / 1080, 1.25 * audienceUnit(window));

/** Pixels of the smallest letters that people at the back of a room read, where the window has 1920 x 1080. */
const leastLetters = 25;
/** The smallest letters of a picture before an audience, in pixels. */
export const audienceLetters = (window: { readonly innerWidth: number; readonly innerHeight: number }): number =>
  leastLetters * lettersUnit(window);
