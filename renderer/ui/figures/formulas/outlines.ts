import type { typeset } from './typeset.ts';

/** Fetches what sets formulas as outlines. Undefined in the file that holds the whole app, which it would make too large to send. */
export const outlines: (() => Promise<{ readonly typeset: typeof typeset }>) | undefined = () => import('./typeset.ts');
