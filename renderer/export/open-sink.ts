import type { Theme } from '#renderer/picture/palette.ts';
import { themePalette } from './gif-palette.ts';
import type { ExportPlan, Format } from './plan.ts';
import type { Sink } from './sink.ts';
import { WorkerSink } from './worker-sink.ts';
import type { WriterOptions } from './writer.ts';

/** How the files end. Pictures come in a zip. */
export const extensions = { png: 'zip', gif: 'gif', webm: 'webm' } as const satisfies Record<Format, string>;

/** Opens the sink of a settled plan. `name` is the file's, without its ending. Rejects with `no-encoder`. */
export const openSink = (plan: ExportPlan, name: string, theme: Theme): Promise<Sink> => WorkerSink.open(writerOptions(plan, name, theme));

const writerOptions = ({ format, width, height, fps, background }: ExportPlan, name: string, theme: Theme): WriterOptions => {
  const common = { width, height, fps, transparent: background === 'transparent' };
  if (format === 'png') return { format, name, ...common };
  if (format === 'gif') return { format, palette: themePalette(theme), ...common };
  return { format, ...common };
};
