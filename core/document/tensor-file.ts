import { safetensorsOf } from '#core/code/safetensors.ts';
import type { Tensor } from '#core/code/tensors.ts';
import { parseRunText } from '#core/spec/read-run-spec.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { makeLayout, type Layout } from '#core/net/layout.ts';
import { rulesOf } from '#core/net/rules.ts';

/** The whole state of a step as safetensors, each of its arrays by name, and back. */

interface Part {
  readonly name: string;
  readonly from: number;
  readonly shape: readonly number[];
}

const sizeOf = ({ shape }: Pick<Part, 'shape'>): number => shape.reduce((product, size) => product * size, 1);

/** Everything that a state holds: parameters, optimiser slots of theirs, running statistics, and what schedule and optimiser remember. */
const partsOf = (layout: Layout): readonly Part[] => {
  const parameters = (prefix: string, shift: number): readonly Part[] =>
    layout.layers.flatMap(({ inputs, units, W, b, gamma, beta }, l) => [
      { name: `${prefix}layers.${l}.W`, from: shift + W, shape: [inputs, units] },
      { name: `${prefix}layers.${l}.b`, from: shift + b, shape: [units] },
      ...(gamma < 0 ? [] : [{ name: `${prefix}layers.${l}.gamma`, from: shift + gamma, shape: [units] }]),
      ...(beta < 0 ? [] : [{ name: `${prefix}layers.${l}.beta`, from: shift + beta, shape: [units] }]),
    ]);
  const running = layout.layers.flatMap(({ units, runningMean, runningVariance }, l) =>
    runningMean < 0
      ? []
      : [
          { name: `layers.${l}.runningMean`, from: runningMean, shape: [units] },
          { name: `layers.${l}.runningVariance`, from: runningVariance, shape: [units] },
        ],
  );
  const remembered = layout.oldGradient < 0 ? [] : parameters('gradient.', layout.oldGradient);
  const known = [
    ...parameters('', 0),
    ...layout.slots.flatMap((slot, index) => parameters(`optimizer.${slot}.`, (1 + index) * layout.parameters)),
    ...running,
    ...remembered,
  ];
  const rest = layout.length - layout.scalars;
  return rest === 0 ? known : [...known, { name: 'scalars', from: layout.scalars, shape: [rest] }];
};

const layoutOf = (spec: RunSpec): Layout => makeLayout(spec, rulesOf(spec));

/** A state of a run with this description, after `step` updates. */
export const writeState = (spec: RunSpec, state: Float64Array, step: number): Uint8Array => {
  const tensors = partsOf(layoutOf(spec)).map((part): Tensor => ({ ...part, data: state.subarray(part.from, part.from + sizeOf(part)) }));
  return safetensorsOf(tensors, { format: 'retrograd', step: String(step) });
};

/** The state in such a file, where it is one of a run with this description and all of its numbers are finite; else undefined. */
export const readState = (spec: RunSpec, bytes: Uint8Array): Float64Array | undefined => {
  const layout = layoutOf(spec);
  const data = tensorsIn(bytes);
  const parts = partsOf(layout);
  if (!data || 8 * layout.length > bytes.length || data.header.size !== parts.length) return undefined;
  const state = new Float64Array(layout.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const part of parts) {
    const from = data.header.get(part.name);
    const size = sizeOf(part);
    if (from === undefined || from.size !== 8 * size || !alike(from.shape, part.shape)) return undefined;
    for (let i = 0; i < size; i++) state[part.from + i] = view.getFloat64(from.at + 8 * i, true);
  }
  // What schedule and stopping remember begins with Infinity.
  const finite = state.subarray(0, layout.scalars).every(Number.isFinite);
  return finite && !state.some(Number.isNaN) ? state : undefined;
};

const alike = (a: readonly unknown[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, index) => size === b[index]);

interface Place {
  readonly at: number;
  readonly size: number;
  readonly shape: readonly unknown[];
}

/** The header's length (8 bytes), the header, and the arrays: each float64 array by its name. */
const tensorsIn = (bytes: Uint8Array): { readonly header: ReadonlyMap<string, Place> } | undefined => {
  if (bytes.length < 8) return undefined;
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  const start = 8 + length;
  if (start > bytes.length) return undefined;
  const parsed = parseRunText(new TextDecoder().decode(bytes.subarray(8, start)));
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null) return undefined;
  const header = new Map<string, Place>();
  for (const [name, value] of Object.entries(parsed.value)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, data_offsets: offsets } = (value ?? {}) as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
    if (dtype !== 'F64' || !Array.isArray(shape) || !Array.isArray(offsets)) return undefined;
    const [from, to] = offsets as readonly unknown[];
    const inside =
      Number.isSafeInteger(from) && Number.isSafeInteger(to) && (from as number) >= 0 && start + (to as number) <= bytes.length;
    if (!inside) return undefined;
    header.set(name, { at: start + (from as number), size: (to as number) - (from as number), shape: shape as readonly unknown[] });
  }
  return { header };
};
