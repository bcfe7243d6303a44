import { fail, ok, type Result } from '#core/contract/failure.ts';
import { isArchive } from '#core/document/archive.ts';
import { isDocument, readDocumentFile } from '#core/document/read-file.ts';
import { isBinary } from '#core/spec/binary.ts';
import { limits } from '#core/spec/methods.ts';

/** Documents that were read as runs, so that the tables in them are found where their runs name them. */
export class Documents {
  readonly #tables = new Map<string, Uint8Array>();

  /** The text of a file: of a document, that of the run in it. */
  read(bytes: Uint8Array, file: string): Result<string> {
    if (isDocument(bytes) || (isArchive(bytes) && file.toLowerCase().endsWith('.retrograd'))) {
      const document = readDocumentFile(bytes, file);
      if (!document.ok) return document;
      for (const { table, bytes: content } of document.value.tables) this.#tables.set(keyOf(file, table), content);
      return ok(document.value.run);
    }
    if (isBinary(bytes)) return fail({ code: 'not-text', file });
    if (bytes.length > limits.specBytes)
      return fail({ code: 'too-large', what: 'bytes', place: '', found: bytes.length, limit: limits.specBytes });
    return ok(new TextDecoder().decode(bytes));
  }

  /** A table that came with the document that was read from a file. */
  table(file: string, table: string): Uint8Array | undefined {
    return this.#tables.get(keyOf(file, table));
  }
}

const keyOf = (file: string, table: string): string => JSON.stringify([file, table]);
