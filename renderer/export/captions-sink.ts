import { strToU8, zipSync } from 'fflate';
import { chaptersOf, sentencesOf, srtOf, vttOf } from './captions.ts';
import { noTime } from './picture-zip.ts';
import type { FrameNote, FrameSink } from './sink.ts';
import type { WriterOptions } from './writer.ts';

/** What a film of these frames says and its chapters, as players read them: no frame is drawn. */
export const captionsSink = ({ name, fps, language, atStep }: WriterOptions & Spoken): FrameSink => {
  const notes: (FrameNote | undefined)[] = [];
  return {
    add: ({ note }) => {
      notes.push(note);
      return Promise.resolve();
    },
    finish: () => {
      const said = sentencesOf(notes, fps);
      const files = {
        [`${name}.srt`]: strToU8(srtOf(said)),
        [`${name}.vtt`]: strToU8(vttOf(said, language)),
        [`${name}.chapters.vtt`]: strToU8(vttOf(chaptersOf(notes, fps, atStep), language)),
      };
      return Promise.resolve(zipSync(files, { mtime: noTime() }));
    },
    abort: () => undefined,
  };
};

/** The language of what is said, and how a step is called in it. */
export interface Spoken {
  readonly language: string;
  readonly atStep: (step: number) => string;
}
