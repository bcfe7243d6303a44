import type { Phase } from '#core/contract/position.ts';
import type { Colour } from '#renderer/picture/frame.ts';
import type { Theme } from '#renderer/picture/palette.ts';

/** The hues of the phases, as the interface has them (`tokens.css`). */
const hues: Readonly<Record<Theme, Readonly<Record<Phase, Colour>>>> = {
  light: {
    batch: 0x5d6875,
    forward: 0x11758a,
    loss: 0x6a4ba3,
    backward: 0xa3146c,
    gradient: 0x9a6206,
    optimise: 0x5f6b1f,
    update: 0x2b7a45,
  },
  dark: {
    batch: 0x98a4b1,
    forward: 0x4fc3d9,
    loss: 0xb9a3f5,
    backward: 0xff7fc4,
    gradient: 0xe8b45a,
    optimise: 0xbcc963,
    update: 0x6fce8f,
  },
  contrast: {
    batch: 0x434c57,
    forward: 0x0a5464,
    loss: 0x553a86,
    backward: 0x86105a,
    gradient: 0x6d4503,
    optimise: 0x474f16,
    update: 0x1c5a31,
  },
};

export const hueOf = (phase: Phase, theme: Theme): Colour => hues[theme][phase];
