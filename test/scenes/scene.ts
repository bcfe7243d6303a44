import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Surface } from '#core/protocol/trainer.ts';
import { step as asStep } from '#core/contract/units.ts';
import { initialState, prepareRun, type Run } from '#core/net/run.ts';
import { followSample, step } from '#core/net/step.ts';
import { surfaceOf } from '#core/worker/surface.ts';
import { differenceTrace } from '#renderer/picture/difference.ts';
import type { Look } from '#renderer/picture/look.ts';
import { palettes, type Theme } from '#renderer/picture/palette.ts';
import { networkShape, type NetworkShape } from '#renderer/picture/shape.ts';
import { speechOf } from '#renderer/picture/speech.ts';
import type { View } from '#renderer/stage/view.ts';
import { surfaceColours } from '#renderer/ui/plots/surface-images.ts';

/** A picture to look at: a run, one of its steps and the sample that is followed. */
export interface SceneFile {
  readonly spec: RunSpecInput;
  readonly step: number;
  /** Row of the batch; a sample of the data set where `absent`. */
  readonly follow: number;
  readonly absent?: boolean;
  /** Another run of the same network: the picture shows what this one has more than it. */
  readonly against?: RunSpecInput;
  /** Discs show what their units say over this square of the plane. */
  readonly unitSurfaces?: readonly [number, number];
  /** How the person looks at the stage. */
  readonly view?: View;
  readonly look?: Partial<Look>;
}

export interface Shot {
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  /** Size of the smallest letters, where an audience reads them. */
  readonly letters?: number;
  readonly t: number;
  readonly look?: Partial<Look>;
}

export const plainLook: Look = {
  theme: 'light',
  language: 'en',
  numberFormat: { locale: 'en-GB', digits: 3, style: 'significant' },
  still: false,
  numbers: 'all',
};

/** How it is said under the plain look. */
export const plainSpeech = speechOf(plainLook);

/** In Spanish, with the decimal comma. */
export const spanish = {
  language: 'es',
  numberFormat: { locale: 'es-ES', digits: 3, style: 'significant' },
} as const satisfies Partial<Look>;

/** What a scene shows, whatever its size and theme. */
export interface Staged {
  readonly trace: StepTrace;
  readonly shape: NetworkShape;
  readonly surfaces?: readonly Surface[];
}

/** Trains up to the scene's step and traces it. */
export const traceOf = (scene: SceneFile): Staged => {
  const { run, state, trace } = trained(scene, scene.spec);
  const { unitSurfaces, against } = scene;
  return {
    trace: against ? differenceTrace(trace, trained(scene, against).trace) : trace,
    shape: networkShape(run.spec),
    ...(unitSurfaces && { surfaces: run.spec.network.layers.map((_, l) => surfaceAt(run, state, unitSurfaces, l + 1)) }),
  };
};

const trained = ({ step: wanted, follow, absent }: SceneFile, spec: RunSpecInput): { run: Run; state: Float64Array; trace: StepTrace } => {
  const read = readRunSpec(spec);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  const run = prepareRun(read.value);
  let state = initialState(run);
  for (let k = 0; k < wanted; k++) state = step(run, k, state, [0]).next;
  const trace = absent ? followSample(run, wanted, state, follow) : step(run, wanted, state, [follow]).trace;
  return { run, state, trace };
};

const surfaceAt = (run: Run, state: Float64Array, side: readonly [number, number], layer: number): Surface => {
  const parts = surfaceOf(run, state, { step: asStep(0), grid: 24, x: side, y: side, axes: [0, 1], layer }, 1024);
  for (;;) {
    const part = parts.next();
    if (part.done) return part.value;
  }
};

/** How a scene is to look: as every picture, as the scene says, and as is asked for. */
export const lookOf = (scene: SceneFile, { shape, surfaces }: Staged, theme: Theme, asked: Partial<Look> = {}): Look => ({
  ...plainLook,
  difference: scene.against !== undefined,
  ...(scene.view && { zoom: scene.view.zoom }),
  ...(surfaces && {
    unitSurfaces: {
      rows: 24,
      columns: 24,
      layers: surfaces.map((surface, l) => surfaceColours(surface, shape.layers[l]!.activation, palettes[theme])),
    },
  }),
  ...scene.look,
  ...asked,
  theme,
});
