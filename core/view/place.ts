import * as v from 'valibot';
import { granularities, phases, type Position } from '#core/contract/position.ts';
import { limits } from '#core/spec/methods.ts';
import { whole, within } from './values.ts';

const moment = {
  step: whole(0, limits.steps),
  phase: v.optional(v.picklist(['start', ...phases]), 'start'),
  layer: v.optional(whole(0, limits.layers), 0),
  unit: v.optional(whole(0, limits.units - 1), 0),
  part: v.optional(whole(0, limits.units + 2), 0),
  through: v.optional(within(0, 1), 1),
} satisfies Record<keyof Position, unknown>;

/** A branch by its number in the session; 0 is the run itself. */
export const branchNumber = whole(0, 1e9);
export const position = v.strictObject(moment);
/** A position of a branch. */
export const place = v.strictObject({ branch: v.optional(branchNumber, 0), ...moment });
/** A position of that branch, or else of the one that is turned to. */
export const placeHere = v.strictObject({ branch: v.optional(branchNumber), ...moment });
export type Place = v.InferOutput<typeof place>;

/** A place in time that the person wants to find again, and what they have to say about it. */
export const mark = v.strictObject({ ...moment, note: v.optional(v.pipe(v.string(), v.maxLength(10_000)), '') });
export type KeptMark = v.InferOutput<typeof mark>;

/** Play goes around between two positions. */
export const loop = v.strictObject({ start: position, end: position });

/**
 * How time goes on: what one move is, animation seconds per second, and whether play takes the time that reading takes and rests at the end of
 * each phase. What is left out stays as the person has it.
 */
export const pace = v.strictObject({
  granularity: v.optional(v.picklist(granularities)),
  speed: v.optional(within(1e-6, 1e9)),
  reading: v.optional(v.boolean()),
  phasePauses: v.optional(v.boolean()),
});

/** The stretch of training that the timeline shows, in steps, which may be fractions; all of it where none is said. */
export const stretch = v.strictObject({ from: within(0, limits.steps), span: within(1, limits.steps) });

const layerAt = whole(0, limits.layers);
const unitAt = whole(0, limits.units - 1);
/** What a person points at in the picture. */
export const target = v.variant('kind', [
  v.strictObject({ kind: v.literal('unit'), layer: layerAt, unit: unitAt }),
  v.strictObject({ kind: v.literal('weight'), layer: whole(1, limits.layers), from: unitAt, to: unitAt }),
  v.strictObject({ kind: v.literal('bias'), layer: whole(1, limits.layers), unit: unitAt }),
  v.strictObject({ kind: v.literal('loss') }),
]);

/** Index into the training set, or the first sample of each batch. */
export const follow = v.union([v.literal('batch'), whole(0, limits.samples - 1)]);

/** One weight or bias; `row` 0 for a bias. */
export const parameter = v.strictObject({
  layer: whole(1, limits.layers),
  kind: v.picklist(['W', 'b']),
  row: v.optional(unitAt, 0),
  col: unitAt,
});

/** A weight or bias held at another value; `ripple`: only what that changes is shown. */
export const whatIf = v.strictObject({ place: parameter, value: v.pipe(v.number(), v.finite()), ripple: v.optional(v.boolean(), false) });

/** Which part of the stage is seen: how many times as large, and which of its points (0..1 across and down) is in the middle. */
export const zoomRange = { min: 1, max: 12 } as const;
export const camera = v.strictObject({ zoom: within(zoomRange.min, zoomRange.max), x: within(0, 1), y: within(0, 1) });
export type Camera = v.InferOutput<typeof camera>;

/** A branch laid beside the one that is turned to: as it is, or what it has different. */
export const beside = v.strictObject({ branch: branchNumber, show: v.optional(v.picklist(['itself', 'difference']), 'itself') });
