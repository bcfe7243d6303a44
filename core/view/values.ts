import * as v from 'valibot';

export const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
export const within = (min: number, max: number) => v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max));
export const flag = v.optional(v.boolean(), false);
/** One of some words; the first unless said. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) => v.optional(v.picklist(words), words[0]);
