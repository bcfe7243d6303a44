import type { PutDown } from '#renderer/export/writer.ts';

/** Takes what a writer puts down, as a disk would. */
export const laidDown = (): { readonly put: PutDown; readonly pieces: Uint8Array[]; readonly file: () => Uint8Array<ArrayBuffer> } => {
  const pieces: Uint8Array[] = [];
  let file = new Uint8Array(0);
  return {
    pieces,
    put: (bytes, at = file.length) => {
      pieces.push(bytes.slice());
      const longer = new Uint8Array(Math.max(file.length, at + bytes.length));
      longer.set(file);
      longer.set(bytes, at);
      file = longer;
    },
    file: () => file,
  };
};
