import { encode } from './encoder.ts';
import { PictureZip } from './picture-zip.ts';
import { Unpacker } from './unpacker.ts';

encode(({ name, fps, width, height, transparent }) => {
  const zip = new PictureZip({ name, fps, width, height });
  const unpacker = new Unpacker(transparent);
  return {
    get size() {
      return zip.size;
    },
    async add(frame, note) {
      zip.add(await unpacker.png(frame), note);
    },
    finish: () => Promise.resolve(zip.finish()),
  };
});
