import {
  canEncodeVideo,
  Output,
  Quality,
  StreamTarget,
  VideoSample,
  VideoSampleSource,
  type OutputFormat,
  type VideoCodec,
} from 'mediabunny';
import { FailureError } from '#core/contract/failure.ts';
import type { PutDown, Writer, WriterOptions } from '#renderer/export/writer.ts';

/** A file that plays, by what it is called. */
interface Container {
  readonly name: string;
  readonly format: () => OutputFormat;
  /** Best first. */
  readonly codecs: (transparent: boolean) => readonly VideoCodec[];
}

/** Lines and small text show every artefact, and a still picture costs little. */
const quality = new Quality('very-high');
/** Seconds between frames that can be seeked to directly. */
const keyFrameInterval = 1;

/** The codec that this machine can write such a video with, if any. */
const codecFor = async ({ codecs }: Container, { width, height, fps, transparent }: WriterOptions): Promise<VideoCodec | undefined> => {
  for (const codec of codecs(transparent)) if (await canEncodeVideo(codec, { width, height, quality, frameRate: fps })) return codec;
  return undefined;
};

/** Writes frames as a video. Refuses with `no-encoder` where the machine has no encoder for such a one. */
export const videoWriter = async (container: Container, options: WriterOptions, put: PutDown): Promise<Writer> => {
  const codec = await codecFor(container, options);
  if (!codec) throw new FailureError({ code: 'no-encoder', format: container.name });
  const target = new StreamTarget(new WritableStream({ write: ({ data, position }) => put(data, position) }));
  const output = new Output({ format: container.format(), target });
  const source = new VideoSampleSource({
    codec,
    quality,
    keyFrameInterval,
    alpha: options.transparent ? 'keep' : 'discard',
  });
  output.addVideoTrack(source, { frameRate: options.fps, maximumPacketCount: options.frames });
  await output.start();
  let index = 0;
  return {
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
    finish: () => output.finalize(),
  };
};
