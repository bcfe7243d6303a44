/** How a failure names a place in a run description and what was found there. */

export type Key = string | number;

const longest = 40;
const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** `network.layers[2].units`; a key that is not a plain word is quoted: `data["my key"]`. */
export const specPath = (keys: readonly Key[]): string =>
  keys.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    if (!/^[A-Za-z_$][\w$]{0,38}$/.test(key)) return `${place}[${JSON.stringify(shorten(key))}]`;
    return place === '' ? key : `${place}.${key}`;
  }, '');

/** What stands at a place: JSON for plain values, shortened; `list` and `object` for the others. */
export const foundOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return shorten(JSON.stringify(value));
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' ? 'object' : typeof value;
};

/** Sizes as people write them: `(4, 2)`. */
export const shapeOf = (...sizes: readonly number[]): string => `(${sizes.join(', ')})`;

/** What `text` was probably meant to be, by edit distance without regard to case; undefined when nothing is near. */
export const nearestOf = (text: string, known: readonly string[]): string | undefined => {
  if (text.length > longest) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(text.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(text.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance && distance < candidate.length) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
};

/** Fewest insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (optimal string alignment). */
const editDistance = (a: string, b: string): number => {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, rows[i - 2]![j - 2]! + 1);
      row.push(cost);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
};
