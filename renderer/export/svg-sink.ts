import { svgOf } from '#renderer/picture/svg/svg.ts';
import { loadFont } from './font.ts';
import { PictureZip } from './picture-zip.ts';
import type { FrameSink } from './sink.ts';
import type { WriterOptions } from './writer.ts';

/** Every frame as an SVG that stands by itself, in a zip: lines and letters as they are, without a canvas. */
export const svgSink = async ({ transparent, name, fps, width, height }: WriterOptions): Promise<FrameSink> => {
  const zip = new PictureZip({ name, fps, width, height }, 'svg');
  const font = await loadFont();
  return {
    add: ({ frame, note }) => {
      const svg = svgOf(frame, { transparent, font, ...(note && { title: note.caption }) });
      zip.add(new TextEncoder().encode(svg), note);
      return Promise.resolve();
    },
    finish: () => Promise.resolve(zip.finish()),
    abort: () => undefined,
  };
};
