import type { FrameNote } from './sink.ts';

/** A text that stands from one second of a film to another. */
export interface Cue {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Neighbouring frames that say the same are one cue; frames that say nothing are none. Times are those of frames, so that nothing adds up. */
const cuesOf = (texts: readonly (string | undefined)[], fps: number): readonly Cue[] => {
  const cues: Cue[] = [];
  for (let first = 0; first < texts.length;) {
    const text = texts[first];
    let after = first + 1;
    while (after < texts.length && texts[after] === text) after++;
    if (text) cues.push({ from: first / fps, to: after / fps, text });
    first = after;
  }
  return cues;
};

type Notes = readonly (FrameNote | undefined)[];

/** What is said during the film. */
export const sentencesOf = (notes: Notes, fps: number): readonly Cue[] =>
  cuesOf(
    notes.map((note) => note?.sentence),
    fps,
  );

/** Chapters shorter than this, in the mean, are nothing to choose from, in seconds. */
const leastChapter = 2;

/** A chapter for every phase of a step, or for every step where its phases are over at once. */
export const chaptersOf = (notes: Notes, fps: number, atStep: (step: number) => string): readonly Cue[] => {
  const byPhase = cuesOf(
    notes.map((note) => note && `${atStep(note.step)} · ${note.caption}`),
    fps,
  );
  if (notes.length / fps >= leastChapter * byPhase.length || notes.every((note) => note?.step === notes[0]?.step)) return byPhase;
  return cuesOf(
    notes.map((note) => note && atStep(note.step)),
    fps,
  );
};

const stamp = (seconds: number, decimal: string): string => {
  const all = Math.round(seconds * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(all / 3_600_000), Math.floor(all / 60_000) % 60];
  return `${two(hours)}:${two(minutes)}:${two(Math.floor(all / 1000) % 60)}${decimal}${String(all % 1000).padStart(3, '0')}`;
};

/** SubRip: numbered, with a comma before the milliseconds. */
export const srtOf = (cues: readonly Cue[]): string =>
  cues.map(({ from, to, text }, index) => `${index + 1}\n${stamp(from, ',')} --> ${stamp(to, ',')}\n${text}\n`).join('\n');

/** WebVTT, whose texts know tags and entities. */
export const vttOf = (cues: readonly Cue[], language: string): string =>
  [
    'WEBVTT',
    `Language: ${language}`,
    '',
    ...cues.map(({ from, to, text }) => `${stamp(from, '.')} --> ${stamp(to, '.')}\n${marked(text)}\n`),
  ].join('\n');

const marked = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
