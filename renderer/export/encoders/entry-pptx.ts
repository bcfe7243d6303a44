import { encode } from './encoder.ts';
import { Deck } from '#renderer/export/slides/deck.ts';
import { Unpacker } from '#renderer/export/unpacker.ts';

encode(({ width, height, transparent, language }) => {
  const deck = new Deck({ width, height }, language);
  const unpacker = new Unpacker(transparent);
  return {
    get size() {
      return deck.size;
    },
    async add(frame, note) {
      deck.add(await unpacker.png(frame), note);
    },
    finish: () => Promise.resolve(deck.finish()),
  };
});
