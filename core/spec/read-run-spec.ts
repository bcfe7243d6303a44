import * as v from 'valibot';
import { crossCheck, plainFileName } from './cross-checks.ts';
import { factsOf } from './data-facts.ts';
import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import { jsonFaultAt, tooDeepAt } from './json-fault.ts';
import { limits } from './methods.ts';
import { foundOf } from './spec-path.ts';
import { runSpec, type RunSpec } from './run-spec.ts';
import type { TableShapes } from '#core/contract/table.ts';
import { failureOf, unknownKey, type SchemaIssue, type SchemaNode } from './schema-fault.ts';

/** Version of run descriptions that this program writes and reads. */
export const runVersion = 1;

const root = runSpec as unknown as SchemaNode;

/**
 * The one validator of run descriptions, whatever road they come by: a file, the editor, a link, a message. Fills in the defaults.
 * Never throws and never allocates by what the input merely claims. The answer shares the input's tables of numbers.
 * A run over a file is judged by the shape of its table; without it the failure is `needs-table`.
 */
export const readRunSpec = (input: unknown, tables: TableShapes = {}): Result<RunSpec> => {
  try {
    return read(input, tables);
  } catch {
    // Only an object that runs code when it is read, or one too deep to be read, gets here.
    return fail({ code: 'wrong-type', place: '', expected: 'object', found: foundOf(input) });
  }
};

/** Reads the run of a run file. What the file keeps beside it is left aside: `readRunFile` reads the branches, `readDocument` all of it. */
export const readRunText = (text: string, tables: TableShapes = {}): Result<RunSpec> => {
  const parsed = parseRunText(text);
  return parsed.ok ? readRunSpec(runOf(parsed.value), tables) : parsed;
};

/** The JSON of a run file; neither too long nor too deep to be read. */
export const parseRunText = (text: string): Result<unknown> => {
  if (text.length > limits.specBytes)
    return fail({ code: 'too-large', what: 'bytes', place: '', found: text.length, limit: limits.specBytes });
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const tooDeep = tooDeepAt(bare);
  if (tooDeep) return fail({ code: 'not-json', ...tooDeep });
  try {
    return ok(JSON.parse(bare));
  } catch {
    return fail({ code: 'not-json', ...jsonFaultAt(bare) });
  }
};

/** What a run file may keep beside the run. */
export const besideRun = ['branches', 'name', 'steps', 'marks', 'view'] as const;
const isBeside = (key: string): boolean => (besideRun as readonly string[]).includes(key);

/** The run itself of what a run file holds. */
export const runOf = (file: unknown): unknown => {
  if (typeof file !== 'object' || file === null || Array.isArray(file) || !Object.keys(file).some(isBeside)) return file;
  return Object.fromEntries(Object.entries(file).filter(([key]) => !isBeside(key)));
};

const read = (input: unknown, tables: TableShapes): Result<RunSpec> => {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return fail({ code: 'wrong-type', place: '', expected: 'object', found: foundOf(input) });
  const early = newerVersion(input) ?? tooManyLayers(input) ?? instanceNormalization(input) ?? unknownKey(root, input);
  if (early) return fail(early);
  const parsed = v.safeParse(runSpec, input, { abortEarly: true });
  if (!parsed.success) return fail(failureOf(root, input, parsed.issues[0] as SchemaIssue));
  const spec = parsed.output;
  const badName = plainFileName(spec);
  if (badName) return fail(badName);
  const facts = factsOf(spec.data, tables);
  if (!facts.ok) return facts;
  const inputs = spec.network.inputs ?? facts.value.inputs;
  const complete: RunSpec = { ...spec, network: { inputs, layers: spec.network.layers } };
  const failure = crossCheck(complete, facts.value);
  return failure ? fail(failure) : ok(complete);
};

const newerVersion = (input: { version?: unknown }): Failure | undefined => {
  const { version } = input;
  if (typeof version !== 'number' || !Number.isInteger(version) || version <= runVersion) return undefined;
  return { code: 'newer-version', found: version, known: runVersion };
};

/** Looked at before the schema, which reads every item of a list before it minds the length. */
const tooManyLayers = (input: { network?: unknown; parameters?: unknown }): Failure | undefined => {
  const layers = (input.network as { layers?: unknown } | null | undefined)?.layers;
  return tooLong('network.layers', layers) ?? tooLong('parameters', input.parameters);
};

/**
 * Instance normalisation averages over the extent of an image's channel. A unit of these networks is a single number: less its own mean it
 * would be 0 for every sample. A method that exists, so it is refused by its reason and not as a word that nobody knows.
 */
const instanceNormalization = (input: { network?: unknown }): Failure | undefined => {
  const layers = (input.network as { layers?: unknown } | null | undefined)?.layers;
  if (!Array.isArray(layers)) return undefined;
  const l = layers.findIndex((layer) => (layer as { normalization?: unknown } | null | undefined)?.normalization === 'instance');
  if (l < 0) return undefined;
  return {
    code: 'incompatible',
    place: `network.layers[${l}].normalization`,
    reason: 'instance-needs-extent',
    found: 'instance',
    expected: 'layer',
  };
};

const tooLong = (place: string, list: unknown): Failure | undefined =>
  Array.isArray(list) && list.length > limits.layers
    ? { code: 'too-large', what: 'layers', place, found: list.length, limit: limits.layers }
    : undefined;
