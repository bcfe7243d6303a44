import { Mp4OutputFormat } from 'mediabunny';
import type { OpenWriter } from './encoder.ts';
import { undated } from './mp4-dates.ts';
import { videoWriter } from './video-writer.ts';

/** H.264 plays everywhere; where the machine has no encoder of it AV1 stands in. Neither has an alpha channel. */
const codecs = ['avc', 'av1'] as const;

export const mp4: OpenWriter = (options, put) => {
  // The index stands first, where room is kept for it: a page plays the film before all of it is there.
  const format = (): Mp4OutputFormat => new Mp4OutputFormat({ fastStart: 'reserve' });
  return videoWriter({ name: 'MP4 (H.264, AV1)', format, codecs: () => codecs }, options, (bytes, at) =>
    put(at !== undefined && at <= ftyp ? undated(bytes) : bytes, at),
  );
};

/** The index is written from here at the latest: it follows on the box that says what the file is. */
const ftyp = 64;
