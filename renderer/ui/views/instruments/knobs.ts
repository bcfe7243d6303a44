import type { ParameterRef } from '#core/contract/explanation.ts';
import type { Matrix } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { DataSummary } from '#core/protocol/trainer.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { niceCeiling } from '#renderer/picture/scales.ts';

/** Knobs that a hand can keep apart. */
export const mostKnobs = 12;

/** Every weight and bias; but biases that are held fixed. */
export const turnable = ({ network, train }: RunSpec): ParameterRef[] =>
  network.layers.flatMap(({ units }, l): ParameterRef[] => {
    const layer = l + 1;
    const inputs = network.layers[l - 1]?.units ?? network.inputs;
    return Array.from({ length: units }, (_, col) => [
      ...Array.from({ length: inputs }, (__, row): ParameterRef => ({ layer, kind: 'W', row, col })),
      ...(train.biases ? [{ layer, kind: 'b', row: 0, col } as const] : []),
    ]).flat();
  });

/** A knob for each of a small network's parameters; of a larger one for those of one unit. */
export const knobsOf = (spec: RunSpec, unit: { readonly layer: number; readonly col: number }): ParameterRef[] => {
  const all = turnable(spec);
  if (all.length <= mostKnobs) return all;
  return all.filter(({ layer, col }) => layer === unit.layer && col === unit.col).slice(0, mostKnobs);
};

/** What a parameter is before the step. */
export const valueIn = ({ layers }: StepTrace, { layer, kind, row, col }: ParameterRef): number => {
  const own: Matrix = layers[layer - 1]![kind];
  return own.data[row * own.cols + col]!;
};

/** How far a knob goes either way of 0, and its least turn: round numbers that seldom change as the values do. */
export const turnOf = (values: readonly number[]): { readonly reach: number; readonly step: number } => {
  const largest = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  const reach = niceCeiling(Math.max(2, 1.5 * largest));
  return { reach, step: Math.pow(10, Math.floor(Math.log10(reach)) - 2) };
};

/** A sample on the ruler. */
export interface RulerRow {
  readonly sample: number;
  readonly predicted: number;
  readonly target: number;
}

/** Of so many samples the ruler has a line each. */
export const mostRows = 40;

/** The first samples with what one output says of them; `outputs` is (N,O). */
export const rulerRows = ({ samples, outputs: units, y }: DataSummary, outputs: Float64Array, output: number): RulerRow[] =>
  Array.from({ length: Math.min(samples, mostRows) }, (_, sample) => ({
    sample,
    predicted: outputs[sample * units + output]!,
    target: y[sample * units + output]!,
  }));

/** From where to where the ruler goes: round, and 0 is on it. */
export const rulerSpan = (rows: readonly RulerRow[]): readonly [number, number] => {
  let [low, high] = [0, 0];
  for (const value of rows.flatMap(({ predicted, target }) => [predicted, target]))
    if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return [low < 0 ? -niceCeiling(-low) : 0, high > 0 || low === 0 ? niceCeiling(high) : 0];
};

/** A number that tells runs apart by all but the values that they begin with (FNV-1a). */
export const aboutRun = (spec: RunSpec): number => {
  let hash = 0x811c9dc5;
  for (const letter of JSON.stringify({ ...spec, parameters: undefined })) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
};
