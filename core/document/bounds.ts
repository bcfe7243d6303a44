import { limits } from '#core/spec/methods.ts';

/** What a document's file may take, whoever made it: writer and reader hold to the same. */
export const bounds = {
  /** Bytes of the file, and of all that is in it. */
  bytes: 512 << 20,
  entries: 1000,
  /** How many times as large an entry may be as it is packed, where it is larger than `plain`. */
  ratio: 100,
  plain: 1 << 20,
  /** Bytes of each part that is JSON. */
  text: limits.specBytes,
  /** Bytes of a document that a picture carries. */
  carried: 8 << 20,
  /** Characters of a link, from its `#` on, and bytes of the text that it carries. */
  link: { characters: 8000, bytes: 256 << 10 },
} as const;
