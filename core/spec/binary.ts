/**
 * What other programs' files begin with: ZIP (and so .xlsx, .ods, .numbers), the old Office (.xls), gzip, PDF, Parquet, HDF5, PNG, JPEG.
 */
const beginnings: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x1f, 0x8b, 0x08],
  [0x25, 0x50, 0x44, 0x46],
  [0x50, 0x41, 0x52, 0x31],
  [0x89, 0x48, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
];

/** Whether the first bytes of a file say that it is no text. */
export const isBinary = (bytes: ArrayLike<number>): boolean =>
  beginnings.some((beginning) => beginning.every((byte, i) => bytes[i] === byte));
