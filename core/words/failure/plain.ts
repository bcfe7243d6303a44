/**
 * Text that may hold what a file says, made harmless for a terminal and readable in a window: control characters, which move its cursor or change its colours, and those
 * that turn the direction of writing, are written by their codes; what is very long loses its middle.
 */
export const plain = (text: string): string =>
  cut(
    text
      .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, codeOf)
      .replace(/(?<=[“«])[^”»]{100,}(?=[”»])/g, (quoted) => cut(quoted, 80)),
    1000,
  );

const codeOf = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

const cut = (text: string, most: number): string => {
  const letters = [...text];
  if (letters.length <= most) return text;
  const end = Math.floor(most / 3);
  return `${letters.slice(0, most - end - 1).join('')}…${letters.slice(-end).join('')}`;
};
