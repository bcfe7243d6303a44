/** Size of the letters of a drawing, in pixels: `--text-plot` of tokens.css, which is larger before an audience. */
export const letterOf = (drawing: Element): number => parseFloat(getComputedStyle(drawing).getPropertyValue('--text-plot'));

/** What the longest of some labels in those letters takes with a gap beside it, in pixels, where letters have `scale` times their size. */
export const roomFor = (labels: readonly string[], scale: number): number =>
  (6.2 * Math.max(0, ...labels.map(({ length }) => length)) + 8) * scale;

/** How large that is against a window of 1280 x 720: what stands beside letters in a plot grows with them. */
export const letterScale = (drawing: Element | undefined): number => (drawing ? letterOf(drawing) / 11 : 1);
