import { deflateSync } from 'fflate';
import { ok, type Result } from '#core/contract/failure.ts';
import { inflate } from './archive.ts';
import { bounds } from './bounds.ts';
import { crcOf } from './crc.ts';
import { refuseFor } from './fault.ts';
import { dictionary } from './link-dictionary.ts';

/**
 * A run file in a link: `#run=` and, as base64url, the checksum of its text and the text deflated. What is behind `#` never leaves the browser.
 * With `&locked` it is for a class that plays it and answers.
 */
export interface Link {
  /** The run file: the run with its branches, the marks, the view. */
  readonly run: string;
  readonly locked: boolean;
}

const key = 'run';
const lock = 'locked';
/** Characters by which a link that is refused is called. */
const calledBy = 16;
const checksum = 4;

/** The part of an address from `#` on, whether the whole address is given, or the part alone, with or without its `#`. */
const hashOf = (text: string): URLSearchParams => new URLSearchParams(text.trim().replace(/^[^#]*#/, ''));

/** Whether a text carries a run, or should. */
export const isLink = (text: string): boolean => hashOf(text).has(key);

/** The link from its `#` on, of a run called `name`. Refuses one that is longer than programs pass on. */
export const writeLink = ({ run, locked }: Link, name: string): Result<string> => {
  const text = new TextEncoder().encode(run);
  const packed = deflateSync(text, { level: 9, dictionary });
  const bytes = new Uint8Array(checksum + packed.length);
  new DataView(bytes.buffer).setUint32(0, crcOf(text));
  bytes.set(packed, checksum);
  const link = `#${key}=${toBase64(bytes)}${locked ? `&${lock}` : ''}`;
  const { characters } = bounds.link;
  if (text.length > bounds.link.bytes || link.length > characters)
    return refuseFor(name)('long-link', { found: link.length, limit: characters });
  return ok(link);
};

/** Reads a link, or the part of it behind `#`. What it carries is still to be read as any run file. Never throws. */
export const readLink = (text: string): Result<Link> => {
  const asked = hashOf(text);
  const carried = asked.get(key) ?? '';
  const refuse = refuseFor(`#${key}=${carried.slice(0, calledBy)}…`);
  if (carried.length > bounds.link.characters) return refuse('long-link', { found: carried.length, limit: bounds.link.characters });
  const bytes = fromBase64(carried);
  const content = bytes && bytes.length > checksum ? inflate(bytes.subarray(checksum), bounds.link.bytes, dictionary) : undefined;
  if (!content || crcOf(content) !== new DataView(bytes!.buffer).getUint32(0)) return refuse('link');
  return ok({ run: new TextDecoder().decode(content), locked: asked.has(lock) });
};

const toBase64 = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64 = (text: string): Uint8Array | undefined => {
  if (!/^[\w-]*$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
};
