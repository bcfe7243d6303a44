import type { Cover } from '#core/account/cover.ts';
import { forwardPart, gatePart, upstreamPart } from '#core/account/place.ts';
import { unitsIn, type Program } from '#core/account/program.ts';
import type { Drill } from '#core/drills/drill.ts';
import type { Position } from '#core/contract/position.ts';
import type { Target } from '#renderer/picture/shape.ts';

/** Where in its step a question is asked, before the number comes to be, and where that is there. */
export const placesOf = (
  program: Program,
  { kind, place: { layer, unit, from } }: Drill,
  step: number,
): { readonly asked: Position; readonly told: Position } => {
  const turn = (phase: Position['phase'], first: number, last = first) => {
    const at = { step, phase, layer, unit };
    return { asked: { ...at, part: first, through: barely }, told: { ...at, part: last, through: 1 } };
  };
  const parameter = from ?? unitsIn(program, layer - 1);
  switch (kind) {
    case 'z':
      return turn('forward', 0, forwardPart(program, layer, 'bias'));
    case 'a':
      return turn('forward', forwardPart(program, layer, 'activation'));
    case 'loss':
      return turn('loss', 1);
    case 'delta':
      return turn('backward', 0, gatePart(program, layer) ?? upstreamPart(program, layer));
    case 'weight-gradient':
    case 'bias-gradient':
      return turn('gradient', parameter);
    case 'update':
      return { asked: turn('optimise', 0).asked, told: turn('update', parameter).told };
  }
};

/** As near to the beginning of a part as a position is told. */
const barely = 1e-9;

/** What a question is about, in the picture. */
export const targetOf = ({ kind, place: { layer, unit, from } }: Drill): Target => {
  if (kind === 'loss') return { kind: 'loss' };
  if (from !== undefined) return { kind: 'weight', layer, from, to: unit };
  return kind === 'bias-gradient' || kind === 'update' ? { kind: 'bias', layer, unit } : { kind: 'unit', layer, unit };
};

/** What is hidden until a question is answered: the number, and what says as much as it. */
export const coverOf = ({ kind, asked }: Drill): readonly Cover[] => {
  const { letter, layer, indices = [] } = asked;
  const own: Cover = { letter, layer, indices, derivative: asked.derivative ?? false, updated: asked.updated ?? false };
  // Without an activation a is z, and the gradient of a bias is its error.
  if (kind === 'z') return [own, { ...own, letter: 'a' }];
  if (kind === 'delta') return [own, { ...own, letter: 'b' }];
  return kind === 'loss' ? [own, { letter: 'L' }] : [own];
};
