import { readFileSync } from 'node:fs';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { networkShape, type Target } from '#renderer/picture/shape.ts';
import { measureWriter } from '#test/measures.ts';
import type { FormulaSource } from '#renderer/model/formula/card.ts';

export interface Told {
  readonly spec: RunSpec;
  readonly trace: StepTrace;
}

/** A run after `k` steps: the trace of step k for the row given, straight from the core. */
export const traced = (input: unknown, k = 0, row = 0): Told => {
  const read = readRunSpec(input);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  const run = prepareRun(read.value);
  let state = initialState(run);
  for (let i = 0; i < k; i++) state = step(run, i, state, [0]).next;
  return { spec: read.value, trace: step(run, k, state, [row]).trace };
};

export const golden = (file: string): unknown => JSON.parse(readFileSync(new URL(`../../../golden/${file}`, import.meta.url), 'utf8'));
export const example = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../../assets/examples/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;

/** Every digit, no grouping: what the formulas are worked out with. */
export const fullNumber = measureWriter((value) => (Number.isFinite(value) ? String(value).replace('-', '−') : String(value)));

/** Told at an index of the timeline; without one at the end of the step, where everything is computed. */
export const sourceAt = ({ spec, trace }: Told, index = Infinity, number = fullNumber): FormulaSource => ({
  spec,
  trace,
  place: stepTimeline(networkShape(spec)).positionOf(index),
  number,
});

/** Everything that can be chosen in a network. */
export const allTargets = ({ network }: RunSpec): Target[] => [
  { kind: 'loss' },
  ...network.layers.flatMap(({ units }, index): Target[] => {
    const layer = index + 1;
    const inputs = index === 0 ? network.inputs : network.layers[index - 1]!.units;
    return Array.from({ length: units }, (_, unit) => unit).flatMap((unit): Target[] => [
      { kind: 'unit', layer, unit },
      { kind: 'bias', layer, unit },
      ...Array.from({ length: inputs }, (_, from): Target => ({ kind: 'weight', layer, from, to: unit })),
    ]);
  }),
  ...Array.from({ length: network.inputs }, (_, unit): Target => ({ kind: 'unit', layer: 0, unit })),
];
