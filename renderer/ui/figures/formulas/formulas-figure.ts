import type { App } from '#renderer/model/app.svelte.ts';
import { phaseOf, type Card } from '#renderer/model/formula/card.ts';
import { exists, explain, fitsNetwork, targetAt } from '#renderer/model/formula/explain.ts';
import { handKey, openByItself } from '#renderer/model/formula/open-cards.ts';
import { unitNames } from '#renderer/model/unit-names.ts';
import type { Outline } from '#renderer/picture/frame.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import type { Palette } from '#renderer/picture/palette.ts';
import { targetName } from '#renderer/ui/inspector/target-name.ts';
import type { Figure, Setting } from '#renderer/ui/figures/figure.ts';
import { hueOf } from '#renderer/ui/figures/hues.ts';
import { momentOf } from '#renderer/ui/figures/moment.ts';
import { documentOf } from './document.ts';
import { linesOf } from './lines.ts';
import { outlines } from './outlines.ts';
import type { Typeset } from './typeset.ts';

/** Between the lines of a formula and between cards, in heights of a letter; what lies between two lines is left free. */
const [between, apart, indent] = [0.55, 1, 1.4];
/** Letters of formulas are larger than those around them, for their indices are smaller. */
const larger = 1.15;

/** The formulas of what is selected, or of what the step is at, as they stand open beside the picture: outlines, and LaTeX. */
export const formulasFigure = async (app: App): Promise<Figure | undefined> => {
  const { playhead, run, selection, preferences, mistakes, covers } = app;
  const { shown, timeline } = playhead;
  const { spec } = run;
  if (!shown || !timeline || !spec || !fitsNetwork(shown.trace, spec)) return undefined;
  const place = timeline.positionOf(timeline.at(shown.t).index);
  const { selected } = selection;
  const chosen = selected && exists(spec.network, selected) ? selected : undefined;
  const target = chosen ?? targetAt(place);
  const { number, words } = preferences;
  const cards = explain({ spec, trace: shown.trace, place, number, mistake: mistakes.told(), covers }, target);
  const byItself = openByItself(cards, app.presentation.beside === 'formula');
  const byHand = app.choices.of('formulas').cards;
  const key = chosen && JSON.stringify(chosen);
  const told = cards
    .filter((card) => byHand[handKey(card.name, key)] ?? byItself.includes(card.name))
    .map((card) => ({ card, title: words.inspector.card[card.name] }));
  if (told.length === 0 || !outlines) return undefined;
  const { typeset } = await outlines();
  return {
    name: words.figure.files.formulas,
    title: targetName(target, spec.network.layers.length, words.inspector, unitNames(run.summary, words)),
    note: momentOf(app, shown.trace),
    draw: (setting) => {
      const { width, height, palette } = setting;
      const sheet = new Sheet(setting, typeset);
      for (const { card, title } of told) sheet.write(card, title, words.errors);
      return { ...plainFrame({ width, height, background: palette.background }, sheet.pen), outlines: sheet.outlines };
    },
    latex: () => documentOf(told),
    table: () => [
      ['quantity', 'symbol', 'value', 'formula', 'with numbers'],
      ...cards.map(({ name, symbol, value, symbolic, numeric }) => [name, symbol, value, symbolic.join(' '), numeric.join(' ')]),
    ],
  };
};

/** Writes cards under each other, until there is no more room. */
class Sheet {
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
    const { letter, height } = this.setting;
    if (this.#full || this.#y + 1.4 * letter > height) return;
    this.pen.text(letter, this.#y + 0.6 * letter, text, letter, colour, { weight: 'bold' });
    this.#y += 1.7 * letter;
  }

  #lines(formulas: readonly string[], colour: number): void {
    const { letter, width, height, palette } = this.setting;
    const size = larger * letter;
    const room = width - (2 + indent) * letter;
    for (const formula of formulas) {
      const lines = linesOf(formula, room / size, (line) => this.typeset(line).width);
      for (const [index, line] of lines.entries()) {
        const set = this.typeset(line);
        // What cannot be broken is smaller.
        const own = Math.min(size, room / Math.max(set.width, 1e-9));
        if (this.#full || this.#y + (set.height + set.depth) * own > height) return void (this.#full = true);
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
