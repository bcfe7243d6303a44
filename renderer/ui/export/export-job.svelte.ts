import { zipSync, type Zippable } from 'fflate';
import { formats } from '#renderer/export/formats.ts';
import { stageOf } from '#renderer/export/plan.ts';
import { noTime } from '#renderer/export/picture-zip.ts';
import { clipsOf, type Schedule } from '#renderer/export/schedule.ts';
import { progressOf, take, type Progress } from '#renderer/export/take.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { Stage } from '#renderer/stage/stage.ts';
import { stepNames } from './app-footage.ts';
import { clipKey } from './clip-key.ts';
import type { ExportForm } from './export-form.svelte.ts';

const slot = 'export';

/** Each part as a file of its own, numbered, in a .zip. */
const zipOf = async (
  parts: readonly Schedule[],
  film: (part: Schedule, onProgress: (progress: Progress) => void) => Promise<Uint8Array<ArrayBuffer>>,
  onProgress: (progress: Progress) => void,
  nameOf: (number: string) => string,
): Promise<Uint8Array<ArrayBuffer>> => {
  const total = parts.reduce((sum, { frames }) => sum + frames, 0);
  const started = performance.now();
  const files: Zippable = {};
  let before = 0;
  for (const [index, part] of parts.entries()) {
    const bytes = await film(part, ({ done }) => onProgress(progressOf(before + done, total, performance.now() - started)));
    files[nameOf(String(index + 1).padStart(String(parts.length).length, '0'))] = [bytes, { level: 0 }];
    before += part.frames;
  }
  return zipSync(files, { mtime: noTime() });
};

/** One export under way, from the first frame until the file is saved or given up. */
export class ExportJob {
  progress = $state.raw<Progress | undefined>(undefined);
  /** A finished file that the person has not put anywhere yet. */
  file = $state.raw<{ readonly name: string; readonly bytes: Uint8Array; readonly format: ExportForm['format'] } | undefined>(undefined);
  #controller: AbortController | undefined;

  constructor(readonly app: App) {}

  /** True when the file was saved; what goes wrong is told by the app's notices. */
  async run(form: ExportForm): Promise<boolean> {
    const { plan, schedule, name, theme, language, clips } = form;
    const { width, height, fps, format } = plan;
    const transparent = plan.background === 'transparent';
    const controller = new AbortController();
    this.#controller = controller;
    this.file = undefined;
    this.progress = { done: 0, total: schedule.frames, secondsLeft: undefined };
    this.app.notices.dismiss();
    const { playhead, marks } = this.app;
    playhead.pause();
    const atStep = stepNames(this.app, language);
    const footage = form.footage(slot);
    const { extension } = formats[format];
    const film = (part: Schedule, onProgress: (progress: Progress) => void): Promise<Uint8Array<ArrayBuffer>> =>
      take({
        schedule: part,
        footage,
        openSink: () =>
          formats[format].open({
            ...{ name, width, height, fps, theme, transparent, language, atStep },
            openPainter: () => Stage.create({ ...stageOf(plan), transparent }),
          }),
        signal: controller.signal,
        onProgress,
      });
    try {
      if (clips === 'whole') {
        const bytes = await film(schedule, (progress) => (this.progress = progress));
        this.file = { name: `${name}.${extension}`, bytes, format };
      } else {
        const parts = clipsOf(schedule, fps, clipKey(clips, playhead.timeline!, marks.list));
        const bytes = await zipOf(
          parts,
          film,
          (progress) => (this.progress = progress),
          (number) => `${name}_${number}.${extension}`,
        );
        this.file = { name: `${name}.zip`, bytes, format };
      }
    } catch (reason) {
      this.app.report(reason);
      return false;
    } finally {
      this.progress = undefined;
    }
    return this.save();
  }

  /** Asks where to put the finished file. It is kept when the person changes their mind or it cannot be written there. */
  async save(): Promise<boolean> {
    if (!this.file) return false;
    const { name, bytes, format } = this.file;
    try {
      const { kind, name: own } = formats[format];
      const filter = { name: this.app.preferences.words.exporting.kinds[kind](own), extensions: [name.replace(/^.*\./, '')] };
      // A single picture carries the document of what is on screen.
      const given = kind === 'picture' ? await (await import('#renderer/model/work/carry.ts')).carrying(this.app, bytes) : bytes;
      const saved = await this.app.host.saveFile({ suggestedName: name, filter, bytes: given });
      if (!saved) return false;
      this.file = undefined;
      this.app.notices.saved(saved.name);
      return true;
    } catch (reason) {
      this.app.report(reason);
      return false;
    }
  }

  /** Stops what is under way and lets go of what was made. */
  cancel(): void {
    this.#controller?.abort();
    this.app.trainer.cancel(slot);
    this.file = undefined;
  }
}
