import { join } from 'node:path';
import type { Failure, Result } from '#core/contract/failure.ts';
import type { FilmAsk, FilmForm } from '#core/view/filming.ts';
import type { Language } from '#core/words/catalogue.ts';
import { bytesOf, gathered, momentsOf, nameOf, type Drawing } from '#core/cli/drawn-input.ts';
import { readGround, readParts } from '#core/cli/drawing-options.ts';
import type { Io } from '#core/cli/io.ts';
import type { Report } from '#core/cli/progress.ts';
import { readPace, readPhases, readSize } from './options.ts';

/** Makes a film or slides, each file whole or not at all. Of a sequence of pictures `--out` may name a folder. */
export const filmed = async (
  command: Drawing,
  form: FilmForm,
  language: Language,
  io: Io & { readonly report: Report },
  amiss: (failure: Failure) => void,
): Promise<Result<void>> => {
  const { input } = command;
  const out = command.out!;
  const bytes = await bytesOf(input, io);
  if (!bytes.ok) return bytes;
  return io.film(askOf(command, form, language), {
    file: { name: nameOf(input), bytes: bytes.value },
    asset: io.assetBytes,
    table: (file) => gathered(file, io.table({ file, run: input })),
    amiss,
    report: io.report,
    open: ({ index, count, file: inside, ending }) => {
      const place = out.replaceAll('%', String(index + 1).padStart(String(count).length, '0'));
      if (inside !== undefined) return io.grow(join(place, inside));
      return io.grow(ending === undefined ? place : place.replace(/[^.]*$/, ending));
    },
  });
};

/** How many frames a second pass unless said. */
const usualRate = 30;

const askOf = (command: Drawing, form: FilmForm, language: Language): FilmAsk => {
  const { view, each, steps, size, theme: named, with: parts, out } = command;
  const { ground: theme } = readGround(named)!;
  const film = command.name === 'render' ? command : undefined;
  return {
    subject: view,
    moments: momentsOf(command),
    ...{ each, steps, form, language },
    phases: film?.phases === undefined ? undefined : readPhases(film.phases),
    pace: command.pace === undefined ? undefined : readPace(command.pace),
    clips: film?.clips,
    name: nameOf(out!.replace(/[\\/]+$/, ''))
      .replaceAll('%', '')
      .replace(/\.[^.]*$/, ''),
    size: size === undefined ? 'slide' : readSize(size)!,
    fps: command.fps ?? usualRate,
    theme: theme === 'dark' || theme === 'clearDark' ? 'dark' : 'light',
    transparent: theme === 'clearLight' || theme === 'clearDark',
    parts: readParts(parts)!,
    captions: film?.captions ?? false,
  };
};
