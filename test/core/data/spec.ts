import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { runSpec, type RunSpec } from '#core/spec/run-spec.ts';
import * as v from 'valibot';

/** A run with these fields and the schema's defaults. */
export const specOf = (input: Partial<RunSpecInput> = {}): RunSpec => {
  const spec = v.parse(runSpec, { network: { inputs: 2, layers: [{ units: 1 }] }, ...input });
  return { ...spec, network: { inputs: 2, ...spec.network } } as RunSpec;
};
