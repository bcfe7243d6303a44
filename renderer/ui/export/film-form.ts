import { formats, type Format } from '#renderer/export/formats.ts';
import type { Footage } from '#renderer/export/footage.ts';
import { stageOf } from '#renderer/export/plan.ts';
import type { Schedule } from '#renderer/export/schedule.ts';
import type { Put } from '#renderer/export/sink.ts';
import { take, type Progress } from '#renderer/export/take.ts';
import { Stage } from '#renderer/stage/stage.ts';
import { stepNames } from './app-footage.ts';
import type { ExportForm } from './export-form.svelte.ts';

/** Makes a part of what a form asks for. */
export type FilmPart = (part: Schedule, put: Put, onProgress?: (progress: Progress) => void, as?: Format) => Promise<void>;

/** What a form asks for, as it stands now: later changes are of another film. */
export const filmForm = (form: ExportForm, footage: Footage, signal: AbortSignal): FilmPart => {
  const { plan, name, theme, language, filmed } = form;
  const { width, height, fps } = plan;
  const transparent = plan.background === 'transparent';
  const atStep = stepNames(form.app, language);
  return (schedule, put, onProgress = () => undefined, as = filmed) =>
    take({
      ...{ schedule, footage, signal, onProgress },
      openSink: () =>
        formats[as].open({
          ...{ name, width, height, fps, theme, transparent, language, atStep, put },
          frames: schedule.frames,
          openPainter: () => Stage.create({ ...stageOf(plan), transparent }),
        }),
    });
};
