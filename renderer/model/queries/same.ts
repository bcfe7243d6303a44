/** Whether two pieces of small plain data, written with their keys in the same order, say the same. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The same of plain data that may be large: it ends at the first difference, and what is shared is not looked at. */
export const equal = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b) || !isObject(a) || !isObject(b)) return Object.is(a, b) || (a === 0 && b === 0);
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((part, index) => equal(part, b[index]));
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
};
