import { Mp4OutputFormat } from 'mediabunny';
import { encode } from './encoder.ts';
import { undated } from './mp4-dates.ts';
import { videoWriter } from './video-writer.ts';

/** H.264 plays everywhere; where the machine has no encoder of it AV1 stands in. Neither has an alpha channel. */
const codecs = ['avc', 'av1'] as const;

encode(async (options) => {
  // The index comes first: a page plays it before all of it is there.
  const format = (): Mp4OutputFormat => new Mp4OutputFormat({ fastStart: 'in-memory' });
  const writer = await videoWriter({ name: 'MP4 (H.264, AV1)', format, codecs: () => codecs }, options);
  return {
    get size() {
      return writer.size;
    },
    add: (frame, note) => writer.add(frame, note),
    finish: async () => undated(await writer.finish()),
  };
});
