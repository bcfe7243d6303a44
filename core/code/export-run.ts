import { fail, ok, type Result } from '#core/contract/failure.ts';
import type { Run } from '#core/net/run.ts';
import { numpySource } from './numpy.ts';
import { safetensors } from './safetensors.ts';

export const exportTargets = ['numpy', 'safetensors'] as const;
export type ExportTarget = (typeof exportTargets)[number];

/** A run at theta_step in another form: source text, or the bytes of a file. Refuses what that form cannot say. */
export const exportRun = (run: Run, state: Float64Array, step: number, target: ExportTarget): Result<string | Uint8Array> => {
  if (target === 'safetensors') return ok(safetensors(run, state, step));
  const place = obstacleOf(run);
  return place === undefined ? ok(numpySource(run, state, step)) : fail({ code: 'cannot-export', place, target });
};

/** The part of the run that a script cannot repeat: it draws from the run's own random streams or watches the losses of whole epochs. */
const obstacleOf = ({ spec }: Run): string | undefined => {
  const dropped = spec.network.layers.findIndex(({ dropout }) => dropout > 0);
  if (dropped >= 0) return `network.layers[${dropped}].dropout`;
  if (spec.augment.noise > 0) return 'augment.noise';
  if (spec.stopping !== null) return 'stopping';
  if (spec.schedule.kind === 'plateau') return 'schedule.kind';
  return undefined;
};
