import type { App } from '#renderer/model/app.svelte.ts';
import { exists, explain, fitsNetwork, targetAt } from '#renderer/model/formula/explain.ts';
import { handKey, openByItself } from '#renderer/model/formula/open-cards.ts';
import { unitNames } from '#renderer/model/unit-names.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { targetName } from '#renderer/ui/inspector/target-name.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { momentOf } from '#renderer/ui/figures/moment.ts';
import { documentOf } from './document.ts';
import { outlines } from './outlines.ts';
import { Sheet } from './sheet.ts';

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
    flows: true,
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
