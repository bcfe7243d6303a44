import { blend, type Palette, type Theme } from '#renderer/picture/palette.ts';

/** Bands of colour between the lowest and the highest loss. */
export const bands = 12;

/** From little loss to much: the more colour, the more loss. Lightness alone says it too, for eyes that see no hue. */
export const ramps: Readonly<Record<Theme, readonly [number, number, number, number]>> = {
  light: [0xfbf9ff, 0xcdbfec, 0x8b6cc6, 0x3f2180],
  contrast: [0xfbf9ff, 0xcdbfec, 0x8b6cc6, 0x3f2180],
  dark: [0x191522, 0x44346e, 0x7f66bf, 0xd3c5ff],
};

/** The colour of a height of the scale, 0 to 1. */
export const colourAt = ({ theme }: Palette, height: number): number => {
  const ramp = ramps[theme];
  const at = Math.min(1, Math.max(0, height)) * 3;
  const below = Math.min(2, Math.floor(at));
  return blend(ramp[below]!, ramp[below + 1]!, at - below);
};

/** The middle of the band that a height lies in. */
export const bandOf = (height: number): number => (Math.min(bands - 1, Math.floor(height * bands)) + 0.5) / bands;

/** How losses become colours and heights. */
export interface LossScale {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
  /** Where a loss lies between the lowest (0) and the highest (1); NaN where it is not finite. */
  readonly height: (loss: number) => number;
  /** The loss at a height. */
  readonly loss: (height: number) => number;
}

/** Losses that span more than this call for a logarithmic scale by themselves. */
const decades = 50;
/** Nothing smaller than this share of the highest is told apart on a logarithmic scale. */
const smallest = 1e-9;

/** The scale of the finite losses of a picture. `log` undefined leaves the choice to their span. */
export const scaleOf = (values: Float64Array, log: boolean | undefined): LossScale => {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low > high) [low, high] = [0, 1];
  if (low === high) high = low + (Math.abs(low) || 1) * 1e-6;
  const floor = Math.max(low, high * smallest);
  const logarithmic = high > 0 && (log ?? high / floor > decades);
  const between = (value: number, from: number, to: number): number => Math.min(1, Math.max(0, (value - from) / (to - from)));
  return {
    low,
    high,
    log: logarithmic,
    height: (loss) => {
      if (!Number.isFinite(loss)) return NaN;
      return logarithmic ? between(Math.log(Math.max(loss, floor)), Math.log(floor), Math.log(high)) : between(loss, low, high);
    },
    loss: (height) => (logarithmic ? floor * Math.exp(height * Math.log(high / floor)) : low + height * (high - low)),
  };
};
