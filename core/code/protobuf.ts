/**
 * A message of Protocol Buffers, field by field in the order of the list: [number, value]. A bigint is an integer (varint), a number a float
 * (4 bytes), a text UTF-8, bytes a message or an array as it stands.   https://protobuf.dev/programming-guides/encoding/
 */
export type Field = readonly [number: number, value: bigint | number | string | Uint8Array];

export const message = (...fields: readonly Field[]): Uint8Array => {
  const parts = fields.flatMap(([number, value]): Uint8Array[] => {
    if (typeof value === 'bigint') return [varint(key(number, 0)), varint(value)];
    if (typeof value === 'number') return [varint(key(number, 5)), float(value)];
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    return [varint(key(number, 2)), varint(BigInt(bytes.length)), bytes];
  });
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** A field's number with how its value is written: 0 a varint, 2 so many bytes, 5 four bytes. */
const key = (number: number, type: 0 | 2 | 5): bigint => BigInt(number * 8 + type);

/** Seven bits a byte, the lowest first; the top bit says that more follow. A negative number has ten bytes. */
const varint = (value: bigint): Uint8Array => {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, value);
  do {
    const low = Number(left & 127n);
    left >>= 7n;
    bytes.push(left > 0n ? low + 128 : low);
  } while (left > 0n);
  return Uint8Array.from(bytes);
};

const float = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return bytes;
};
