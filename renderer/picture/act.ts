import { accountOf, type Account } from '#core/account/account.ts';
import { coversOf } from '#core/account/cover.ts';
import * as parts from '#core/account/place.ts';
import type { Value } from '#core/account/quantity.ts';
import { at, type Matrix } from '#core/contract/matrix.ts';
import type { Phase } from '#core/contract/position.ts';
import type { LayerTrace, StepTrace } from '#core/contract/step-trace.ts';
import { through } from '#renderer/picture/time/easing.ts';
import { focusOf, type Focus } from '#renderer/picture/space/focus.ts';
import type { Look } from './look.ts';
import { speechOf, type Speech } from './speech.ts';
import { paletteOn, type Palette } from './palette.ts';
import type { Placement } from '#renderer/picture/space/placement.ts';
import { commonScales, type Scales } from './scales.ts';
import type { Moment, StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import type { NetworkShape, Target } from './shape.ts';
import { wiringOf, type Wiring } from '#renderer/picture/space/wiring.ts';

/** What a frame is made from. */
export interface Scene {
  readonly trace: StepTrace;
  readonly placement: Placement;
  readonly timeline: StepTimeline;
  /** Moment within the step, in seconds of the timeline. */
  readonly t: number;
  readonly look: Look;
  /** Steps of other runs that stand beside this one: all are drawn to one scale. */
  readonly beside?: readonly StepTrace[] | undefined;
}

/** One instant of a scene, with everything that its drawers ask for again and again. */
export interface Act extends Scene {
  readonly look: Look & Speech;
  readonly shape: NetworkShape;
  readonly depth: number;
  readonly moment: Moment;
  readonly palette: Palette;
  readonly scales: Scales;
  /** The weights that are drawn as edges. */
  readonly wiring: Wiring;
  /** What stays bright; undefined when nothing is selected. */
  readonly focus: Focus | undefined;
  /** Size of lengths and of letters, as in Placement. */
  readonly unit: number;
  readonly type: number;
  /** The followed sample took no part in this step: its batch does not hold it. */
  readonly absent: boolean;
  /** What the step computes, and what of it the program does wrong where that is told. */
  readonly account: Account;
}

export const actOf = (scene: Scene): Act => {
  const { trace, placement, timeline } = scene;
  const look = { ...scene.look, ...speechOf(scene.look) };
  const moment = timeline.at(scene.t);
  return {
    ...scene,
    look,
    // Reduced motion: what has begun is shown done, nothing is ever on its way.
    t: look.still ? timeline.restAt(moment.index) : scene.t,
    moment: look.still ? { ...moment, progress: 1 } : moment,
    shape: placement.shape,
    depth: placement.shape.layers.length,
    palette: paletteOn(look.theme, look.ground),
    scales: commonScales(trace, scene.beside ?? []),
    wiring: wiringOf(placement, trace),
    focus: focusOf(trace, look.selected),
    unit: placement.unit,
    type: placement.type,
    absent: trace.batch.rows[0] === -1,
    account: accountOf(placement.shape, trace, moment, { mistake: look.mistake, covers: look.cover && coversOf(look.cover) }),
  };
};

/** Whether a question hides a quantity of a unit, or of a weight. */
export const isCovered = ({ account, look }: Act, letter: string, layer: number, indices: readonly number[], derivative = false): boolean =>
  look.cover !== undefined && account.covers({ letter, layer, indices, derivative });

/** A number of the account as text: what is covered is asked for. */
export const written = ({ look }: Pick<Act, 'look'>, value: Value): string => (value === undefined ? '?' : look.number(value));

/** A quantity before and after the step, told apart. */
export const writtenPair = (act: Pick<Act, 'look'>, before: Value, after: Value): readonly [string, string] =>
  before === undefined || after === undefined ? [written(act, before), written(act, after)] : act.look.number.pair(before, after);

/** Layer l of the trace, l from 1. */
export const layerOf = ({ trace }: Act, layer: number): LayerTrace => trace.layers[layer - 1]!;

/** What unit `unit` of layer `layer` (0 the inputs) puts out for the followed sample. */
export const outputOf = ({ trace }: Act, layer: number, unit: number): number =>
  at(layer === 0 ? trace.batch.x : trace.layers[layer - 1]!.a, 0, unit);

/** One value of the followed sample. */
export const valueOf = (matrix: Matrix, unit: number): number => at(matrix, 0, unit);

/** How far a unit's turn in a phase is, 0..1. */
export const unitProgress = ({ timeline, t }: Act, phase: Phase, layer: number, unit: number): number =>
  through(t, timeline.unitStart(phase, layer, unit), timeline.unitEnd(phase, layer, unit));

/** 0 before the first unit of a layer has its turn in a phase, 1 after the last; undefined in between, when units differ. */
export const layerProgress = ({ timeline, t, placement }: Act, phase: Phase, layer: number): 0 | 1 | undefined => {
  if (t <= timeline.unitStart(phase, layer, 0)) return 0;
  return t >= timeline.unitEnd(phase, layer, placement.columns[layer]!.total - 1) ? 1 : undefined;
};

/** How far one part of a unit's turn is, 0..1. */
export const partProgress = ({ timeline, t }: Act, phase: Phase, layer: number, unit: number, part: number): number => {
  const start = part === 0 ? timeline.unitStart(phase, layer, unit) : timeline.partEnd(phase, layer, unit, part - 1);
  return through(t, start, timeline.partEnd(phase, layer, unit, part));
};

/** How far a whole phase is, 0..1. */
export const phaseProgress = ({ timeline, t }: Act, phase: Phase): number => {
  const { start, end } = timeline.phaseSpans.find((span) => span.phase === phase)!;
  return through(t, start, end);
};

/** Parts of a unit's forward turn after its products: sum, bias, activation. */
export const forwardPart = ({ shape }: Act, layer: number, which: 'sum' | 'bias' | 'activation'): number =>
  parts.forwardPart(shape, layer, which);

/** The part of a backward turn at whose end dL/da stands complete. */
export const upstreamPart = ({ shape }: Act, layer: number): number => parts.upstreamPart(shape, layer);

/** The part in which f'(z) is applied; softmax under cross-entropy has none. */
export const gatePart = ({ shape }: Act, layer: number): number | undefined => parts.gatePart(shape, layer);

/** Whether a moment is the turn of this unit in this phase. */
export const isTurnOf = ({ moment }: Act, phase: Phase, layer: number, unit: number): boolean =>
  moment.operation !== 'start' && moment.phase === phase && moment.layer === layer && moment.unit === unit;

export const isUnit = (target: Target | undefined, layer: number, unit: number): boolean =>
  target !== undefined && (target.kind === 'unit' || target.kind === 'bias') && target.layer === layer && target.unit === unit;

export const isWeight = (target: Target | undefined, layer: number, from: number, to: number): boolean =>
  target?.kind === 'weight' && target.layer === layer && target.from === from && target.to === to;
