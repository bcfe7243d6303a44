import * as v from 'valibot';
import { ok, type Result } from '#core/contract/failure.ts';
import { keptChange } from '#core/spec/run-file.ts';
import { limits } from '#core/spec/methods.ts';
import { choicesOf, paneIds } from './choices.ts';
import { layout, shownViews, slots } from './layout.ts';
import { beside, branchNumber, camera, follow, loop, placeHere, target, whatIf } from './place.ts';
import { migrate, readBy } from './read.ts';
import { whole } from './values.ts';
import { viewState } from './view-state.ts';
import { viewIds } from './views.ts';

/** A run description; its own validator reads it. */
const run = v.record(v.string(), v.unknown());

const choosing = paneIds.map((view) => v.strictObject({ view: v.literal(view), choices: choicesOf(view) }));

/** What the commands with arguments take, by id. All others take none. */
export const commandArgs = {
  /** Opens a run and trains it to so many steps. */
  openRun: v.strictObject({ spec: run, steps: whole(1, limits.steps) }),
  trainTo: v.strictObject({ step: whole(1, limits.steps) }),
  goTo: placeHere,
  follow: v.strictObject({ sample: follow }),
  /** Selects a target, or lets go of what is selected. */
  select: v.strictObject({ target: v.optional(target) }),
  turnTo: v.strictObject({ branch: branchNumber }),
  /** Leaves the branch that is turned to at a step, the playhead's unless said. */
  fork: v.strictObject({ change: keptChange, step: v.optional(whole(0, limits.steps)) }),
  prune: v.strictObject({ branch: whole(1, 1e9) }),
  compare: v.strictObject({ branches: v.pipe(v.array(beside), v.maxLength(2)) }),
  loop: v.strictObject({ range: v.optional(loop) }),
  whatIf: v.strictObject({ held: v.optional(whatIf) }),
  lookAt: v.strictObject({ camera: v.optional(camera) }),
  openView: v.strictObject({ view: v.picklist(viewIds), slot: v.optional(v.picklist(slots), 'first') }),
  /** Sets the choices of one view; what is left out is its default. */
  choose: v.variant('view', choosing),
  arrange: v.strictObject({ views: v.optional(shownViews), layout: v.optional(layout) }),
  applyView: viewState,
} satisfies Record<string, v.GenericSchema>;

export type ArgsId = keyof typeof commandArgs;
export type ArgsOf<Id extends ArgsId> = v.InferOutput<(typeof commandArgs)[Id]>;

/** A command as it is kept, sent, recorded and played: which, and on what. */
export interface Command {
  readonly id: string;
  readonly args?: unknown;
}

/** A command of this program with the arguments it takes. */
export type ReadCommand<Id extends string> =
  | { readonly [One in ArgsId & Id]: { readonly id: One; readonly args: ArgsOf<One> } }[ArgsId & Id]
  | { readonly id: Exclude<Id, ArgsId>; readonly args?: never };

const named = <Id extends string>(ids: readonly Id[]) => v.strictObject({ id: v.picklist(ids) });
const takesArgs = (id: string): id is ArgsId => Object.hasOwn(commandArgs, id);

/** Reads a command of unknown origin, one of `ids`. Never throws. */
export const readCommand = <Id extends string>(input: unknown, ids: readonly Id[]): Result<ReadCommand<Id>> => {
  const isObject = typeof input === 'object' && input !== null;
  const name = readBy(named(ids), isObject ? { id: (input as Partial<Command>).id } : input, 'command');
  if (!name.ok) return name;
  const { id } = name.value;
  const schema = v.strictObject({ id: v.literal(id as string), args: takesArgs(id) ? commandArgs[id] : v.optional(v.strictObject({})) });
  // A view that was kept or sent by an older program is brought forward, as everywhere.
  const given = id === 'applyView' ? { ...(input as object), args: migrate((input as Command).args) } : input;
  const read = readBy(schema, given, 'command');
  return read.ok ? ok((takesArgs(id) ? read.value : { id }) as ReadCommand<Id>) : read;
};
