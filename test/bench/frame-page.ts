import { frameInto, FrameMemory } from '#renderer/picture/frame-at.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { wiringOf } from '#renderer/picture/space/wiring.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { Stage } from '#renderer/stage/stage.ts';
import { plainLook, traceOf } from '#test/scenes/scene.ts';
import { quantile } from './latency.ts';
import { edges2000 } from './workloads.ts';

/** Its middle layer again and again, until there are 100,000 edges: more than a run may have layers, and all of them drawn. */
const deepened = ({ trace, shape }: ReturnType<typeof traceOf>, times: number): ReturnType<typeof traceOf> => {
  const again = <T>([first, middle, last]: readonly T[]): T[] => [first!, ...Array.from({ length: times }, () => middle!), last!];
  return { trace: { ...trace, layers: again(trace.layers) }, shape: { ...shape, layers: again(shape.layers) } };
};

/** JavaScript of one frame, made and drawn, over sweeps through the whole step: one to warm up, one that is timed. */
const measure = async (name: string, { trace, shape }: ReturnType<typeof traceOf>, frames: number): Promise<Record<string, number>> => {
  const timeline = stepTimeline(shape);
  const size = { width: 1250, height: 800 };
  const placement = place(shape, size);
  const stage = await Stage.create({ ...size, resolution: 1 });
  const gl = stage.canvas.getContext('webgl2')!;
  const calls = spare(gl);
  const memory = new FrameMemory();
  const draw = (t: number): void => stage.draw(frameInto(memory, { trace, placement, timeline, t, look: plainLook }));
  const sweep = async (): Promise<number[]> => {
    const times: number[] = [];
    for (let i = 1; i <= frames; i++) {
      // Let the graphics card finish: a full queue would be waited for in the middle of a measurement.
      await new Promise(requestAnimationFrame);
      gl.finish();
      const start = performance.now();
      draw((i / frames) * timeline.duration);
      times.push(performance.now() - start);
    }
    return times;
  };
  await sweep();
  calls.count = 0;
  const times = await sweep();
  stage.destroy();
  return {
    [`frame.${name}.jsMs`]: quantile(times, 0.5),
    [`frame.${name}.p95Ms`]: quantile(times, 0.95),
    [`frame.${name}.drawCalls`]: calls.count / frames,
    [`frame.${name}.edges`]: wiringOf(placement, trace).count,
  };
};

/**
 * Counts the draw calls and lets each draw one quad only: a software graphics card takes half a second for 100,000 edges, and whoever
 * uploads something waits for it. JavaScript's part is the same.
 */
const spare = (gl: WebGL2RenderingContext): { count: number } => {
  const calls = { count: 0 };
  const drawElements = gl.drawElements.bind(gl);
  gl.drawElements = (mode, count, type, offset) => {
    calls.count++;
    drawElements(mode, Math.min(count, 6), type, offset);
  };
  return calls;
};

/** `frames`: of each sweep. */
const run = async (frames: number): Promise<Record<string, number>> => {
  const traced = traceOf({ spec: edges2000, step: 3, follow: 0 });
  return { ...(await measure('edges2000', traced, frames)), ...(await measure('edges100000', deepened(traced, 97), frames)) };
};

declare global {
  var benchFrames: typeof run;
}
globalThis.benchFrames = run;
