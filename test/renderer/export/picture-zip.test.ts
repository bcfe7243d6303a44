import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { frameFile, framesJson } from '#renderer/export/frames-json.ts';
import { PictureZip } from '#renderer/export/picture-zip.ts';
import type { FrameNote } from '#renderer/export/sink.ts';
import { laidDown } from './laid-down.ts';

const header = { name: 'run', fps: 24, width: 320, height: 180 };
const note = (step: number, loss = 0.5): FrameNote => ({
  step,
  t: 1.5,
  phase: 'loss',
  layer: 2,
  epoch: 3,
  loss,
  caption: 'Pérdida',
  sentence: 'La pérdida es 0,5.',
});
const pictures = [new Uint8Array([1, 2, 3]), new Uint8Array(70_000).fill(7), new Uint8Array([9])];

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const zipped = () => {
  const { put, file } = laidDown();
  const zip = new PictureZip(header, put);
  for (const [i, bytes] of pictures.entries()) zip.add(bytes, note(i));
  zip.finish();
  return file();
};

describe('zip', () => {
  test('holds the pictures under padded names, in order, and the list of frames', () => {
    const files = unzipSync(zipped());
    expect(Object.keys(files)).toEqual(['run_00000.png', 'run_00001.png', 'run_00002.png', 'frames.json']);
    for (const [i, bytes] of pictures.entries()) expect(same(files[frameFile('run', i)]!, bytes)).toBe(true);
    const list = JSON.parse(strFromU8(files['frames.json']!)) as { frames: unknown[] };
    expect(list).toMatchObject({ fps: 24, width: 320, height: 180 });
    expect(list.frames[1]).toEqual({ file: 'run_00001.png', ...note(1) });
  });

  test('the same pictures give the same bytes, in every time zone and at any time', () => {
    const zone = process.env.TZ;
    try {
      const files = ['UTC', 'Pacific/Auckland', 'America/Los_Angeles'].map((TZ) => {
        process.env.TZ = TZ;
        return zipped();
      });
      expect(same(files[1]!, files[0]!)).toBe(true);
      expect(same(files[2]!, files[0]!)).toBe(true);
      // Date and time fields of the first entry, as MS-DOS wrote them: midnight, the first of January 1980.
      expect([...files[0]!.subarray(10, 14)]).toEqual([0, 0, 0x21, 0]);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('each picture is put down when it is added: none is held', () => {
    const { put, file } = laidDown();
    const zip = new PictureZip(header, put);
    for (const [i, bytes] of pictures.entries()) {
      const before = file().length;
      zip.add(bytes, note(i));
      expect(file().length - before).toBeGreaterThanOrEqual(bytes.length);
    }
  });
});

test('numbers that JSON cannot write are said in words', () => {
  const list = JSON.parse(framesJson(header, [note(0, Number.NaN), note(1, -Infinity)])) as { frames: { loss: unknown }[] };
  expect(list.frames.map(({ loss }) => loss)).toEqual(['NaN', '-Infinity']);
});

test('names sort as they play', () => {
  const names = [0, 9, 10, 99_999].map((index) => frameFile('a', index));
  expect(names.toSorted()).toEqual(names);
});
