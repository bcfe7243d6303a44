import { fstatSync, writeSync } from 'node:fs';
import { FailureError } from '#core/contract/failure.ts';
import { reasonOf } from '#core/disk/save-whole.ts';

/** The name that failures give standard output. */
export const standardOutput = '-';

/** Writes to standard output. Resolves when the text is taken; false when nobody reads any more. Rejects with a FailureError. */
export const writeOut = async (text: string): Promise<boolean> => {
  try {
    await (isPassedOn() ? pass(text) : writeAll(text));
    return true;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === 'EPIPE') return false;
    throw new FailureError({ code: 'file-unwritable', file: standardOutput, reason });
  }
};

/** Somebody reads it: a terminal, or a pipe's other end. */
const isPassedOn = (): boolean => process.stdout.isTTY || fstatSync(1).isFIFO() || fstatSync(1).isSocket();

const pass = (text: string): Promise<void> =>
  new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));

/** Node's stream to a file takes a short write for a whole one, as where the disk is full. */
const writeAll = (text: string): void => {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at);
};
