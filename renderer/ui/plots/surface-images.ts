import type { Activation } from '#core/spec/methods.ts';
import type { Surface } from '#core/protocol/trainer.ts';
import { niceCeiling } from '#renderer/picture/scales.ts';
import { diverging, type Palette } from '#renderer/picture/palette.ts';

/** Activations that are shares of one: a half is neither yes nor no. */
const shares: readonly Activation[] = ['sigmoid', 'softmax'];

/**
 * What each unit of a layer gives over the plane, as colours row by row from the top. Zero is neutral, for sigmoid and softmax one half; all units
 * of the layer are on one scale.
 */
export const surfaceColours = ({ grid, outputs, values }: Surface, activation: Activation, palette: Palette): Uint32Array[] => {
  const rows = values.length / (grid * outputs);
  const share = shares.includes(activation);
  let most = 0;
  for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  const scale = share ? 0.5 : niceCeiling(most);
  return Array.from({ length: outputs }, (_, unit) =>
    Uint32Array.from({ length: rows * grid }, (__, cell) => {
      const [row, col] = [rows - 1 - Math.floor(cell / grid), cell % grid];
      return diverging(palette, values[(row * grid + col) * outputs + unit]! - (share ? 0.5 : 0), scale);
    }),
  );
};
