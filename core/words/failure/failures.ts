import { en } from './en.ts';
import { es } from './es.ts';

/** One sentence for every failure. */
export const failures = { es, en };
