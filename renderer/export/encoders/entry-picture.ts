import { encode } from './encoder.ts';
import { Unpacker } from '#renderer/export/unpacker.ts';

/** One picture: the file is the PNG itself. */
encode(({ transparent }, put) => {
  const unpacker = new Unpacker(transparent);
  let there = false;
  return {
    async add(frame) {
      if (there) throw new Error('a picture of two frames');
      there = true;
      put(await unpacker.png(frame));
    },
    finish: () => (there ? Promise.resolve() : Promise.reject(new Error('a picture of no frame'))),
  };
});
