import { phaseOf, type Card } from '#renderer/model/formula/card.ts';
import type { Outline } from '#renderer/picture/frame.ts';
import type { Palette } from '#renderer/picture/palette.ts';
import { Pen } from '#renderer/picture/pen.ts';
import type { Setting } from '#renderer/ui/figures/figure.ts';
import { hueOf } from '#renderer/ui/figures/hues.ts';
import { linesOf } from './lines.ts';
import type { Typeset } from './typeset.ts';

/** Between the lines of a formula and between cards, in heights of a letter; what lies between two lines is left free. */
const [between, apart, indent] = [0.55, 1, 1.4];
/** Letters of formulas are larger than those around them, for their indices are smaller. */
const larger = 1.15;

/** Writes cards under each other; where there is no more room it says that there is more. */
export class Sheet {
  readonly pen = new Pen();
  readonly outlines: Outline[] = [];
  #y: number;
  #full = false;

  constructor(
    readonly setting: Setting,
    readonly typeset: (latex: string) => Typeset,
  ) {
    this.#y = 0.6 * setting.letter;
  }

  write({ name, symbolic, numeric, right }: Card, title: string, errors: { readonly computes: string; readonly correct: string }): void {
    const { palette, letter } = this.setting;
    this.#head(title, hueOf(phaseOf[name], palette.theme));
    if (right) this.#head(errors.computes, palette.negative);
    this.#lines(symbolic, numeric.length > 0 ? palette.soft : palette.ink);
    this.#lines(numeric, palette.ink);
    if (right) {
      this.#head(errors.correct, palette.positive);
      this.#lines(right.symbolic, right.numeric.length > 0 ? palette.soft : palette.ink);
      this.#lines(right.numeric, palette.ink);
    }
    this.#y += apart * letter;
  }

  #head(text: string, colour: number): void {
    const { letter } = this.setting;
    if (this.#isFull(2.8 * letter)) return;
    this.pen.text(letter, this.#y + 0.6 * letter, text, letter, colour, { weight: 'bold' });
    this.#y += 1.7 * letter;
  }

  /** Whether so much more finds no room above the line that says that there is more. */
  #isFull(more: number): boolean {
    const { letter, height, palette } = this.setting;
    if (this.#full || this.#y + more <= height - 1.2 * letter) return this.#full;
    this.pen.text(letter, this.#y + 0.5 * letter, '…', letter, palette.soft);
    return (this.#full = true);
  }

  #lines(formulas: readonly string[], colour: number): void {
    const { letter, width, palette } = this.setting;
    const size = larger * letter;
    const room = width - (2 + indent) * letter;
    for (const formula of formulas) {
      const lines = linesOf(formula, room / size, (line) => this.typeset(line).width);
      for (const [index, line] of lines.entries()) {
        const set = this.typeset(line);
        // What cannot be broken is smaller.
        const own = Math.min(size, room / Math.max(set.width, 1e-9));
        if (this.#isFull((set.height + set.depth) * own)) return;
        const left = letter + (index > 0 || formula.startsWith('{}=') ? indent * letter : 0.4 * letter);
        this.#place(set, left, this.#y + set.height * own, own, colour, palette);
        this.#y += (set.height + set.depth + between) * own;
      }
    }
  }

  #place({ outlines }: Typeset, x: number, baseline: number, size: number, colour: number, palette: Palette): void {
    const colours = { now: palette.positive, later: palette.soft } as const;
    for (const { contours, mark } of outlines) {
      this.outlines.push({
        contours: contours.map((points) => points.map((value, index) => (index % 2 === 0 ? x : baseline) + size * value)),
        fill: (mark !== undefined && colours[mark as keyof typeof colours]) || colour,
        alpha: 1,
      });
    }
  }
}
