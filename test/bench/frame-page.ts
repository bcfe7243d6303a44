import { frameAt, Scratch } from '#renderer/choreography/frame-at.ts';
import { place } from '#renderer/choreography/placement.ts';
import { wiringOf } from '#renderer/choreography/wiring.ts';
import { buildScore } from '#renderer/choreography/score.ts';
import { Stage } from '#renderer/stage/stage.ts';
import { plainLook, traceOf } from '#test/scenes/scene.ts';

/** 2,048 drawn edges: a network of the widest layers that show every unit. */
const scene = {
  spec: {
    seed: 1,
    data: {
      kind: 'inline' as const,
      x: Array.from({ length: 64 }, (_, i) => Array.from({ length: 24 }, (__, j) => Math.sin(i * 1.3 + j * 0.7))),
      y: Array.from({ length: 64 }, (_, i) => Array.from({ length: 8 }, (__, c) => (i % 8 === c ? 1 : 0))),
    },
    network: {
      inputs: 24,
      layers: [
        { units: 32, activation: 'relu' as const, initializer: 'he-normal' as const },
        { units: 32, activation: 'tanh' as const },
        { units: 8, activation: 'softmax' as const },
      ],
    },
    loss: 'categorical-cross-entropy' as const,
    batch: 16,
    optimizer: { kind: 'sgd' as const, learningRate: 0.1 },
  },
  step: 3,
  follow: 0,
};

/** Its middle layer again and again, until there are 100,000 edges: more than a run may have layers, and all of them drawn. */
const deepened = ({ trace, shape }: ReturnType<typeof traceOf>, times: number): ReturnType<typeof traceOf> => {
  const again = <T>([first, middle, last]: readonly T[]): T[] => [first!, ...Array.from({ length: times }, () => middle!), last!];
  return { trace: { ...trace, layers: again(trace.layers) }, shape: { ...shape, layers: again(shape.layers) } };
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** JavaScript of one frame, made and drawn, over a sweep through the whole step. */
const measure = async (name: string, frames: number, { trace, shape }: ReturnType<typeof traceOf>): Promise<Record<string, number>> => {
  const score = buildScore(shape);
  const size = { width: 1250, height: 800 };
  // Few pixels: a software graphics card would take seconds for its part, which is not what is measured.
  const resolution = 0.25;
  const placement = place(shape, size);
  const stage = await Stage.create({ ...size, resolution });
  const scratch = new Scratch();
  const draw = (t: number): void => stage.draw(frameAt({ trace, placement, score, t, look: plainLook }, scratch));
  const moments = Array.from({ length: frames }, (_, i) => ((i + 1) / frames) * score.duration);
  for (const t of moments.filter((_, i) => i % 8 === 0)) draw(t);
  const gl = stage.canvas.getContext('webgl2')!;
  const times: number[] = [];
  for (const t of moments) {
    // Let the graphics card finish: a full queue would be waited for in the middle of a measurement.
    await new Promise(requestAnimationFrame);
    gl.finish();
    const start = performance.now();
    draw(t);
    times.push(performance.now() - start);
  }
  const drawCalls = countDrawCalls(stage, () => draw(moments[frames >> 1]!));
  stage.destroy();
  return {
    [`frame.${name}.jsMs`]: median(times),
    [`frame.${name}.drawCalls`]: drawCalls,
    [`frame.${name}.edges`]: wiringOf(placement, trace).count,
  };
};

const run = async (): Promise<Record<string, number>> => {
  const traced = traceOf(scene);
  return { ...(await measure('edges2000', 200, traced)), ...(await measure('edges100000', 60, deepened(traced, 97))) };
};

const countDrawCalls = (stage: Stage, draw: () => void): number => {
  const gl = stage.canvas.getContext('webgl2')!;
  let calls = 0;
  for (const name of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced'] as const) {
    const original = gl[name].bind(gl) as (...args: unknown[]) => void;
    Object.assign(gl, {
      [name]: (...args: unknown[]) => {
        calls++;
        original(...args);
      },
    });
  }
  draw();
  return calls;
};

declare global {
  var benchFrames: typeof run;
}
globalThis.benchFrames = run;
