import { encode } from './encoder.ts';
import { themePalette } from './gif-palette.ts';
import { GifWriter } from './gif-writer.ts';
import { Unpacker } from '#renderer/export/unpacker.ts';

encode(({ width, height, fps, theme, transparent }, put) => {
  const gif = new GifWriter({ width, height, fps, palette: themePalette(theme), transparent }, put);
  const unpacker = new Unpacker(transparent);
  return {
    add: async (frame) => gif.add(unpacker.rgba(frame)),
    finish: async () => gif.finish(),
  };
});
