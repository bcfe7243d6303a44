import { fail, ok, type Result } from '#core/contract/failure.ts';
import { bounds } from './bounds.ts';
import { crcOf } from './crc.ts';
import type { Refuse } from './fault.ts';

/**
 * A PNG that carries a document in a chunk of its own: one that other programs need not know and keep when they copy the rest.
 * W3C, Portable Network Graphics, third edition, sections 4.7 and 5.
 */
const kind = 'rtGd';
const end = 'IEND';
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bytes of a chunk beside its content: length, kind, checksum. */
const around = 12;

/** Whether bytes begin as a PNG does. */
export const isPng = (bytes: Uint8Array): boolean => signature.every((byte, index) => bytes[index] === byte);

interface Chunk {
  readonly kind: string;
  /** From its length to its checksum. */
  readonly bytes: Uint8Array;
}

/** The chunks up to the one that ends the picture; undefined where they do not follow each other. */
const chunksOf = (png: Uint8Array): readonly Chunk[] | undefined => {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let at = signature.length; at + around <= png.length;) {
    const size = view.getUint32(at) + around;
    if (at + size > png.length) return undefined;
    const bytes = png.subarray(at, at + size);
    const chunk = { kind: String.fromCharCode(...bytes.subarray(4, 8)), bytes };
    chunks.push(chunk);
    if (chunk.kind === end) return chunks;
    at += size;
  }
  return undefined;
};

/** The document that a PNG carries. Refused where it carries none, a damaged one or one larger than any program writes. */
export const carriedIn = (png: Uint8Array, refuse: Refuse): Result<Uint8Array> => {
  const chunk = chunksOf(png)?.find((one) => one.kind === kind);
  if (!chunk) return refuse('picture');
  const content = chunk.bytes.subarray(8, -4);
  if (content.length > bounds.carried) return refuse('too-large', { found: content.length, limit: bounds.carried });
  const told = new DataView(chunk.bytes.buffer, chunk.bytes.byteOffset + chunk.bytes.length - 4, 4).getUint32(0);
  return crcOf(chunk.bytes.subarray(4, -4)) === told ? ok(content) : refuse('damaged', { place: kind });
};

/** The same picture with a document in it, in place of what it carried. Fails as a defect where it is no PNG. */
export const carryIn = (png: Uint8Array, document: Uint8Array): Result<Uint8Array> => {
  const chunks = isPng(png) ? chunksOf(png) : undefined;
  if (!chunks) return fail({ code: 'internal-error', part: 'interface', reason: 'the picture is no PNG' });
  const chunk = new Uint8Array(document.length + around);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, document.length);
  chunk.set(
    Array.from(kind, (letter) => letter.charCodeAt(0)),
    4,
  );
  chunk.set(document, 8);
  view.setUint32(chunk.length - 4, crcOf(chunk.subarray(4, -4)));
  const parts = [
    Uint8Array.from(signature),
    ...chunks.filter((one) => one.kind !== kind && one.kind !== end).map(({ bytes }) => bytes),
    chunk,
    chunks.at(-1)!.bytes,
  ];
  const carrying = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) carrying.set(part, (at += part.length) - part.length);
  return ok(carrying);
};
