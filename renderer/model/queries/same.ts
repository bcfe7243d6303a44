/** Whether two pieces of small plain data, written with their keys in the same order, say the same. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
