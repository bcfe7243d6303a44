import type { Run } from '#core/net/run.ts';
import { tensorsOf, type Tensor } from './tensors.ts';

/** The parameters and running statistics of a state in the safetensors format. */
export const safetensors = (run: Run, state: Float64Array, step: number): Uint8Array =>
  safetensorsOf(tensorsOf(run, state), { format: 'retrograd', step: String(step) });

/**
 * Tensors in the safetensors format: the header's length (8 bytes), the header as JSON, filled up with spaces to a multiple of 8 bytes, then
 * the tensors, little-endian float64.
 */
export const safetensorsOf = (tensors: readonly Tensor[], about: Readonly<Record<string, string>>): Uint8Array => {
  let size = 0;
  const entries = tensors.map(
    ({ name, shape, data }) => [name, { dtype: 'F64', shape, data_offsets: [size, (size += data.length * 8)] }] as const,
  );
  const header = { __metadata__: about, ...Object.fromEntries(entries) };
  const text = JSON.stringify(header);
  // Names and numbers alone: every character is one byte.
  const padded = text.padEnd(Math.ceil(text.length / 8) * 8, ' ');
  const bytes = new Uint8Array(8 + padded.length + size);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(padded.length), true);
  for (let i = 0; i < padded.length; i++) bytes[8 + i] = padded.charCodeAt(i);
  let at = 8 + padded.length;
  for (const { data } of tensors) for (const value of data) view.setFloat64((at += 8) - 8, value, true);
  return bytes;
};
