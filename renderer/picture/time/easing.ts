/** 0..1 clamped progress of t through [start, end]; a jump where the interval is empty. */
export const through = (t: number, start: number, end: number): number => {
  if (t >= end) return 1;
  return t <= start ? 0 : (t - start) / (end - start);
};

/** Starts and ends gently. */
export const smooth = (p: number): number => p * p * (3 - 2 * p);

/** Starts at speed and arrives gently. */
export const arrive = (p: number): number => 1 - (1 - p) * (1 - p) * (1 - p);

export const mix = (from: number, to: number, p: number): number => from + (to - from) * p;

export const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
