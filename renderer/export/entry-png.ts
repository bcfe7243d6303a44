import { encode } from './encoder.ts';
import { PngZip } from './png-zip.ts';
import { Unpacker } from './unpacker.ts';

encode(({ name, fps, width, height, transparent }) => {
  const zip = new PngZip({ name, fps, width, height });
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
