import { encode } from './encoder.ts';
import { themePalette } from './gif-palette.ts';
import { GifWriter } from './gif-writer.ts';
import { Unpacker } from '#renderer/export/unpacker.ts';

encode(({ width, height, fps, theme, transparent }) => {
  const gif = new GifWriter({ width, height, fps, palette: themePalette(theme), transparent });
  const unpacker = new Unpacker(transparent);
  return {
    get size() {
      return gif.size;
    },
    add: async (frame) => gif.add(unpacker.rgba(frame)),
    finish: () => Promise.resolve(gif.finish()),
  };
});
