/** Size of the letters of a drawing, in pixels: `--text-plot` of tokens.css, which is larger before an audience. */
export const letterOf = (drawing: Element): number => parseFloat(getComputedStyle(drawing).getPropertyValue('--text-plot'));

/** How large that is against a window of 1280 x 720: what stands beside letters in a plot grows with them. */
export const letterScale = (drawing: Element | undefined): number => (drawing ? letterOf(drawing) / 11 : 1);
