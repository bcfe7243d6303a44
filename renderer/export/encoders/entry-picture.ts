import { encode } from './encoder.ts';
import { Unpacker } from '#renderer/export/unpacker.ts';

/** One picture: the file is the PNG itself. */
encode(({ transparent }) => {
  const unpacker = new Unpacker(transparent);
  let png: Uint8Array<ArrayBuffer> | undefined;
  return {
    get size() {
      return png?.byteLength ?? 0;
    },
    async add(frame) {
      if (png) throw new Error('a picture of two frames');
      png = await unpacker.png(frame);
    },
    finish: () => (png ? Promise.resolve(png) : Promise.reject(new Error('a picture of no frame'))),
  };
});
