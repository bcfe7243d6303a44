import * as v from 'valibot';
import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import { failureOf, unknownKey, type SchemaIssue, type SchemaNode } from '#core/spec/schema-fault.ts';
import { foundOf } from '#core/spec/spec-path.ts';
import { slots } from './layout.ts';
import { viewState, viewVersion, type ViewState } from './view-state.ts';

/** Reads unknown input by a schema: the value with its defaults, or what is wrong with it. Never throws. `whole` names all of it. */
export const readBy = <Schema extends v.GenericSchema>(schema: Schema, input: unknown, whole: string): Result<v.InferOutput<Schema>> => {
  const root = schema as unknown as SchemaNode;
  try {
    if (!isObject(input)) return fail({ code: 'wrong-type', place: whole, expected: 'object', found: foundOf(input) });
    const unknown = unknownKey(root, input);
    if (unknown) return fail(unknown);
    const parsed = v.safeParse(schema, input, { abortEarly: true });
    return parsed.success ? ok(parsed.output) : fail(failureOf(root, input, parsed.issues[0] as SchemaIssue));
  } catch {
    // Only an object that runs code when it is read, or one too deep to be read, gets here.
    return fail({ code: 'wrong-type', place: whole, expected: 'object', found: foundOf(input) });
  }
};

type Old = Readonly<Record<string, unknown>>;
/** From a view of one version to the next. */
export type Migration = (old: Old) => Old;
/** The first takes version 1 to 2. */
const migrations: readonly Migration[] = [
  // Version 1 said nothing of the pace and of the timeline's stretch.
  (old) => old,
];

/** Brings a view of an older version to the newest; anything else stays as it is, for the reader to judge. */
export const migrate = (input: unknown, steps: readonly Migration[] = migrations): unknown => {
  const version = isObject(input) ? input['version'] : undefined;
  if (!isObject(input) || typeof version !== 'number' || !Number.isInteger(version) || version < 1) return input;
  return steps.slice(version - 1).reduce<Old>((old, step, index) => ({ ...step(old), version: version + index + 1 }), input);
};

/** The one reader of views, whatever road they come by: a file, a link, a lesson, another window. */
export const readViewState = (input: unknown): Result<ViewState> => {
  const newer = newerVersion(input);
  if (newer) return fail(newer);
  const read = readBy(viewState, migrate(input), 'view');
  const twice = read.ok ? shownTwice(read.value) : undefined;
  return twice ? fail(twice) : read;
};

const isObject = (input: unknown): input is Old => typeof input === 'object' && input !== null && !Array.isArray(input);

const newerVersion = (input: unknown): Failure | undefined => {
  const version = isObject(input) ? input['version'] : undefined;
  if (typeof version !== 'number' || !Number.isInteger(version) || version <= viewVersion) return undefined;
  return { code: 'newer-version', what: 'view', found: version, known: viewVersion };
};

/** A view stands in one place at a time. */
const shownTwice = ({ views }: ViewState): Failure | undefined => {
  const slot = views && slots.find((one, index) => slots.slice(0, index).some((other) => views[one] === views[other]));
  return slot && { code: 'incompatible', place: `views.${slot}`, reason: 'view-shown-twice', found: JSON.stringify(views![slot]) };
};
