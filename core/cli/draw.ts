import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import type { Drawn, DrawingAsk } from '#core/view/drawing.ts';
import type { PaperId } from '#core/view/figures.ts';
import type { Language } from '#core/words/catalogue.ts';
import { endingOf, readGround, readParts, type Ending } from './drawing-options.ts';
import { bytesOf, gathered, momentsOf, nameOf, type Drawing } from './drawn-input.ts';
import { filmed } from './film/film.ts';
import { filmFormOf } from './film/options.ts';
import type { Io } from './io.ts';
import type { Report } from './progress.ts';

/** Draws what the window would show: pictures, or pages of them, each to a file of its own, whole or not at all. */
export const drawn = async (
  command: Drawing,
  language: Language,
  io: Io & { readonly report: Report },
  amiss: (failure: Failure) => void,
): Promise<Result<void>> => {
  const { input, out } = command;
  const form = filmFormOf(out);
  if (form !== undefined) return filmed(command, form, language, io, amiss);
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

const askOf = (command: Drawing, ending: Ending, bytes: Uint8Array, language: Language): DrawingAsk => {
  const { name, input, view, each, steps, size, points, theme, with: parts, outlined } = command;
  const plain = ending === 'tex' || ending === 'csv' ? ending : 'svg';
  return {
    file: { name: nameOf(input), bytes },
    subject: view,
    moments: momentsOf(command),
    ...{ each, steps, points, language },
    // The arguments see to it that it is one.
    paper: (size ?? 'column') as PaperId,
    ...readGround(theme)!,
    parts: readParts(parts)!,
    as: name === 'storyboard' ? 'sheet' : plain,
    printed: ending === 'pdf',
    outlined,
  };
};

const contentOf = async (pages: readonly Drawn[], ending: Ending, io: Io): Promise<Result<string | Uint8Array>> => {
  if (ending === 'pdf' || ending === 'png') return io.print(pages, ending);
  // The mark tells programs of tables that it is UTF-8.
  return ok(ending === 'csv' ? `\ufeff${pages[0]!.content}` : pages[0]!.content);
};
