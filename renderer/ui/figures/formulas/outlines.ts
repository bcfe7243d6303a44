/** Fetches what sets formulas as outlines. Undefined in the file that holds the whole app, which it would make too large to send. */
export const outlines: (() => Promise<typeof import('./typeset.ts')>) | undefined = () => import('./typeset.ts');
