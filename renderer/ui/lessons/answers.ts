import { signKeys, type Ask } from '#core/lessons/lesson.ts';
import type { BeatText, Paragraph } from '#core/lessons/text.ts';
import type { Words } from '#core/words/catalogue.ts';

/** An answer that is offered. */
export interface Offer {
  readonly key: string;
  readonly label: Paragraph;
}

const plain = (text: string): Paragraph => [{ kind: 'text', text }];

/** The answers among which one is chosen; none where something else is asked. */
export const offersOf = (ask: Ask, { answers }: BeatText, words: Words['lessons']): readonly Offer[] => {
  if (ask.kind === 'sign') return signKeys.map((key) => ({ key, label: plain(words.signs[key]) }));
  const keys = ask.kind === 'choice' ? Object.keys(ask.options) : ask.kind === 'order' ? Object.keys(ask.items) : [];
  return keys.map((key) => ({ key, label: answers.get(key)?.label ?? plain(key) }));
};

/** A number as people type it: a comma or a point, a minus of any kind, a power of ten; undefined for anything else. */
export const readNumber = (typed: string): number | undefined => {
  const text = typed
    .trim()
    .replaceAll(/[−–]/g, '-')
    .replace(',', '.')
    .replace(/\s*[·×x*]\s*10\^?/i, 'e');
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
};
