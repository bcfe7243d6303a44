import { describe, expect, test } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import { seconds, step } from '#core/contract/units.ts';
import type { Frame } from '#renderer/picture/frame.ts';
import type { Footage } from '#renderer/export/footage.ts';
import type { Schedule } from '#renderer/export/schedule.ts';
import { raster, type Painter } from '#renderer/export/raster.ts';
import type { FrameNote, PixelSink } from '#renderer/export/sink.ts';
import { progressOf, take, type Progress, type Take } from '#renderer/export/take.ts';

/** Three frames of step 4, then two of step 5. */
const schedule: Schedule = {
  frames: 5,
  seconds: 0.5,
  at: (frame) => ({ step: step(frame < 3 ? 4 : 5), t: seconds(frame / 10) }),
};

/** A stand-in for everything around the loop that writes down what happened to it. */
class Studio {
  readonly drawn: string[] = [];
  readonly added: { readonly shows: string; readonly note: FrameNote | undefined }[] = [];
  readonly progress: Progress[] = [];
  readonly controller = new AbortController();
  openPainters = 0;
  openSinks = 0;
  painters = 0;
  aborted = 0;
  finished = 0;
  lost = 0;
  onShot: (step: number) => Promise<void> = () => Promise.resolve();
  onAdd: (index: number) => Promise<void> = () => Promise.resolve();
  onOpenSink: () => Promise<void> = () => Promise.resolve();
  onFinish: () => Promise<void> = () => Promise.resolve();

  readonly footage: Footage = {
    at: async ({ step: of, t }) => {
      await this.onShot(of);
      return { frame: `${of}@${t}` as unknown as Frame, note: { step: of, t } as unknown as FrameNote };
    },
  };

  run(overrides: Partial<Take> = {}): Promise<void> {
    return take({
      schedule,
      footage: this.footage,
      openSink: () =>
        raster(
          () => this.#painter(),
          () => this.#sink(),
        ),
      signal: this.controller.signal,
      onProgress: (progress) => this.progress.push(progress),
      ...overrides,
    });
  }

  async #painter(): Promise<Painter> {
    this.openPainters += 1;
    this.painters += 1;
    let shows = '';
    const canvas = { getContext: () => ({ isContextLost: () => this.lost-- > 0 }), shows: () => shows };
    return {
      canvas: canvas as unknown as HTMLCanvasElement,
      draw: (frame) => this.drawn.push((shows = frame as unknown as string)),
      destroy: () => void (this.openPainters -= 1),
    };
  }

  async #sink(): Promise<PixelSink> {
    await this.onOpenSink();
    this.openSinks += 1;
    const end = () => void (this.openSinks -= 1);
    return {
      add: async (picture) => {
        const shows = (picture.canvas as unknown as { shows: () => string }).shows();
        this.added.push({ shows, note: picture.note });
        await this.onAdd(this.added.length - 1);
      },
      finish: async () => {
        await this.onFinish();
        this.finished += 1;
        end();
      },
      abort: () => {
        this.aborted += 1;
        end();
      },
    };
  }

  expectNothingOpen(): void {
    expect({ painters: this.openPainters, sinks: this.openSinks }).toEqual({ painters: 0, sinks: 0 });
  }
}

const forever = (): Promise<void> => new Promise(() => undefined);
const expectCancelled = async (work: Promise<unknown>): Promise<void> => {
  await expect(work).rejects.toMatchObject({ failure: { code: 'cancelled' } });
};

test('every frame is drawn, noted and added once, in order', async () => {
  const studio = new Studio();
  await studio.run();
  expect(studio.added.map(({ shows }) => shows)).toEqual(['4@0', '4@0.1', '4@0.2', '5@0.3', '5@0.4']);
  expect(studio.added[3]!.note).toEqual({ step: 5, t: 0.3 });
  expect(studio.progress.map(({ done, total }) => [done, total])).toEqual([1, 2, 3, 4, 5].map((done) => [done, 5]));
  expect(studio.finished).toBe(1);
  expect(studio.aborted).toBe(0);
  studio.expectNothingOpen();
});

test('time left is told from the pace so far', () => {
  expect(progressOf(2, 100, 500).secondsLeft).toBeUndefined();
  expect(progressOf(10, 100, 500).secondsLeft).toBeCloseTo(4.5, 12);
  expect(progressOf(100, 100, 500).secondsLeft).toBe(0);
});

describe('cancelling ends everything at once', () => {
  test.each<[string, (studio: Studio) => void]>([
    ['between frames', (studio) => (studio.onAdd = async (index) => (index === 2 ? studio.controller.abort() : undefined))],
    [
      'while the encoder is busy',
      (studio) =>
        (studio.onAdd = () => {
          setTimeout(() => studio.controller.abort());
          return forever();
        }),
    ],
    [
      'while the trainer is busy',
      (studio) =>
        (studio.onShot = () => {
          setTimeout(() => studio.controller.abort());
          return forever();
        }),
    ],
    [
      'while the file is closed',
      (studio) =>
        (studio.onFinish = () => {
          setTimeout(() => studio.controller.abort());
          return forever();
        }),
    ],
  ])('%s', async (_, arrange) => {
    const studio = new Studio();
    arrange(studio);
    await expectCancelled(studio.run());
    expect(studio.aborted).toBe(1);
    expect(studio.finished).toBe(0);
    studio.expectNothingOpen();
  });

  test('before it began: nothing is opened for long', async () => {
    const studio = new Studio();
    studio.controller.abort();
    await expectCancelled(studio.run());
    await new Promise((resolve) => setTimeout(resolve));
    expect(studio.added).toEqual([]);
    studio.expectNothingOpen();
  });

  test('while the sink is being opened: the late sink is ended too', async () => {
    const studio = new Studio();
    let open = (): void => undefined;
    studio.onOpenSink = () => {
      setTimeout(() => studio.controller.abort());
      return new Promise((resolve) => (open = resolve));
    };
    await expectCancelled(studio.run());
    open();
    await new Promise((resolve) => setTimeout(resolve));
    expect(studio.aborted).toBe(1);
    studio.expectNothingOpen();
  });
});

describe('failures', () => {
  test.each<[string, (studio: Studio, failure: FailureError) => void]>([
    ['trainer', (studio, failure) => (studio.onShot = (at) => (at === 5 ? Promise.reject(failure) : Promise.resolve()))],
    ['encoder', (studio, failure) => (studio.onAdd = (index) => (index === 3 ? Promise.reject(failure) : Promise.resolve()))],
    ['end of the file', (studio, failure) => (studio.onFinish = () => Promise.reject(failure))],
  ])('of the %s come through, and the sink is aborted', async (_, arrange) => {
    const studio = new Studio();
    const failure = new FailureError({ code: 'trainer-lost', reason: 'test' });
    arrange(studio, failure);
    await expect(studio.run()).rejects.toBe(failure);
    expect(studio.aborted).toBe(1);
    studio.expectNothingOpen();
  });

  test('without an encoder there is no sink to end', async () => {
    const studio = new Studio();
    const failure = new FailureError({ code: 'no-encoder', format: 'WebM' });
    studio.onOpenSink = () => Promise.reject(failure);
    await expect(studio.run()).rejects.toBe(failure);
    expect(studio.aborted).toBe(0);
    studio.expectNothingOpen();
  });

  test('a lost graphics context means a new stage and the same frame again, never a missing one', async () => {
    const studio = new Studio();
    studio.lost = 2;
    await studio.run();
    expect(studio.painters).toBe(3);
    expect(studio.drawn.slice(0, 4)).toEqual(['4@0', '4@0', '4@0', '4@0.1']);
    expect(studio.added.map(({ shows }) => shows)).toEqual(['4@0', '4@0.1', '4@0.2', '5@0.3', '5@0.4']);
    studio.expectNothingOpen();
  });

  test('a graphics context that is lost again and again ends the export', async () => {
    const studio = new Studio();
    studio.lost = Infinity;
    await expect(studio.run()).rejects.toMatchObject({ failure: { code: 'file-unwritable' } });
    expect(studio.added).toEqual([]);
    studio.expectNothingOpen();
  });
});
