/** How large letters are against those of a window of 1280 x 720: what stands beside letters in a plot grows with them. */
export const letterScale = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
