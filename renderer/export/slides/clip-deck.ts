import type { Footage } from '#renderer/export/footage.ts';
import type { Schedule } from '#renderer/export/schedule.ts';
import type { FrameNote, Put } from '#renderer/export/sink.ts';
import { Deck } from './deck.ts';
import type { Extent } from './slide.ts';

/** Films a part of a film in a format, whole, and answers the file. */
export type Clip = (format: 'mp4' | 'picture', part: Schedule) => Promise<Uint8Array>;

/** What leads to each mark as a slide that plays it; seen before is where it begins, and its note is of where it ends. */
export const clipDeck = async (
  parts: readonly Schedule[],
  footage: Footage,
  clip: Clip,
  { size, language }: { readonly size: Extent; readonly language: string },
  put: Put,
): Promise<void> => {
  const deck = new Deck(size, language);
  for (const part of parts) {
    const mp4 = await clip('mp4', part);
    const first = await clip('picture', { frames: 1, seconds: 0, at: () => part.at(0) });
    const note: FrameNote | undefined = (await footage.at(part.at(part.frames - 1))).note;
    deck.add(first, note, mp4);
  }
  await put({ bytes: deck.finish(), at: 0 });
};
