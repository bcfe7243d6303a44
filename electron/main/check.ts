import type { Failure } from '#core/contract/failure.ts';
import { bounds } from '#core/protocol/bounds.ts';
import type { GrowingEnd, GrowingPiece } from '#core/protocol/bridge.ts';
import {
  groupRoles,
  hostThemes,
  menuRoles,
  zoomSteps,
  type FileFilter,
  type FileToGrow,
  type FileToSave,
  type HostTheme,
  type MenuGroup,
  type MenuItem,
  type WorkState,
  type ZoomStep,
} from '#core/protocol/host.ts';
import type { Reply, Request } from '#core/protocol/trainer.ts';

/** What a message from the page may be. Whatever is not exactly that is dropped: the page is only trusted as far as this. */

export const limits = {
  file: bounds.fileBytes,
  request: bounds.requestBytes,
  text: 1_000,
  menuGroups: 20,
  menuItems: 100,
  extensions: 20,
  depth: 64,
};

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= limits.text;
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
/** A failure's code, and of a defect the part and the kind of error. */
export const isFault = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,40}( [\w-]{1,40}){0,2}$/.test(value);
const isOptional = (value: unknown, check: (value: unknown) => boolean): boolean => value === undefined || check(value);
const isList = (value: unknown, most: number, check: (value: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length <= most && value.every(check);

/** Bytes that a plain value takes, about; Infinity when it is over `limit`, too deep, or not plain. */
export const sizeOf = (value: unknown, limit: number, depth = 0): number => {
  if (typeof value === 'string') return value.length * 2;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 8;
  if (depth >= limits.depth) return Infinity;
  const proto: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && proto !== null && proto !== Object.prototype) return Infinity;
  let bytes = 8;
  for (const [key, part] of Object.entries(value)) {
    bytes += key.length * 2 + sizeOf(part, limit - bytes, depth + 1);
    if (bytes > limit) return Infinity;
  }
  return bytes;
};

/** The answer to a request that is not passed on: whoever asked must not wait for ever. Undefined where nobody can be answered. */
export const refusalOf = (value: unknown): Reply | undefined => {
  if (!isObject(value) || !Number.isSafeInteger(value['id'])) return undefined;
  const found = sizeOf(value['args'], Infinity);
  const failure: Failure =
    Number.isFinite(found) && found > limits.request
      ? { code: 'too-large', what: 'bytes', place: '', found, limit: limits.request }
      : { code: 'internal-error', part: 'interface', reason: 'a request was not what it should be' };
  return { id: value['id'] as number, ok: false, failure };
};

/** The trainer checks the arguments themselves: this is the shape of the envelope and its size. */
export const isRequest = (value: unknown): value is Request => {
  if (!isObject(value)) return false;
  if ('cancel' in value) return Object.keys(value).length === 1 && Number.isSafeInteger(value['cancel']);
  const { call, id, args, ...rest } = value;
  return (
    isText(call) &&
    Number.isSafeInteger(id) &&
    Array.isArray(args) &&
    Object.keys(rest).length === 0 &&
    sizeOf(args, limits.request) <= limits.request
  );
};

export const isFilter = (value: unknown): value is FileFilter =>
  isObject(value) &&
  isText(value['name']) &&
  isList(value['extensions'], limits.extensions, (extension) => typeof extension === 'string' && /^[a-z0-9]{1,16}$/i.test(extension));

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array && value.byteLength <= limits.file;

export const isFileToSave = (value: unknown): value is FileToSave =>
  isObject(value) &&
  isText(value['suggestedName']) &&
  isFilter(value['filter']) &&
  isBytes(value['bytes']) &&
  isOptional(value['token'], isText) &&
  isOptional(value['lasting'], isBoolean) &&
  isOptional(value['overReadOnly'], isBoolean);

export const isFileToGrow = (value: unknown): value is FileToGrow =>
  isObject(value) && isText(value['suggestedName']) && isFilter(value['filter']);

export const isPiece = (value: unknown): value is GrowingPiece =>
  isObject(value) && isText(value['id']) && isBytes(value['bytes']) && Number.isSafeInteger(value['at']) && (value['at'] as number) >= 0;

export const isEnd = (value: unknown): value is GrowingEnd => isObject(value) && isText(value['id']) && isBoolean(value['whole']);

/** The parts of a backup: what they hold is the page's own, and read with care where it is shown again. */
export const isParts = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) && sizeOf(value, limits.file) <= limits.file;

export const isWorkState = (value: unknown): value is WorkState =>
  isObject(value) &&
  isOptional(value['token'], isText) &&
  isText(value['language']) &&
  [value['edited'], value['wouldLose'], value['blank']].every(isBoolean);

const isOneOf =
  <T>(all: readonly T[]) =>
  (value: unknown): value is T =>
    (all as readonly unknown[]).includes(value);
export const isTheme: (value: unknown) => value is HostTheme = isOneOf(hostThemes);
export const isZoomStep: (value: unknown) => value is ZoomStep = isOneOf(zoomSteps);

const isItem = (value: unknown): value is MenuItem => {
  if (!isObject(value)) return false;
  if ('separator' in value) return value['separator'] === true;
  if ('role' in value) return isOneOf(menuRoles)(value['role']) && isText(value['label']);
  if ('recent' in value) return value['recent'] === true && isText(value['label']);
  return (
    isText(value['command']) &&
    isText(value['label']) &&
    isOptional(value['accelerator'], isText) &&
    isBoolean(value['enabled']) &&
    isOptional(value['checked'], isBoolean)
  );
};

export const isMenu = (value: unknown): value is readonly MenuGroup[] =>
  isList(
    value,
    limits.menuGroups,
    (group) =>
      isObject(group) &&
      isText(group['label']) &&
      isOptional(group['role'], isOneOf(groupRoles)) &&
      isList(group['items'], limits.menuItems, isItem),
  );
