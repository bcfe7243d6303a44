import { WebMOutputFormat } from 'mediabunny';
import type { OpenWriter } from './encoder.ts';
import { videoWriter } from './video-writer.ts';

const codecs = ['vp9', 'vp8', 'av1'] as const;
/** Those that carry an alpha channel in WebM. */
const withAlpha = codecs.slice(0, 2);

export const webm: OpenWriter = (options, put) =>
  videoWriter(
    { name: 'WebM', format: () => new WebMOutputFormat(), codecs: (transparent) => (transparent ? withAlpha : codecs) },
    options,
    put,
  );
