import { svgOf } from '#renderer/picture/svg/svg.ts';
import { loadFont } from './font.ts';
import { PictureZip } from './picture-zip.ts';
import { putter } from './putter.ts';
import type { FrameSink, Put } from './sink.ts';
import type { WriterOptions } from './writer.ts';

/** Every frame as an SVG that stands by itself, in a zip: lines and letters as they are, without a canvas. */
export const svgSink = async ({
  transparent,
  name,
  fps,
  width,
  height,
  put,
}: WriterOptions & { readonly put: Put }): Promise<FrameSink> => {
  const down = putter(put);
  const zip = new PictureZip({ name, fps, width, height }, down.put, 'svg');
  const font = await loadFont();
  return {
    add: ({ frame, note }) => {
      const svg = svgOf(frame, { transparent, font, ...(note && { title: note.caption }) });
      zip.add(new TextEncoder().encode(svg), note);
      return down.written();
    },
    finish: () => {
      zip.finish();
      return down.written();
    },
    abort: () => undefined,
  };
};
