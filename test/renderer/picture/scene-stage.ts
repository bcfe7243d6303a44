import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Frame, TransientFrame } from '#renderer/picture/frame.ts';
import { frameAt, frameInto, type FrameMemory, type Scene } from '#renderer/picture/frame-at.ts';
import type { Look } from '#renderer/picture/look.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { wiringOf } from '#renderer/picture/space/wiring.ts';
import article from '#test/scenes/article.scene.ts';
import clipping from '#test/scenes/clipping.scene.ts';
import epochEnd from '#test/scenes/epoch-end.scene.ts';
import large from '#test/scenes/large.scene.ts';
import normalised from '#test/scenes/normalised.scene.ts';
import residual from '#test/scenes/residual.scene.ts';
import { plainLook, traceOf } from '#test/scenes/scene.ts';
import states from '#test/scenes/states.scene.ts';
import wide from '#test/scenes/wide.scene.ts';

export const size = { width: 760, height: 480 };
export const scenes = {
  article: traceOf(article),
  states: traceOf(states),
  wide: traceOf(wide),
  large: traceOf(large),
  residual: traceOf(residual),
  clipping: traceOf(clipping),
  'epoch-end': traceOf(epochEnd),
  normalised: traceOf(normalised),
};
export type Name = keyof typeof scenes;

export const stageOf = (name: Name, trace: StepTrace = scenes[name].trace) => {
  const { shape } = scenes[name];
  const placement = place(shape, size);
  const timeline = stepTimeline(shape);
  const sceneAt = (t: number, look: Partial<Look>): Scene => ({ trace, placement, timeline, t, look: { ...plainLook, ...look } });
  const frame = (t: number, look: Partial<Look> = {}): Frame => frameAt(sceneAt(t, look));
  const into = (memory: FrameMemory, t: number, look: Partial<Look> = {}): TransientFrame => frameInto(memory, sceneAt(t, look));
  return { trace, shape, placement, wiring: wiringOf(placement, trace), timeline, frame, into };
};

/** The disc of a unit, whose discs come layer by layer before all others. */
export const discOf = ({ placement }: ReturnType<typeof stageOf>, frame: Frame, layer: number, unit: number) =>
  frame.discs[placement.columns.slice(0, layer).reduce((sum, { shown }) => sum + shown, 0) + unit]!;

export const textsOf = (frame: Frame): string[] => frame.texts.filter(({ alpha }) => alpha > 0).map(({ text }) => text);
