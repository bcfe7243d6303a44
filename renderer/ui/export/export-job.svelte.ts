import { Zip, ZipPassThrough } from 'fflate';
import type { ClipSize } from '#core/view/filming.ts';
import { filled } from '#renderer/export/filled.ts';
import { formats } from '#renderer/export/formats.ts';
import { noTime } from '#renderer/export/picture-zip.ts';
import { putter } from '#renderer/export/putter.ts';
import { clipsOf, type Schedule } from '#renderer/export/schedule.ts';
import type { Put } from '#renderer/export/sink.ts';
import { clipDeck, type Clip } from '#renderer/export/slides/clip-deck.ts';
import { progressOf, type Progress } from '#renderer/export/take.ts';
import { MemoryFile } from '#renderer/link/memory-file.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { clipKey } from './clip-key.ts';
import type { ExportForm } from './export-form.svelte.ts';
import { filmForm, type FilmPart } from './film-form.ts';

const slot = 'export';

/** Progress over parts that follow on one another. */
const overall = (parts: readonly Schedule[], onProgress: (progress: Progress) => void) => {
  const total = parts.reduce((sum, { frames }) => sum + frames, 0);
  const started = performance.now();
  let before = 0;
  return {
    told: ({ done }: Progress): void => onProgress(progressOf(before + done, total, performance.now() - started)),
    over: ({ frames }: Schedule): void => void (before += frames),
  };
};

/** Each part as a file of its own, numbered, in a .zip: one of them at a time is held. */
const zipOf = async (
  parts: readonly Schedule[],
  film: FilmPart,
  put: Put,
  onProgress: (progress: Progress) => void,
  nameOf: (number: string) => string,
): Promise<void> => {
  const progress = overall(parts, onProgress);
  const down = putter(put);
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    down.put(chunk);
  });
  for (const [index, part] of parts.entries()) {
    const name = nameOf(String(index + 1).padStart(String(parts.length).length, '0'));
    const clip = new MemoryFile(name);
    await film(part, ({ bytes, at }) => clip.write(bytes, at), progress.told);
    const entry = new ZipPassThrough(name);
    entry.mtime = noTime();
    zip.add(entry);
    entry.push(clip.bytes(), true);
    await down.written();
    progress.over(part);
  }
  zip.end();
  await down.written();
};

/** One export under way, from the question where it goes until the file is there or given up. */
export class ExportJob {
  progress = $state.raw<Progress | undefined>(undefined);
  #controller: AbortController | undefined;

  constructor(readonly app: App) {}

  /** True when the file was saved; what goes wrong is told by the app's notices. */
  async run(form: ExportForm): Promise<boolean> {
    const { plan, schedule, clips, name, clipped } = form;
    const { kind, name: own, extension } = formats[plan.format];
    const controller = new AbortController();
    this.#controller = controller;
    const { signal } = controller;
    const onProgress = (progress: Progress): void => void (signal.aborted || (this.progress = progress));
    onProgress({ done: 0, total: schedule.frames, secondsLeft: undefined });
    this.app.notices.dismiss();
    const { host, playhead, marks, preferences } = this.app;
    playhead.pause();
    const ending = clips === 'whole' ? extension : 'zip';
    const suggestedName = `${name}.${ending}`;
    const filter = { name: preferences.words.exporting.kinds[kind](own), extensions: [ending] };
    const footage = form.footage(slot);
    const film = filmForm(form, footage, signal);
    const partsBy = (size: ClipSize): readonly Schedule[] => clipsOf(schedule, plan.fps, clipKey(size, playhead.timeline!, marks.list));
    try {
      // A single picture carries the document of what is on screen, and is put somewhere when it is there.
      const picture = kind === 'picture' ? new MemoryFile(suggestedName) : undefined;
      const file = picture ?? (await host.growFile({ suggestedName, filter }));
      if (!file) return false;
      await filled(file, async (put) => {
        if (clips !== 'whole') return zipOf(partsBy(clips), film, put, onProgress, (number) => `${name}_${number}.${extension}`);
        if (!clipped) return film(schedule, put, onProgress);
        const parts = partsBy('mark');
        const progress = overall(parts, onProgress);
        const clip: Clip = async (as, part) => {
          const held = new MemoryFile(name);
          await film(part, ({ bytes, at }) => held.write(bytes, at), as === 'mp4' ? progress.told : undefined, as);
          if (as === 'mp4') progress.over(part);
          return held.bytes();
        };
        return clipDeck(parts, footage, clip, { size: plan, language: form.language }, put);
      });
      const saved = picture ? await this.#save(suggestedName, filter, picture.bytes()) : file;
      if (!saved) return false;
      this.app.notices.saved(saved.name);
      return true;
    } catch (reason) {
      this.app.report(reason);
      return false;
    } finally {
      if (this.#controller === controller) this.progress = undefined;
    }
  }

  async #save(
    suggestedName: string,
    filter: { readonly name: string; readonly extensions: readonly string[] },
    png: Uint8Array<ArrayBuffer>,
  ) {
    const bytes = await (await import('#renderer/model/work/carry.ts')).carrying(this.app, png);
    return this.app.host.saveFile({ suggestedName, filter, bytes });
  }

  /** Stops what is under way; nothing of it remains. */
  cancel(): void {
    this.#controller?.abort();
    this.app.trainer.cancel(slot);
    this.progress = undefined;
  }
}
