import { footageOf, type Footage } from '#renderer/export/footage.ts';
import { formats } from '#renderer/export/formats.ts';
import { scheduleOf } from '#renderer/export/schedule.ts';
import { take } from '#renderer/export/take.ts';
import type { Painter } from '#renderer/export/raster.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { step } from '#core/contract/units.ts';
import { phases } from '#core/contract/position.ts';
import { Stage } from '#renderer/stage/stage.ts';
import article from '#test/scenes/article.scene.ts';
import { plainLook, traceOf } from '#test/scenes/scene.ts';

const [width, height, fps, scale] = [1920, 1080, 30, 1.5];
const options = { name: 'bench', width, height, fps, transparent: false, theme: 'light', language: 'en', atStep: String } as const;
/** Pictures that are kept to be encoded again: there and back, so that each is as like the one before as in the film. */
const kept = 40;

/** A film of the article's step, whole and encoded alone: the same pictures drawn already. Seconds of both, by format. */
const run = async (frames: number): Promise<Record<string, number>> => {
  const { trace, shape } = traceOf(article);
  const timeline = stepTimeline(shape);
  const size = { width: width / scale, height: height / scale };
  const placeIn = (inner: typeof size) => place(shape, inner);
  const told = { note: () => 'Step 0', sentence: () => '', shows: { note: true, sentence: false } };
  const pace = { by: 'step', seconds: frames / fps } as const;
  const schedule = scheduleOf({ kind: 'animated', from: step(0), to: step(0), every: 1, phases, pace }, fps, timeline);
  const footage = (): Footage => footageOf({ size, placeIn, timeline, look: plainLook, ...told }, () => Promise.resolve(trace));
  const openStage = (): Promise<Stage> => Stage.create({ ...size, resolution: scale });

  const stage = await openStage();
  const pictures: HTMLCanvasElement[] = [];
  const first = Math.floor(frames / 2);
  const source = footage();
  for (let i = 0; i < Math.min(kept, frames - first); i++) {
    const { frame } = await source.at(schedule.at(first + i));
    stage.draw(frame);
    const picture = Object.assign(document.createElement('canvas'), { width, height });
    picture.getContext('2d')!.drawImage(stage.canvas, 0, 0);
    pictures.push(picture);
  }
  const { frame } = await source.at(schedule.at(0));
  stage.destroy();
  let drawn = 0;
  const around = 2 * (pictures.length - 1);
  const drawnAlready: Painter = {
    get canvas() {
      const at = drawn % around;
      return pictures[at < pictures.length ? at : around - at]!;
    },
    draw: () => void drawn++,
    destroy: () => undefined,
  };

  const timed = async (format: 'webm' | 'png', footageOfIt: Footage, openPainter: () => Promise<Painter>): Promise<number> => {
    const start = performance.now();
    const signal = new AbortController().signal;
    await take({
      schedule,
      footage: footageOfIt,
      openSink: () => formats[format].open({ ...options, frames, openPainter, put: () => Promise.resolve() }),
      signal,
      onProgress: () => undefined,
    });
    return (performance.now() - start) / 1000;
  };
  const figures: Record<string, number> = {};
  for (const format of ['webm', 'png'] as const) {
    const alone = await timed(format, { at: () => Promise.resolve({ frame, note: undefined }) }, () => Promise.resolve(drawnAlready));
    const whole = await timed(format, footage(), openStage);
    figures[`export.${format}1080.ratio`] = whole / alone;
    figures[`export.${format}1080.framesPerSecond`] = frames / whole;
  }
  return figures;
};

declare global {
  var benchExport: typeof run;
}
globalThis.benchExport = run;
