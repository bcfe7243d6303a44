import { strToU8, zipSync } from 'fflate';
import { chaptersOf, sentencesOf, srtOf, vttOf } from './captions.ts';
import { noTime } from './picture-zip.ts';
import type { FrameNote, FrameSink, Put } from './sink.ts';
import type { WriterOptions } from './writer.ts';

/** What a film of these frames says and its chapters, as players read them: no frame is drawn. */
export const captionsSink = ({ name, fps, language, atStep, put }: WriterOptions & Spoken & { readonly put: Put }): FrameSink => {
  const notes: (FrameNote | undefined)[] = [];
  return {
    add: ({ note }) => {
      notes.push(note);
      return Promise.resolve();
    },
    finish: () => {
      const files = Object.entries(captionFiles(notes, { fps, language, atStep }));
      const zip = zipSync(Object.fromEntries(files.map(([ending, text]) => [`${name}.${ending}`, strToU8(text)])), { mtime: noTime() });
      return put({ bytes: zip, at: 0 });
    },
    abort: () => undefined,
  };
};

/** The captions of a film, and its chapters, by how their files end. */
export const captionFiles = (
  notes: readonly (FrameNote | undefined)[],
  { fps, language, atStep }: Spoken & Pick<WriterOptions, 'fps' | 'language'>,
): Readonly<Record<string, string>> => {
  const said = sentencesOf(notes, fps);
  return { srt: srtOf(said), vtt: vttOf(said, language), 'chapters.vtt': vttOf(chaptersOf(notes, fps, atStep), language) };
};

/** How a step is called in the language of what is said. */
export interface Spoken {
  readonly atStep: (step: number) => string;
}
