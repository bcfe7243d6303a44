import { fail, type Result } from '#core/contract/failure.ts';
import { limits } from '#core/spec/methods.ts';
import type { TableShapes } from '#core/contract/table.ts';
import { readDocument, type Document } from '#core/view/document.ts';

/** A run file's bytes as a document over the tables that are here. A file that is too large is refused before it is decoded. */
export const readRunFile = (bytes: Uint8Array, tables?: TableShapes): Result<Document> =>
  bytes.byteLength > limits.specBytes
    ? fail({ code: 'too-large', what: 'bytes', place: '', found: bytes.byteLength, limit: limits.specBytes })
    : readDocument(new TextDecoder().decode(bytes), tables);
