import { textWidth, type Pen } from '#renderer/picture/pen.ts';
import type { Palette } from '#renderer/picture/palette.ts';

/** From one row of a key to the next, and around what an entry's sign takes, in heights of a letter. */
const [line, gap] = [1.5, 1.4];

interface Key {
  /** Room that it takes under the picture. */
  readonly height: number;
  /** Draws it from `top` on. `sign` draws an entry's own sign around the middle of its room. */
  readonly draw: (pen: Pen, top: number, palette: Palette, sign: (index: number, x: number, y: number) => void) => void;
}

/** The names of what is drawn, each behind its sign of a width in letters, in as many rows as it takes. Longer than a row, a name is cut. */
export const keyOf = (names: readonly string[], width: number, letter: number, signWidth: number): Key => {
  const room = width - 2 * letter;
  const sign = signWidth * letter;
  const places: { readonly x: number; readonly row: number; readonly name: string }[] = [];
  let [x, row] = [0, 0];
  for (const whole of names) {
    const name = cut(whole, letter, room - sign);
    const wide = sign + textWidth(name, letter);
    if (x > 0 && x + wide > room) [x, row] = [0, row + 1];
    places.push({ x: letter + x, row, name });
    x += wide + gap * letter;
  }
  return {
    height: names.length === 0 ? 0 : (row + 1) * line * letter,
    draw: (pen, top, palette, drawSign) =>
      places.forEach((place, index) => {
        const y = top + (place.row + 0.5) * line * letter;
        drawSign(index, place.x, y);
        pen.text(place.x + sign, y, place.name, letter, palette.ink, { tabular: true });
      }),
  };
};

const cut = (name: string, letter: number, room: number): string => {
  if (textWidth(name, letter) <= room) return name;
  const letters = [...name];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, letter) > room) letters.pop();
  return `${letters.join('')}…`;
};
