import { fail, type Result } from '#core/contract/failure.ts';
import { limits } from '#core/spec/methods.ts';
import { readRunFile as readText, type RunFile } from '#core/spec/run-file.ts';
import type { TableShapes } from '#core/contract/table.ts';

/** A run file's bytes as a valid run with its branches, over the tables that are here. A file that is too large is refused before it is decoded. */
export const readRunFile = (bytes: Uint8Array, tables?: TableShapes): Result<RunFile> =>
  bytes.byteLength > limits.specBytes
    ? fail({ code: 'too-large', what: 'bytes', place: '', found: bytes.byteLength, limit: limits.specBytes })
    : readText(new TextDecoder().decode(bytes), tables);
