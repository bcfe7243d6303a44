/** Boxes of an MP4 that hold others, on the way to those that say when it was made. */
const holders = ['moov', 'trak', 'mdia'];
const dated = ['mvhd', 'tkhd', 'mdhd'];

/** Takes the times of making and changing out of whole boxes of an MP4, in place: the same film is the same file. */
export const undated = (mp4: Uint8Array): Uint8Array => {
  clear(new DataView(mp4.buffer, mp4.byteOffset, mp4.byteLength), 0, mp4.byteLength);
  return mp4;
};

/** ISO/IEC 14496-12: a box is its length, its name and its content; a length of 1 stands behind the name, in eight bytes, 0 is to the end. */
const clear = (view: DataView, from: number, end: number): void => {
  for (let at = from; at + 8 <= end;) {
    const short = view.getUint32(at);
    const name = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
    const head = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short;
    if (length < head) return;
    if (holders.includes(name)) clear(view, at + head, at + length);
    // Behind version and flags stand two times, of eight bytes each in version 1.
    const wide = dated.includes(name) ? (view.getUint8(at + head) === 1 ? 8 : 4) : 0;
    for (let i = 0; i < 2 * wide; i++) view.setUint8(at + head + 4 + i, 0);
    at += length;
  }
};
