import { zlibSync } from 'fflate';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const crcTable = Uint32Array.from({ length: 256 }, (_, value) => {
  let c = value;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** CRC-32 of ISO 3309, as PNG asks for it. */
const crc = (bytes: Uint8Array): number => {
  let c = 0xffffffff;
  for (const byte of bytes) c = crcTable[(c ^ byte) & 255]! ^ (c >>> 8);
  return ~c >>> 0;
};

/** A chunk of a PNG: length, name, content, check. */
export const pngChunk = (name: string, content: Uint8Array): Uint8Array => {
  const chunk = new Uint8Array(12 + content.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, content.length);
  for (let i = 0; i < 4; i++) chunk[4 + i] = name.charCodeAt(i);
  chunk.set(content, 8);
  view.setUint32(8 + content.length, crc(chunk.subarray(4, 8 + content.length)));
  return chunk;
};

/** A PNG of straight RGBA, rows from the top: the same bytes on every machine. */
export const pngOf = (rgba: Uint8Array, width: number, height: number): Uint8Array => {
  const rows = new Uint8Array((4 * width + 1) * height);
  // The byte before each row says that it is not filtered: these images are flat.
  for (let row = 0; row < height; row++) rows.set(rgba.subarray(4 * width * row, 4 * width * (row + 1)), (4 * width + 1) * row + 1);
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, 6], 8);
  return joined([Uint8Array.from(signature), pngChunk('IHDR', head), pngChunk('IDAT', zlibSync(rows)), pngChunk('IEND', new Uint8Array())]);
};

export const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** For a data address. */
export const base64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const there = Math.min(bytes.length - i, 3);
    for (let k = 0; k < 4; k++) text += k <= there ? alphabet[(three >> (18 - 6 * k)) & 63]! : '=';
  }
  return text;
};
