import * as v from 'valibot';
import { mostBranches, type Change } from './branch.ts';
import type { ParameterRef } from '#core/contract/explanation.ts';
import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import { limits } from './methods.ts';
import { foundOf } from './spec-path.ts';
import { parseRunText, readRunSpec, runOf } from './read-run-spec.ts';
import { list, type RunSpec } from './run-spec.ts';
import { failureOf, unknownKey, type SchemaIssue, type SchemaNode } from './schema-fault.ts';
import type { TableShapes } from '#core/contract/table.ts';

/**
 * A run file is a run description that may have one key more, `branches`: a list of branches, each with its number, what it leaves (`from`;
 * 0 is the run itself), at which step, and what it changes. Of a changed description the file holds the keys that are other. A branch
 * leaves one that stands before it, so that there are no circles.
 */

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const number = v.pipe(v.number(), v.finite());

const place = v.strictObject({
  layer: whole(1, limits.layers),
  kind: v.picklist(['W', 'b']),
  row: v.optional(whole(0, limits.units - 1), 0),
  col: whole(0, limits.units - 1),
});

/** What a branch changes, as it is kept. */
export const keptChange = v.strictObject({
  /** Any object here: the validator of run descriptions reads it. */
  spec: v.optional(v.record(v.string(), v.unknown())),
  parameters: v.optional(v.array(v.strictObject({ place, value: number }))),
  samples: v.optional(v.array(v.strictObject({ sample: whole(0, limits.samples - 1), x: v.optional(list), y: v.optional(list) }))),
});
const keptBranch = v.strictObject({
  number: whole(1, 1e9),
  from: v.optional(whole(0, 1e9), 0),
  step: whole(0, limits.steps),
  change: keptChange,
});
export const keptBranches = v.array(keptBranch);
const schema = keptBranch as unknown as SchemaNode;
type KeptBranch = v.InferOutput<typeof keptBranch>;

/** A branch that a run file keeps, read as far as can be told without the data. */
export interface FileBranch {
  readonly number: number;
  /** The number of what it leaves; 0 is the run itself. */
  readonly from: number;
  readonly step: number;
  readonly change: Change;
  /** The descriptions before and after. */
  readonly before: RunSpec;
  readonly spec: RunSpec;
  /** Where it stands in the file. */
  readonly place: string;
}

export interface RunFile {
  readonly spec: RunSpec;
  /** What a branch leaves stands before it. */
  readonly branches: readonly FileBranch[];
  /** Why others are left out, a failure for each that is wrong by itself; those that leave a wrong one go without a word of their own. */
  readonly wrong: readonly Failure[];
  /** So many are left out. */
  readonly leftOut: number;
}

/** Reads a run file. A run that is wrong is a failure; a branch that is wrong is left out and told. */
export const readRunFile = (text: string, tables: TableShapes = {}): Result<RunFile> => {
  const parsed = parseRunText(text);
  return parsed.ok ? readRunValue(parsed.value, tables) : parsed;
};

/** The same of the JSON that stands in the file. */
export const readRunValue = (file: unknown, tables: TableShapes = {}): Result<RunFile> => {
  const read = readRunSpec(runOf(file), tables);
  if (!read.ok) return read;
  return ok({ spec: read.value, ...readBranches((file as { branches?: unknown }).branches, read.value, tables) });
};

const readBranches = (kept: unknown, root: RunSpec, tables: TableShapes): Omit<RunFile, 'spec'> => {
  if (kept === undefined) return { branches: [], wrong: [], leftOut: 0 };
  if (!Array.isArray(kept))
    return { branches: [], wrong: [{ code: 'wrong-type', place: 'branches', expected: 'list', found: foundOf(kept) }], leftOut: 1 };
  const known = new Map<number, FileBranch | undefined>();
  const wrong: Failure[] = [];
  const room = mostBranches - 1;
  kept.slice(0, room).forEach((item: unknown, index) => {
    const at = `branches[${index}]`;
    const read = readBranch(item, at, known, root, tables);
    if (!read.ok) wrong.push(within(at, read.failure));
    // One that is wrong is known too: what leaves it is not wrong by itself.
    const { number } = read.ok ? read.value : { number: (item as Partial<KeptBranch> | null)?.number };
    if (typeof number === 'number' && !known.has(number)) known.set(number, read.ok ? read.value.branch : undefined);
  });
  if (kept.length > room)
    wrong.push({ code: 'too-large', what: 'branches', place: 'branches', found: kept.length + 1, limit: mostBranches });
  const branches = [...known.values()].filter((branch) => branch !== undefined);
  return { branches, wrong, leftOut: kept.length - branches.length };
};

/** `branch` is undefined where it is right by itself and leaves one that is not. */
const readBranch = (
  item: unknown,
  at: string,
  known: ReadonlyMap<number, FileBranch | undefined>,
  root: RunSpec,
  tables: TableShapes,
): Result<{ readonly number: number; readonly branch: FileBranch | undefined }> => {
  const odd = typeof item === 'object' ? unknownKey(schema, item) : undefined;
  if (odd) return fail(odd);
  const parsed = v.safeParse(keptBranch, item, { abortEarly: true });
  if (!parsed.success) return fail(failureOf(schema, item, parsed.issues[0] as SchemaIssue));
  const { number, from, step, change } = parsed.output;
  if (known.has(number)) return fail({ code: 'incompatible', place: 'number', reason: 'branch-number-once', found: String(number) });
  if (from !== 0 && !known.has(from))
    return fail({ code: 'incompatible', place: 'from', reason: 'branch-leaves-earlier', found: String(from) });
  const left = ownerOf(known, from, step);
  if (left !== 0 && !known.get(left)) return ok({ number, branch: undefined });
  const before = known.get(left)?.spec ?? root;
  const changed = changedSpec(before, change.spec, tables);
  if (!changed.ok) return fail(within('change.spec', changed.failure));
  const spec = changed.value;
  const { parameters = [], samples = [] } = change;
  const away = firstOf(parameters, ({ place: one }, i) => {
    const failure = placeFault(one, spec);
    return failure && within(`change.parameters[${i}].place`, failure);
  });
  if (away) return fail(away);
  const whatChanges: Change = {
    ...(change.spec && { spec }),
    ...(parameters.length > 0 && { parameters }),
    ...(samples.length > 0 && { samples: samples as NonNullable<Change['samples']> }),
  };
  return ok({ number, branch: { number, from: left, step, change: whatChanges, before, spec, place: at } });
};

/** The one whose own step this is, of those that lead to `from`. */
const ownerOf = (known: ReadonlyMap<number, FileBranch | undefined>, from: number, step: number): number => {
  const branch = known.get(from);
  return branch && step < branch.step ? ownerOf(known, branch.from, step) : from;
};

/** A run over a table that is not here yet is right as far as can be told. */
const changedSpec = (before: RunSpec, changes: object | undefined, tables: TableShapes): Result<RunSpec> => {
  if (!changes) return ok(before);
  const spec = { ...before, ...changes };
  const read = readRunSpec(spec, tables);
  return !read.ok && read.failure.code === 'needs-table' ? ok(spec) : read;
};

const placeFault = ({ layer, kind, row, col }: ParameterRef, { network }: RunSpec): Failure | undefined => {
  const own = network.layers[layer - 1];
  if (!own) return outOfRange('layer', layer, 1, network.layers.length);
  const inputs = kind === 'b' ? 1 : (network.layers[layer - 2]?.units ?? network.inputs);
  if (row >= inputs) return outOfRange('row', row, 0, inputs - 1);
  return col >= own.units ? outOfRange('col', col, 0, own.units - 1) : undefined;
};

const outOfRange = (at: string, found: number, min: number, max: number): Failure => ({
  code: 'out-of-range',
  place: at,
  found: String(found),
  min,
  max,
  integer: true,
});

const firstOf = <T>(items: readonly T[], look: (item: T, index: number) => Failure | undefined): Failure | undefined => {
  for (const [index, item] of items.entries()) {
    const failure = look(item, index);
    if (failure) return failure;
  }
  return undefined;
};

/** A failure of a part of the file, its place said from the file's beginning. */
export const within = (at: string, failure: Failure): Failure =>
  'place' in failure ? { ...failure, place: failure.place === '' ? at : `${at}.${failure.place}` } : failure;

/** Why a branch of a file could not be made, said of its place in the file. */
export const refusedBranch = ({ place: at, step }: Pick<FileBranch, 'place' | 'step'>, failure: Failure): Failure => {
  if (failure.code === 'step-out-of-range') return within(at, outOfRange('step', step, failure.min, failure.max));
  // A number stopped being finite before the branch could leave.
  if (failure.code === 'non-finite') return within(at, outOfRange('step', step, 0, failure.step));
  if (!('place' in failure)) return failure;
  if (failure.place === 'branch') return { ...failure, place: at };
  return within(failure.place.startsWith('change.') ? at : `${at}.change.spec`, failure);
};

/** A branch as the file keeps it, from what it is. */
export type BranchToKeep = Omit<FileBranch, 'place'>;

/** What a run file holds, to be written as JSON: the run, and its branches where there are any. A branch stands after what it leaves. */
export const runFileOf = (spec: RunSpec, branches: readonly BranchToKeep[]): object =>
  branches.length === 0 ? spec : { ...spec, branches: branches.map(keep) };

const keep = ({ number, from, step, change: { parameters, samples }, before, spec }: BranchToKeep): object => {
  const other = Object.entries(spec).filter(
    ([key, value]) => key !== 'parameters' && JSON.stringify(value) !== JSON.stringify(before[key as keyof RunSpec]),
  );
  return {
    number,
    from,
    step,
    change: {
      ...(other.length > 0 && { spec: Object.fromEntries(other) }),
      ...(parameters && { parameters }),
      ...(samples && { samples }),
    },
  };
};
