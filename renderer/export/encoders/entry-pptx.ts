import { encode } from './encoder.ts';
import { Deck } from '#renderer/export/slides/deck.ts';
import { Unpacker } from '#renderer/export/unpacker.ts';

encode(({ width, height, transparent, language }, put) => {
  const deck = new Deck({ width, height }, language);
  const unpacker = new Unpacker(transparent);
  return {
    async add(frame, note) {
      deck.add(await unpacker.png(frame), note);
    },
    finish: async () => put(deck.finish()),
  };
});
