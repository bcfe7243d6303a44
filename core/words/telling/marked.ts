/**
 * Sentences whose numbers carry what they mean. A word is a template of text; what goes into it is marked by invisible signs of the private
 * use area, so that templates stay plain in every language and a printer can colour the numbers as the picture does.
 */

/** A weight by its sign, what is owed (culpa, error, gradient), and what bears the stress. */
export const tones = ['positive', 'negative', 'owed', 'strong'] as const;
export type Tone = (typeof tones)[number];

/** A piece of a sentence; without a tone it is plain. */
export interface Part {
  readonly text: string;
  readonly tone?: Tone;
}

const first = 0xe000;
const end = String.fromCharCode(first + tones.length);
const pieces = new RegExp(`([\\u{${first.toString(16)}}-\\u{${(first + tones.length - 1).toString(16)}}])([^${end}]*)${end}`, 'u');

export const marked = (tone: Tone, text: string): string => String.fromCharCode(first + tones.indexOf(tone)) + text + end;

/** The pieces of a marked text, in order. */
export const partsOf = (text: string): readonly Part[] =>
  // Splitting by a pattern of two groups gives: plain, sign, inner, plain, ...
  text.split(pieces).flatMap((piece, i, all): Part[] => {
    if (i % 3 === 1) return [];
    if (i % 3 === 0) return piece === '' ? [] : [{ text: piece }];
    return [{ text: piece, tone: tones[all[i - 1]!.charCodeAt(0) - first]! }];
  });

export const strong = (text: string): string => marked('strong', text);
