import type { Failure, ValueKind } from '#core/contract/failure.ts';
import { foundOf, nearestOf, specPath, type Key } from './spec-path.ts';
import { faultOfList, faultOfRows } from './rows.ts';
import { list } from './run-spec.ts';

/**
 * From the schema's complaint to a typed failure. The schema is data: walking it beside the input tells which keys are
 * known at a place and which range a number has.
 */

/** The parts of valibot's schema objects that are read here. */
export interface SchemaNode {
  readonly type: string;
  readonly wrapped?: SchemaNode;
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly item?: SchemaNode;
  /** Of a tuple. */
  readonly items?: readonly SchemaNode[];
  /** Of every entry of a record. */
  readonly value?: SchemaNode;
  readonly key?: string;
  readonly options?: readonly unknown[];
  readonly literal?: string | number | boolean;
  readonly requirement?: unknown;
  readonly pipe?: readonly SchemaNode[];
}

export interface SchemaIssue {
  readonly type: string;
  readonly input: unknown;
  readonly path?: readonly { readonly key: unknown; readonly origin?: string }[] | undefined;
}

const unwrap = (node: SchemaNode): SchemaNode => (node.wrapped ? unwrap(node.wrapped) : node);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const own = (value: unknown, key: Key): unknown => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined);

/** The object schemas that a node stands for: itself, or those options of a variant that fit the discriminators of `value`. */
const objectSchemas = (node: SchemaNode, value: unknown): SchemaNode[] => {
  const bare = unwrap(node);
  if (bare.type !== 'variant') return bare.entries ? [bare] : [];
  const options = (bare.options as readonly SchemaNode[]).flatMap((option) => objectSchemas(option, value));
  const tag = own(value, bare.key!);
  return options.filter((option) => option.entries![bare.key!]?.literal === tag);
};

/** Every literal that the discriminator `key` may be. */
const literalsOf = (node: SchemaNode, key: string): string[] => {
  const bare = unwrap(node);
  if (bare.type === 'variant') return (bare.options as readonly SchemaNode[]).flatMap((option) => literalsOf(option, key));
  const literal = bare.entries?.[key]?.literal;
  return literal === undefined ? [] : [String(literal)];
};

const childOf = (node: SchemaNode, key: Key, value: unknown): SchemaNode | undefined => {
  const { item, items, value: entry } = unwrap(node);
  if (typeof key === 'number') return items ? items[key] : item;
  if (entry) return entry;
  return objectSchemas(node, value)
    .map((schema) => (Object.hasOwn(schema.entries!, key) ? schema.entries![key] : undefined))
    .find((child) => child !== undefined);
};

/** The first key that no schema knows, looked for before values: a mistyped key says more than the key that it leaves missing. */
export const unknownKey = (node: SchemaNode, value: unknown, keys: readonly Key[] = []): Failure | undefined => {
  if (!isObject(value)) return undefined;
  const { item } = unwrap(node);
  if (item) return Array.isArray(value) ? firstOf(value.keys(), (i) => unknownKey(item, value[i], [...keys, i])) : undefined;
  const schemas = objectSchemas(node, value);
  if (schemas.length !== 1 || Array.isArray(value)) return undefined;
  const { entries } = schemas[0] as Required<SchemaNode>;
  return firstOf(Object.keys(value), (key) => {
    if (Object.hasOwn(entries, key)) return unknownKey(entries[key]!, value[key], [...keys, key]);
    return unknownKeyFailure(keys, key, Object.keys(entries));
  });
};

const firstOf = <T>(list: Iterable<T>, look: (item: T) => Failure | undefined): Failure | undefined => {
  for (const item of list) {
    const failure = look(item);
    if (failure) return failure;
  }
  return undefined;
};

const unknownKeyFailure = (keys: readonly Key[], key: string, known: readonly string[]): Failure => {
  const nearest = nearestOf(key, known);
  const shown = key.length > 40 ? `${key.slice(0, 39)}…` : key;
  return { code: 'unknown-key', place: specPath([...keys, key]), key: shown, known, ...(nearest === undefined ? {} : { nearest }) };
};

/** The failure for the schema's first issue with `input`. */
export const failureOf = (root: SchemaNode, input: unknown, issue: SchemaIssue): Failure => {
  const keys = (issue.path ?? []).map(({ key }) => key as Key);
  let parent: SchemaNode | undefined;
  let node: SchemaNode | undefined = root;
  let value = input;
  for (const key of keys) {
    parent = node;
    node = node && childOf(node, key, value);
    value = isObject(value) ? (value as Record<Key, unknown>)[key] : undefined;
  }
  const place = specPath(keys);
  const lastKey = keys.at(-1);
  const found = foundOf(value);

  // A variant complains about its discriminator, which is then the last key, or about not being an object at all.
  if (issue.type === 'variant' && parent && unwrap(parent).type === 'variant')
    return oneOf(place, value, [...new Set(literalsOf(parent, String(lastKey)))]);
  if (!node) return unknownKeyFailure(keys.slice(0, -1), String(lastKey), []);
  const bare = unwrap(node);
  if (bare.type === 'custom') {
    const fault = bare === list ? faultOfList(value, keys) : faultOfRows(value, keys);
    if (fault) return value === undefined ? { code: 'missing', place, expected: kindOf(bare) } : fault;
  }
  if (bare.type === 'literal') return oneOf(place, value, [String(bare.literal)]);
  if (bare.type === 'picklist') return oneOf(place, value, bare.options as readonly string[]);
  if (value === undefined) return { code: 'missing', place, expected: kindOf(bare) };
  if (bare.type === 'union') return oneOfOrNumber(place, value, bare.options as readonly SchemaNode[]);
  if (issue.type === 'min_length')
    return { code: 'missing', place: specPath([...keys, 0]), expected: bare.item ? kindOf(unwrap(bare.item)) : 'object' };
  const range = rangeOf(bare);
  if (typeof value === 'number' && range) return { code: 'out-of-range', place, found, ...range };
  return { code: 'wrong-type', place, expected: kindOf(bare), found };
};

const oneOf = (place: string, value: unknown, allowed: readonly string[]): Failure => {
  if (value === undefined) return { code: 'missing', place, expected: allowed.join(' | ') };
  const nearest = typeof value === 'string' ? nearestOf(value, allowed) : undefined;
  return { code: 'not-one-of', place, found: foundOf(value), allowed, ...(nearest === undefined ? {} : { nearest }) };
};

/** A word or a number, such as `batch`. */
const oneOfOrNumber = (place: string, value: unknown, options: readonly SchemaNode[]): Failure => {
  const range = options.map((option) => rangeOf(option)).find((r) => r !== undefined);
  if (typeof value === 'number' && range) return { code: 'out-of-range', place, found: foundOf(value), ...range };
  const words = options.flatMap((option) => (option.type === 'literal' ? [String(option.literal)] : []));
  return oneOf(place, value, range ? [...words, `${range.min}…${range.max}`] : words);
};

const rangeOf = (node: SchemaNode): { min: number; max: number; integer: boolean } | undefined => {
  const requirement = (type: string): number | undefined =>
    node.pipe?.find((part) => part.type === type)?.requirement as number | undefined;
  const min = requirement('min_value');
  const max = requirement('max_value');
  if (min === undefined || max === undefined) return undefined;
  return { min, max, integer: isWhole(node) };
};

const isWhole = (node: SchemaNode): boolean => node.pipe?.some((part) => part.type === 'integer') ?? false;

const kindOf = (node: SchemaNode): ValueKind => {
  if (node === list) return 'list';
  if (node.type === 'custom') return 'matrix';
  if (node.type === 'number') return isWhole(node) ? 'integer' : 'number';
  if (node.type === 'boolean') return 'boolean';
  if (node.type === 'array') return 'list';
  return ['strict_object', 'variant', 'record'].includes(node.type) ? 'object' : 'text';
};
