import type { Failure } from '#core/contract/failure.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';

/** Why a description is refused. */
export const refusal = (input: unknown): Failure => {
  const result = readRunSpec(input);
  if (result.ok) throw new Error('this run was accepted');
  return result.failure;
};
