import { BufferSource, Input, MP4, WEBM } from 'mediabunny';
import { expect, test } from 'vitest';
import { readGif } from '#test/renderer/export/read-gif.ts';
import { soaked } from '#test/soak.ts';
import { filmed, type Filmed } from './filming.ts';

const heapLimit = 500 * 2 ** 20;
/** For the note of a soak. */
const told = (what: string, { bytes, heap, seconds }: Filmed): void =>
  console.info(`${what}: ${(bytes.length / 1e6).toFixed(1)} MB, heap ${(heap / 2 ** 20).toFixed(0)} MiB, ${seconds.toFixed(0)} s`);

test('5,000 frames as a GIF: every one is there, for as long as was said, and memory stays flat', { timeout: 3_600_000 }, async () => {
  const frames = soaked(5000);
  const film = await filmed({ fps: 25, pace: frames / 25 / 2, moments: [{ from: 0, to: 1, every: 1 }] });
  told(`${frames} frames as gif`, film);
  const gif = readGif(film.bytes);
  expect(gif).toMatchObject({ width: 320, height: 180 });
  expect(gif.images).toHaveLength(frames);
  expect(gif.images.reduce((sum, { delay }) => sum + delay, 0)).toBe((frames / 25) * 100);
  expect(film.heap).toBeLessThan(heapLimit);
});

test.each(['webm', 'mp4'] as const)(
  'ten minutes as %s: count, length, size and rate are what was asked for, and memory stays flat',
  { timeout: 3_600_000 },
  async (form) => {
    const [minutes, fps] = [soaked(10), 30];
    const film = await filmed({ form, moments: [{ from: 0, to: minutes - 1, every: 1 }], pace: 60 });
    told(`${minutes} minutes as ${form}`, film);
    const input = new Input({ source: new BufferSource(film.bytes), formats: [MP4, WEBM] });
    const track = (await input.getPrimaryVideoTrack())!;
    const { packetCount, averagePacketRate } = await track.computePacketStats();
    expect([packetCount, await track.getDisplayWidth(), await track.getDisplayHeight()]).toEqual([minutes * 60 * fps, 320, 180]);
    expect(averagePacketRate).toBeCloseTo(fps, 1);
    expect(await track.computeDuration()).toBeCloseTo(minutes * 60, 1);
    expect(film.heap).toBeLessThan(heapLimit);
  },
);
