import { BufferTarget, canEncodeVideo, Output, Quality, VideoSample, VideoSampleSource, WebMOutputFormat } from 'mediabunny';
import { FailureError } from '#core/contract/failure.ts';
import { encode } from './encoder.ts';
import type { WriterOptions } from './writer.ts';

/** Best first. Only the first two carry an alpha channel in WebM. */
const codecs = ['vp9', 'vp8', 'av1'] as const;
const alphaCodecs = codecs.slice(0, 2);

/** Lines and small text show every artefact, and a still picture costs little. */
const quality = new Quality('very-high');
/** Seconds between frames that can be seeked to directly. */
const keyFrameInterval = 1;

/** The codec that this machine can write such a video with, if any. */
const codecFor = async ({ width, height, fps, transparent }: WriterOptions): Promise<(typeof codecs)[number] | undefined> => {
  for (const codec of transparent ? alphaCodecs : codecs) {
    if (await canEncodeVideo(codec, { width, height, quality, frameRate: fps })) return codec;
  }
  return undefined;
};

/** Refuses with `no-encoder` where the machine has no encoder for such a video. */
encode(async (options) => {
  const codec = await codecFor(options);
  if (!codec) throw new FailureError({ code: 'no-encoder', format: 'WebM' });
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  let size = 0;
  const source = new VideoSampleSource({
    codec,
    quality,
    keyFrameInterval,
    alpha: options.transparent ? 'keep' : 'discard',
    onEncodedPacket: ({ byteLength }) => void (size += byteLength),
  });
  output.addVideoTrack(source, { frameRate: options.fps });
  await output.start();
  let index = 0;
  return {
    get size() {
      return size;
    },
    async add(frame) {
      const sample = new VideoSample(frame, { timestamp: index / options.fps, duration: 1 / options.fps });
      index += 1;
      try {
        await source.add(sample);
      } finally {
        sample.close();
        frame.close();
      }
    },
    async finish() {
      await output.finalize();
      return new Uint8Array(target.buffer!);
    },
  };
});
