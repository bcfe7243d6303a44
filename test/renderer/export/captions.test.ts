import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { phases } from '#core/contract/position.ts';
import { chaptersOf, sentencesOf, srtOf, vttOf } from '#renderer/export/captions.ts';
import { captionsSink } from '#renderer/export/captions-sink.ts';
import { undated } from '#renderer/export/encoders/mp4-dates.ts';
import type { FrameNote } from '#renderer/export/sink.ts';

const note = (step: number, phase: FrameNote['phase'], sentence: string): FrameNote => ({
  ...{ step, t: 0, phase, layer: 1, epoch: 0, loss: 0.5, caption: phase, sentence },
});
const notes = [
  note(0, 'forward', 'A < B & C'),
  note(0, 'forward', 'A < B & C'),
  note(0, 'forward', ''),
  note(0, 'loss', 'D'),
  undefined,
  note(1, 'loss', 'D'),
];

describe('captions', () => {
  test('what frames say in a row is one cue; silence is none', () => {
    expect(sentencesOf(notes, 2)).toEqual([
      { from: 0, to: 1, text: 'A < B & C' },
      { from: 1.5, to: 2, text: 'D' },
      { from: 2.5, to: 3, text: 'D' },
    ]);
  });

  test('a chapter for each phase of each step; for each step where its phases are over at once', () => {
    const chapters = (fps: number) => chaptersOf(notes, fps, (step) => `Step ${step}`).map(({ from, text }) => [from, text]);
    expect(chapters(0.5)).toEqual([
      [0, 'Step 0 · forward'],
      [6, 'Step 0 · loss'],
      [10, 'Step 1 · loss'],
    ]);
    expect(chapters(2)).toEqual([
      [0, 'Step 0'],
      [2.5, 'Step 1'],
    ]);
  });

  test('SubRip and WebVTT, as their readers want them', () => {
    const cues = [{ from: 3661.0404, to: 3662.9996, text: 'a < b & c' }];
    expect(srtOf(cues)).toBe('1\n01:01:01,040 --> 01:01:03,000\na < b & c\n');
    expect(vttOf(cues, 'en')).toBe('WEBVTT\nLanguage: en\n\n01:01:01.040 --> 01:01:03.000\na &lt; b &amp; c\n');
  });

  test('times are those of frames at any rate: no cue overlaps the next, the last ends with the film', () => {
    for (const fps of [1, 24, 29.97, 30, 60]) {
      const many = Array.from({ length: 500 }, (_, i) => note(i, phases[i % phases.length]!, `${Math.floor(i / 3)}`));
      const cues = sentencesOf(many, fps);
      cues.slice(1).forEach(({ from }, i) => expect(from).toBe(cues[i]!.to));
      expect(cues.at(-1)!.to).toBe(500 / fps);
    }
  });

  test('the file holds the three of them, the same bytes every time', async () => {
    const made = async (): Promise<Uint8Array> => {
      const written: Uint8Array[] = [];
      const sink = captionsSink({
        put: async ({ bytes }) => void written.push(bytes),
        frames: notes.length,
        ...{ name: 'run', fps: 2, width: 64, height: 64, transparent: false, theme: 'light', language: 'en' },
        atStep: (step) => `Step ${step}`,
      });
      for (const one of notes) await sink.add({ frame: undefined as never, note: one });
      await sink.finish();
      return written[0]!;
    };
    const [first, second] = [await made(), await made()];
    expect(Buffer.compare(first, second)).toBe(0);
    const files = unzipSync(first);
    expect(Object.keys(files)).toEqual(['run.srt', 'run.vtt', 'run.chapters.vtt']);
    expect(strFromU8(files['run.chapters.vtt']!)).toContain('Step 1');
  });
});

describe('the dates of an MP4', () => {
  const box = (name: string, content: readonly number[]): number[] => {
    const length = 8 + content.length;
    return [0, 0, length >> 8, length & 255, ...[...name].map((letter) => letter.charCodeAt(0)), ...content];
  };
  const film = (times: readonly number[], version: 0 | 1) => {
    const dated = (name: string) => box(name, [version, 0, 0, 0, ...times, 7, 7]);
    return Uint8Array.from([
      ...box('ftyp', [1, 2]),
      ...box('moov', [...dated('mvhd'), ...box('trak', [...dated('tkhd'), ...box('mdia', dated('mdhd'))])]),
      ...box('mdat', times),
    ]);
  };

  test.each([0, 1] as const)('go, and nothing else, in version %i', (version) => {
    const size = version === 0 ? 8 : 16;
    const times = Array.from({ length: size }, (_, i) => i + 1);
    const clean = undated(film(times, version));
    const expected = film(
      times.map(() => 0),
      version,
    );
    expected.set(times, expected.length - size);
    expect([...clean]).toEqual([...expected]);
  });
});
