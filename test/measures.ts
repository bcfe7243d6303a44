import type { MeasureWriter } from '#core/words/number.ts';

/** A writer whose numbers differ as written wherever they differ. */
export const measureWriter = (write: (value: number) => string): MeasureWriter =>
  Object.assign((value: number) => write(value), { pair: (before: number, after: number) => [write(before), write(after)] as const });
