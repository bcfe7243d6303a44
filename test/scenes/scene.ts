import { readRunSpec } from '#core/contract/read-run-spec.ts';
import type { RunSpecInput } from '#core/contract/run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { followSample, step } from '#core/net/step.ts';
import type { Frame } from '#renderer/choreography/frame.ts';
import { frameAt } from '#renderer/choreography/frame-at.ts';
import type { Look } from '#renderer/choreography/look.ts';
import { catalogue } from '#renderer/words/catalogue.ts';
import { numberWriter } from '#renderer/words/number.ts';
import { place } from '#renderer/choreography/placement.ts';
import { buildScore } from '#renderer/choreography/score.ts';
import { networkShape } from '#renderer/choreography/shape.ts';

/** A picture to look at: a run, one of its steps and the sample that is followed. */
export interface SceneFile {
  readonly spec: RunSpecInput;
  readonly step: number;
  /** Row of the batch; a sample of the data set where `absent`. */
  readonly follow: number;
  readonly absent?: boolean;
  readonly look?: Partial<Look>;
}

export interface Shot {
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
  readonly t: number;
  readonly look?: Partial<Look>;
}

export const plainLook: Look = {
  theme: 'light',
  number: numberWriter('en-GB', 3),
  words: catalogue.en.picture,
  still: false,
  numbers: 'all',
};

/** Trains up to the scene's step and traces it. */
export const traceOf = ({
  spec,
  step: wanted,
  follow,
  absent,
}: SceneFile): { trace: StepTrace; shape: ReturnType<typeof networkShape> } => {
  const read = readRunSpec(spec);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  const run = prepareRun(read.value);
  let state = initialState(run);
  for (let k = 0; k < wanted; k++) state = step(run, k, state, [0]).next;
  const trace = absent ? followSample(run, wanted, state, follow) : step(run, wanted, state, [follow]).trace;
  return { trace, shape: networkShape(read.value) };
};

/** The frame of a scene at a moment of its step. */
export const frameOf = (scene: SceneFile, { width, height, theme, t, look = {} }: Shot): Frame => {
  const { trace, shape } = traceOf(scene);
  return frameAt({
    trace,
    placement: place(shape, { width, height }),
    score: buildScore(shape),
    t,
    look: { ...plainLook, ...scene.look, ...look, theme },
  });
};
