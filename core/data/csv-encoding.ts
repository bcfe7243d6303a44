import { FailureError } from '#core/contract/failure.ts';
import { isBinary } from '#core/spec/binary.ts';

/** The part of the Encoding Standard that every host has. */
interface Decoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}
declare const TextDecoder: new (label: string, options?: { readonly fatal?: boolean }) => Decoder;

/** Bytes that are looked at before an encoding is settled on. */
const enough = 4096;
const nothing = new Uint8Array(0);

/** Text from bytes that come in pieces. What no encoding explains becomes U+FFFD. */
export interface TextReader {
  readonly push: (bytes: Uint8Array) => string;
  readonly end: () => string;
}

/**
 * Reads UTF-8 and UTF-16, with or without a byte order mark, and Windows-1252. Plain ASCII is the same in UTF-8 and Windows-1252, so the
 * choice between these waits for the first other byte: UTF-8 where what follows is well formed, else Windows-1252. Throws a FailureError
 * for the files of other programs that are no text.
 */
export const createTextReader = (file: string): TextReader => {
  let held: Uint8Array = nothing;
  let decoder: Decoder | undefined;
  let settled = false;

  const read = (bytes: Uint8Array, last: boolean): string => {
    if (!decoder) {
      held = joined(held, bytes);
      if (held.length < enough && !last) return '';
      if (isBinary(held)) throw new FailureError({ code: 'not-text', file });
      decoder = utf16Of(held);
      if (!decoder && held.subarray(0, enough).includes(0)) throw new FailureError({ code: 'not-text', file });
      settled = decoder !== undefined;
      decoder ??= new TextDecoder('utf-8');
      return readSettled(take(), last);
    }
    return readSettled(held.length === 0 ? bytes : joined(take(), bytes), last);
  };

  const readSettled = (bytes: Uint8Array, last: boolean): string => {
    if (!settled) {
      const high = firstHigh(bytes);
      if (high >= 0 && bytes.length - high < enough && !last) {
        held = bytes.slice(high);
        return decoder!.decode(bytes.subarray(0, high), { stream: true });
      }
      if (high >= 0) {
        settled = true;
        if (!isUtf8(bytes.subarray(high), last)) decoder = windows1252;
      }
    }
    return decoder!.decode(bytes, { stream: !last });
  };

  const take = (): Uint8Array => {
    const bytes = held;
    held = nothing;
    return bytes;
  };

  return { push: (bytes) => read(bytes, false), end: () => read(nothing, true) };
};

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

const firstHigh = (bytes: Uint8Array): number => {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! >= 0x80) return i;
  return -1;
};

/** UTF-16 by its byte order mark, or by the zeros that Latin letters and digits have in it. */
const utf16Of = (bytes: Uint8Array): Decoder | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  const zeros = [0, 0];
  const looked = Math.min(bytes.length, enough);
  for (let i = 0; i < looked; i++) if (bytes[i] === 0) zeros[i & 1]!++;
  const [even, odd] = zeros as [number, number];
  if (odd > looked / 4 && even < odd / 4) return new TextDecoder('utf-16le');
  if (even > looked / 4 && odd < even / 4) return new TextDecoder('utf-16be');
  return undefined;
};

/** A letter cut by the end of the bytes is no fault while more are to come. */
const isUtf8 = (bytes: Uint8Array, whole: boolean): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
    return true;
  } catch {
    return false;
  }
};

/** What 0x80 to 0x9F stand for; every other byte is the character of its own number. */
const windowsHigh =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** By hand: Node's decoder of this name has read these bytes as Latin-1 in some of its versions. */
const windows1252: Decoder = {
  decode: (bytes = nothing) => {
    let text = '';
    const piece = 8192;
    for (let from = 0; from < bytes.length; from += piece) {
      const codes = Uint16Array.from(bytes.subarray(from, from + piece), (byte) =>
        byte >= 0x80 && byte < 0xa0 ? windowsHigh.charCodeAt(byte - 0x80) : byte,
      );
      text += String.fromCharCode(...codes);
    }
    return text;
  },
};
