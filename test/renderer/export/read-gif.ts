/** A small reader of GIF files, written from the format's description, for tests alone. */
export interface GifImage {
  /** Hundredths of a second. */
  readonly delay: number;
  readonly dispose: number;
  readonly transparentIndex: number | undefined;
  readonly localPalette: boolean;
  readonly indices: Uint8Array;
}

export interface Gif {
  readonly width: number;
  readonly height: number;
  readonly palette: readonly (readonly [number, number, number])[];
  readonly loops: number | undefined;
  readonly images: readonly GifImage[];
}

export const readGif = (bytes: Uint8Array): Gif => {
  let offset = 0;
  const byte = (): number => {
    if (offset >= bytes.length) throw new RangeError('the file ends too early');
    return bytes[offset++]!;
  };
  const short = (): number => byte() | (byte() << 8);
  const text = (length: number): string => String.fromCharCode(...Array.from({ length }, byte));
  const blocks = (): number[] => {
    const data: number[] = [];
    for (let length = byte(); length > 0; length = byte()) for (let i = 0; i < length; i++) data.push(byte());
    return data;
  };
  const table = (flags: number) => Array.from({ length: 2 << (flags & 7) }, () => [byte(), byte(), byte()] as const);

  if (text(6) !== 'GIF89a') throw new Error('not a GIF');
  const [width, height, flags] = [short(), short(), byte()];
  byte();
  byte();
  const palette = flags & 128 ? table(flags) : [];
  const images: GifImage[] = [];
  let loops: number | undefined;
  let control = { delay: 0, dispose: 0, transparentIndex: undefined as number | undefined };
  for (let kind = byte(); kind !== 0x3b; kind = byte()) {
    if (kind === 0x21) {
      const label = byte();
      const data = blocks();
      if (label === 0xf9) {
        const transparentIndex = data[0]! & 1 ? data[3] : undefined;
        control = { delay: data[1]! | (data[2]! << 8), dispose: (data[0]! >> 2) & 7, transparentIndex };
      } else if (label === 0xff) loops = data.at(-2)! | (data.at(-1)! << 8);
    } else if (kind === 0x2c) {
      const [x, y, w, h, own] = [short(), short(), short(), short(), byte()];
      if (x !== 0 || y !== 0 || w !== width || h !== height) throw new Error('only whole frames are expected');
      if (own & 128) table(own);
      const minimumCodeSize = byte();
      images.push({ ...control, localPalette: (own & 128) !== 0, indices: unpack(blocks(), minimumCodeSize, w * h) });
    } else throw new Error(`unknown block ${kind}`);
  }
  if (offset !== bytes.length) throw new Error('bytes after the trailer');
  return { width, height, palette, loops, images };
};

/** LZW with codes that grow up to 12 bits. */
const unpack = (data: readonly number[], minimumCodeSize: number, count: number): Uint8Array => {
  const output = new Uint8Array(count);
  const clear = 1 << minimumCodeSize;
  let written = 0;
  let words: number[][] = [];
  let width = 0;
  let previous: number[] | undefined;
  let bits = 0;
  let held = 0;
  const reset = (): void => {
    words = Array.from({ length: clear + 2 }, (_, i) => [i]);
    width = minimumCodeSize + 1;
    previous = undefined;
  };
  reset();
  for (const next of data) {
    held |= next << bits;
    bits += 8;
    while (bits >= width) {
      const code = held & ((1 << width) - 1);
      held >>= width;
      bits -= width;
      if (code === clear) {
        reset();
        continue;
      }
      if (code === clear + 1) {
        if (written !== count) throw new Error(`${written} pixels of ${count}`);
        return output;
      }
      const word: number[] = code < words.length ? words[code]! : [...previous!, previous![0]!];
      output.set(word, written);
      written += word.length;
      if (previous && words.length < 4096) words.push([...previous, word[0]!]);
      if (words.length === 1 << width && width < 12) width += 1;
      previous = word;
    }
  }
  throw new Error('the picture ends too early');
};

/** The pictures as a viewer shows them, as palette entries; 0 where nothing was drawn. */
export const shownPictures = ({ images }: Gif): Uint8Array[] => {
  let ground = new Uint8Array(images[0]!.indices.length);
  return images.map(({ indices, dispose, transparentIndex }) => {
    const shown = ground.slice();
    for (const [i, index] of indices.entries()) if (index !== transparentIndex) shown[i] = index;
    ground = dispose === 2 ? new Uint8Array(shown.length) : shown;
    return shown;
  });
};
