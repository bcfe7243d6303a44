import { loadFont } from '#renderer/export/font.ts';
import { frameAt, FrameMemory, frameInto, type Scene } from '#renderer/picture/frame-at.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { namesOf } from '#renderer/picture/svg/names.ts';
import { svgOf } from '#renderer/picture/svg/svg.ts';
import { wiringOf } from '#renderer/picture/space/wiring.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { Stage } from '#renderer/stage/stage.ts';
import type { View } from '#renderer/stage/view.ts';
import { scenes } from './all.ts';
import { lookOf, traceOf, type Shot } from './scene.ts';
import { unlike, vectorPixels } from './vector.ts';

/** The page that renders scenes: drawn by tests and looked at by people. */
const stages = new Map<string, Promise<Stage>>();
const traces = new Map<string, ReturnType<typeof traceOf>>();

const stageFor = (width: number, height: number, resolution: number): Promise<Stage> => {
  const key = `${width}x${height}@${resolution}`;
  let stage = stages.get(key);
  if (!stage) stages.set(key, (stage = Stage.create({ width, height, resolution })));
  return stage;
};

const traced = (name: string) => {
  let made = traces.get(name);
  if (!made) traces.set(name, (made = traceOf(scenes.get(name)!)));
  return made;
};

export interface RenderRequest extends Omit<Shot, 't'> {
  readonly name: string;
  /** Seconds, or a named place of the timeline. */
  readonly t:
    number | { readonly phase: string; readonly layer: number; readonly unit: number; readonly part: number; readonly progress: number };
  readonly resolution?: number;
  readonly view?: View;
}

const draw = async (request: RenderRequest, memory = new FrameMemory()): Promise<Stage> => {
  const { name, width, height, resolution = 1, view = scenes.get(name)!.view } = request;
  const stage = await stageFor(width, height, resolution);
  stage.draw(frameInto(memory, sceneOf(request)), view);
  return stage;
};

const sceneOf = ({ name, width, height, theme, letters, t, look = {} }: RenderRequest): Scene => {
  const staged = traced(name);
  const timeline = stepTimeline(staged.shape);
  const time = typeof t === 'number' ? t : timeOf(timeline, t);
  const placement = placed(name, width, height, letters);
  return { trace: staged.trace, placement, timeline, t: time, look: lookOf(scenes.get(name)!, staged, theme, look) };
};

/** As in the app one placement serves many frames: what is kept per placement is kept. */
const placements = new Map<string, ReturnType<typeof place>>();
const placed = (name: string, width: number, height: number, letters?: number): ReturnType<typeof place> => {
  const key = `${name} ${width}x${height} ${letters}`;
  let placement = placements.get(key);
  if (!placement) placements.set(key, (placement = place(traced(name).shape, { width, height }, letters)));
  return placement;
};

const timeOf = (timeline: ReturnType<typeof stepTimeline>, t: Exclude<RenderRequest['t'], number>): number => {
  for (let index = 1; index < timeline.count; index++) {
    const { phase, layer, unit, part } = timeline.positionOf(index);
    if (phase !== t.phase || layer !== t.layer || unit !== t.unit || part !== t.part) continue;
    return timeline.restAt(index - 1) + (timeline.restAt(index) - timeline.restAt(index - 1)) * t.progress;
  }
  throw new RangeError(`no such place: ${JSON.stringify(t)}`);
};

const hashOf = async (stage: Stage): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', stage.pixels().data));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

const api = {
  names: [...scenes.keys()],
  duration: (name: string): number => stepTimeline(traced(name).shape).duration,
  /** A PNG as a data URL. */
  async png(request: RenderRequest): Promise<string> {
    return (await draw(request)).canvas.toDataURL('image/png');
  },
  /** What a test needs to know of the pixels: how many colours there are and a hash of them all. */
  async measure(request: RenderRequest): Promise<{ colours: number; hash: string; live: boolean }> {
    const stage = await draw(request);
    const { data } = stage.pixels();
    const pixels = new Uint32Array(data.buffer);
    const context = stage.canvas.getContext('webgl2');
    return {
      colours: new Set(pixels).size,
      hash: await hashOf(stage),
      live: context !== null && !context.isContextLost(),
    };
  },
  /** The picture as SVG, with its font. */
  async svg(request: RenderRequest): Promise<string> {
    const scene = sceneOf(request);
    const font = await loadFont();
    const names = namesOf(scene.placement, wiringOf(scene.placement, scene.trace));
    return svgOf(frameAt(scene), { font, names, pixel: 1 / (request.resolution ?? 1) });
  },
  /** The share of the pixels of the stage that have nothing like them at their place in the SVG that the browser draws, or the other way round. */
  async unlike(request: RenderRequest): Promise<number> {
    const drawn = (await draw(request)).pixels();
    return unlike(drawn, await vectorPixels(await api.svg(request), drawn.width, drawn.height));
  },
  /** The frames of these moments, one after the other in the same memory, as the app draws them. */
  async sweep({ times, ...request }: Omit<RenderRequest, 't'> & { readonly times: readonly number[] }): Promise<string[]> {
    const memory = new FrameMemory();
    const hashes: string[] = [];
    for (const t of times) hashes.push(await hashOf(await draw({ ...request, t }, memory)));
    return hashes;
  },
  /** Loses the graphics context and brings it back, again and again: the picture must come back with it each time. */
  async surviveLoss({ times, ...request }: RenderRequest & { readonly times: number }): Promise<{ before: string; after: string[] }> {
    const before = (await api.measure(request)).hash;
    const stage = await draw(request);
    const extension = stage.canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
    const event = (name: string) => new Promise((resolve) => stage.canvas.addEventListener(name, resolve, { once: true }));
    const after: string[] = [];
    for (let time = 0; time < times; time++) {
      const lost = event('webglcontextlost');
      extension.loseContext();
      await lost;
      const restored = event('webglcontextrestored');
      await new Promise((resolve) => setTimeout(resolve, 50));
      extension.restoreContext();
      await restored;
      after.push(await hashOf(stage));
    }
    return { before, after };
  },
};

export type SceneApi = typeof api;
declare global {
  var scenes: SceneApi;
}
globalThis.scenes = api;
