import type { ParameterRef } from '#core/contract/explanation.ts';
import type { Covers } from '#core/account/cover.ts';
import type { Target } from '#renderer/picture/shape.ts';

/** The parameter that a target of the picture is; undefined for units and the loss. */
export const parameterOf = (target: Target | undefined): ParameterRef | undefined => {
  if (target?.kind === 'weight') return { layer: target.layer, kind: 'W', row: target.from, col: target.to };
  if (target?.kind === 'bias') return { layer: target.layer, kind: 'b', row: 0, col: target.unit };
  return undefined;
};

/** Whether a question hides the value of a parameter. */
export const isCovered = (covers: Covers | undefined, { kind, layer, row, col }: ParameterRef): boolean =>
  covers?.(kind === 'W' ? { letter: 'w', layer, indices: [row, col] } : { letter: 'b', layer, indices: [col] }) ?? false;
