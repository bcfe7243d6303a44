import { fail, ok, type Result } from '#core/contract/failure.ts';
import { reasonOf } from '#core/disk/save-whole.ts';
import type { Moments } from '#core/view/drawing.ts';
import type { Command } from './arguments.ts';
import { readPlaces } from './drawing-options.ts';
import { exampleOf } from './examples.ts';
import type { Io } from './io.ts';

/** What pictures and films are made of, as it is asked for. */
export type Drawing = Command<'render' | 'storyboard'>;

export const momentsOf = ({ from = 0, to, every, at, marks }: Drawing): Moments => {
  if (to !== undefined) return [{ from, to, every }];
  return marks ? 'marks' : at === undefined ? 'here' : readPlaces(at)!;
};

/** Of a file, without its folder. */
export const nameOf = (file: string): string => file.replace(/^.*[\\/]/, '');

/** The bytes of a run's file, or of the example of that name where there is no such file. */
export const bytesOf = async (input: string, io: Io): Promise<Result<Uint8Array>> => {
  const bytes = await io.bytes(input);
  if (bytes.ok) return bytes;
  const example = await exampleOf(input, io);
  return example === undefined ? bytes : ok(new TextEncoder().encode(example));
};

/** All bytes of a table. */
export const gathered = async (file: string, stream: AsyncIterable<Uint8Array>): Promise<Result<Uint8Array>> => {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of stream) pieces.push(piece);
  } catch (error) {
    return fail({ code: 'file-unreadable', file, reason: reasonOf(error) });
  }
  return ok(Buffer.concat(pieces));
};
