import { encode } from './encoder.ts';
import { PictureZip } from '#renderer/export/picture-zip.ts';
import { Unpacker } from '#renderer/export/unpacker.ts';

encode(({ name, fps, width, height, transparent }, put) => {
  const zip = new PictureZip({ name, fps, width, height }, put);
  const unpacker = new Unpacker(transparent);
  return {
    add: async (frame, note) => zip.add(await unpacker.png(frame), note),
    finish: async () => zip.finish(),
  };
});
