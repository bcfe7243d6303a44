import { formats } from '#renderer/export/formats.ts';
import { stageOf } from '#renderer/export/plan.ts';
import { take, type Progress } from '#renderer/export/take.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { Stage } from '#renderer/stage/stage.ts';
import type { ExportForm } from './export-form.svelte.ts';

const slot = 'export';

/** One export under way, from the first frame until the file is saved or given up. */
export class ExportJob {
  progress = $state.raw<Progress | undefined>(undefined);
  /** A finished file that the person has not put anywhere yet. */
  file = $state.raw<{ readonly name: string; readonly bytes: Uint8Array; readonly format: ExportForm['format'] } | undefined>(undefined);
  #controller: AbortController | undefined;

  constructor(readonly app: App) {}

  /** True when the file was saved; what goes wrong is told by the app's notices. */
  async run(form: ExportForm): Promise<boolean> {
    const { plan, schedule, name, theme, language, atStep } = form;
    const { width, height, fps, format } = plan;
    const transparent = plan.background === 'transparent';
    const controller = new AbortController();
    this.#controller = controller;
    this.file = undefined;
    this.progress = { done: 0, total: schedule.frames, secondsLeft: undefined };
    this.app.notices.dismiss();
    this.app.playhead.pause();
    try {
      const bytes = await take({
        schedule,
        footage: form.footage(slot),
        openSink: () =>
          formats[format].open({
            ...{ name, width, height, fps, theme, transparent, language, atStep },
            openPainter: () => Stage.create({ ...stageOf(plan), transparent }),
          }),
        signal: controller.signal,
        onProgress: (progress) => (this.progress = progress),
      });
      this.file = { name: `${name}.${formats[format].extension}`, bytes, format };
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
      const { kind, name: own, extension } = formats[format];
      const filter = { name: this.app.preferences.words.exporting.kinds[kind](own), extensions: [extension] };
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
