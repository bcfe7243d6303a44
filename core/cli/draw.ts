import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import { reasonOf } from '#core/disk/save-whole.ts';
import type { Drawn, DrawingAsk } from '#core/view/drawing.ts';
import type { Language } from '#core/words/catalogue.ts';
import type { Command } from './arguments.ts';
import { endingOf, readGround, readParts, readStretches, type Ending } from './drawing-options.ts';
import { exampleOf } from './examples.ts';
import type { Io } from './io.ts';
import type { Report } from './progress.ts';

type Drawing = Command<'render' | 'storyboard'>;

/** Draws what the window would show: pictures, or pages of them, each to a file of its own, whole or not at all. */
export const drawn = async (
  command: Drawing,
  language: Language,
  io: Io & { readonly report: Report },
  amiss: (failure: Failure) => void,
): Promise<Result<void>> => {
  const { input, out } = command;
  const ending = endingOf(out)!;
  const bytes = await bytesOf(input, io);
  if (!bytes.ok) return bytes;
  const pages: Drawn[] = [];
  const world = {
    asset: io.assetBytes,
    table: (file: string) => gathered(file, io.table({ file, run: input })),
    amiss,
    report: io.report,
  };
  const drawing = io.draw(askOf(command, ending, bytes.value, language), world);
  let next = await drawing.next();
  for (; !next.done; next = await drawing.next()) pages.push(next.value);
  if (next.value) return fail(next.value);
  if (out === undefined && pages.length === 1) {
    await io.data(pages[0]!.content);
    return ok(undefined);
  }
  // A PDF has as many pages as are asked for; other files hold one picture each.
  if (ending !== 'pdf' && pages.length > 1 && !out?.includes('%')) return fail({ code: 'one-file', pages: pages.length, out: out ?? '' });
  const files = ending === 'pdf' && !out!.includes('%') ? [pages] : pages.map((page) => [page]);
  for (const [index, file] of files.entries()) {
    const content = await contentOf(file, ending, io);
    if (!content.ok) return content;
    const number = String(index + 1).padStart(String(files.length).length, '0');
    const saved = await io.save(out!.replaceAll('%', number), content.value);
    if (!saved.ok) return saved;
    io.report(index + 1, files.length);
  }
  return ok(undefined);
};

/** The bytes of a run's file, or of the example of that name where there is no such file. */
const bytesOf = async (input: string, io: Io): Promise<Result<Uint8Array>> => {
  const bytes = await io.bytes(input);
  if (bytes.ok) return bytes;
  const example = await exampleOf(input, io);
  return example === undefined ? bytes : ok(new TextEncoder().encode(example));
};

const askOf = (command: Drawing, ending: Ending, bytes: Uint8Array, language: Language): DrawingAsk => {
  const { name, input, view, at, marks, each, steps, size, points, ground, with: parts } = command;
  const plain = ending === 'tex' || ending === 'csv' ? ending : 'svg';
  return {
    file: { name: input.replace(/^.*[\\/]/, ''), bytes },
    subject: view,
    moments: marks ? 'marks' : at === undefined ? 'here' : readStretches(at)!,
    ...{ each, steps, points, language },
    paper: size,
    ...readGround(ground)!,
    parts: readParts(parts)!,
    as: name === 'storyboard' ? 'sheet' : plain,
  };
};

const contentOf = async (pages: readonly Drawn[], ending: Ending, io: Io): Promise<Result<string | Uint8Array>> => {
  if (ending === 'pdf' || ending === 'png') return io.print(pages, ending);
  // The mark tells programs of tables that it is UTF-8.
  return ok(ending === 'csv' ? `\ufeff${pages[0]!.content}` : pages[0]!.content);
};

const gathered = async (file: string, stream: AsyncIterable<Uint8Array>): Promise<Result<Uint8Array>> => {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of stream) pieces.push(piece);
  } catch (error) {
    return fail({ code: 'file-unreadable', file, reason: reasonOf(error) });
  }
  return ok(Buffer.concat(pieces));
};
