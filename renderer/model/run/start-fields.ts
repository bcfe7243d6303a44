import type { StepTrace } from '#core/contract/step-trace.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { specPath } from '#core/spec/spec-path.ts';
import type { Target } from '#renderer/picture/shape.ts';
import { put, type Edit } from './edits.ts';
import { setStart, type Cell } from './start-edits.ts';

/** A number of the start that can be typed. */
export interface StartField {
  /** As the run file writes it. */
  readonly place: string;
  readonly value: Cell;
  readonly edit: (value: Cell) => Edit;
}

/** Whether the samples of the training set are those of the run, number by number and in their order. */
const fedAsWritten = ({ data, split, preprocess, augment, labelNoise }: RunSpec): boolean =>
  data.kind === 'inline' && split.train === 1 && preprocess === 'none' && augment.noise === 0 && labelNoise === 0;

/** What a target of the picture has of the start, with the trace of step 0: a weight, a bias, an input of the sample, a target. */
export const startFields = (spec: RunSpec, target: Target, trace: StepTrace): StartField[] => {
  const parameter = (layer: number, kind: 'W' | 'b', row: number, col: number): StartField => {
    const shown = trace.layers[layer - 1]![kind];
    const own = spec.parameters?.[layer - 1];
    return {
      place: specPath(['parameters', layer - 1, kind, ...(kind === 'W' ? [row] : []), col]),
      value: (kind === 'W' ? own?.W[row]?.[col] : own?.b[col]) ?? shown.data[row * shown.cols + col]!,
      edit: (value) => setStart({ layer, kind, row, col }, value),
    };
  };
  const ofSample = (kind: 'x' | 'y', unit: number): StartField[] => {
    const sample = trace.batch.samples[0]!;
    if (!fedAsWritten(spec) || spec.data.kind !== 'inline') return [];
    const path = ['data', kind, sample, unit];
    return [{ place: specPath(path), value: spec.data[kind][sample]?.[unit] ?? 0, edit: (value) => put(path, value) }];
  };
  switch (target.kind) {
    case 'weight':
      return [parameter(target.layer, 'W', target.from, target.to)];
    case 'bias':
      return [parameter(target.layer, 'b', 0, target.unit)];
    case 'unit':
      if (target.layer === 0) return ofSample('x', target.unit);
      return [
        parameter(target.layer, 'b', 0, target.unit),
        ...(target.layer === spec.network.layers.length ? ofSample('y', target.unit) : []),
      ];
    case 'loss':
      return [];
  }
};
