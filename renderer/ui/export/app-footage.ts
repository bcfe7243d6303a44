import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Step } from '#core/contract/units.ts';
import type { Extra, FigureSubject } from '#core/view/figures.ts';
import { catalogue, type Language } from '#core/words/catalogue.ts';
import { countWriter, numberWriter } from '#core/words/number.ts';
import { footageOf, letterOn, lines, type Footage, type Telling } from '#renderer/export/footage.ts';
import type { Pace } from '#renderer/export/pace.ts';
import { palettes, type Theme } from '#renderer/picture/palette.ts';
import type { Size } from '#renderer/picture/space/area.ts';
import { place } from '#renderer/picture/space/placement.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { narrate, narrateTold } from '#renderer/model/narration/narrate.ts';
import { textOf, type Speech } from '#renderer/model/narration/teller.ts';
import { speechOf } from '#renderer/model/speech.ts';
import { readingSeconds, stretchesOf } from '#renderer/model/time/reading.ts';
import type { Marks } from '#renderer/model/time/marks.svelte.ts';
import { toldAt } from '#renderer/model/time/told.ts';
import { unitNames } from '#renderer/model/unit-names.ts';
import type { Unseen } from '#renderer/ui/figures/ready.ts';

/** How a film looks and what it says. */
interface Drawn extends Words {
  readonly subject: FigureSubject;
  /** As a figure, with its title and key: what stands still, and every view but the network. */
  readonly asFigure: boolean;
  readonly theme: Theme;
  readonly size: Size;
}

/** What is filmed of an app. `slot` keeps the trainer's calls of several films apart; `report` hears how far training has come. */
export const footageFor = (unseen: Unseen, film: Drawn, slot: string, report?: (done: number, total: number) => void): Footage => {
  const { app } = unseen;
  const { subject, size, theme, has } = film;
  if (subject === 'network' && !film.asFigure) return remarked(networkFootage(app, film, slot), app.marks);
  const drawing = { stage: { ...size, letter: letterOn(size) }, palette: palettes[theme], has, ownGround: undefined, lines };
  const telling = tellingOf(app, film);
  let figures: Promise<Footage> | undefined;
  // Figures come when the first of them is drawn: the dialog opens without.
  const load = async (): Promise<Footage> =>
    (await import('#renderer/ui/figures/figure-footage.ts')).figureFootage(unseen, subject, () => drawing, telling, report);
  return remarked({ at: (instant) => oneByOne(async () => (await (figures ??= load())).at(instant)) }, app.marks);
};

/** The app can be at one place at a time, whoever films. */
let last: Promise<unknown> = Promise.resolve();
const oneByOne = <T>(work: () => Promise<T>): Promise<T> => {
  const done = last.then(work);
  last = done.catch(() => undefined);
  return done;
};

/** Seconds that a sentence stands at least. */
const leastStanding = 1;

interface Words {
  readonly language: Language;
  /** Moments that stand alone are each told by themselves, what goes by as play tells it. */
  readonly alone: boolean;
  /** Seconds of the film for a second of the timetable; undefined where every sentence has the time that reading it takes. */
  readonly rate: number | undefined;
  /** What stands in the picture besides it. */
  readonly has: Readonly<Record<Extra, boolean>>;
}

/** The network of the open run, without what only the pointer does. `slot` keeps the trainer's calls of several apart. */
const networkFootage = (app: App, film: Words & Pick<Drawn, 'theme' | 'size'>, slot: string): Footage => {
  const { preferences, selection, run, playhead, trainer } = app;
  const { follow } = selection;
  const { theme, language, size } = film;
  const look = {
    ...{ theme, language },
    numberFormat: preferences.numberFormatOf(language),
    selected: selection.selected,
    still: false,
    numbers: 'all',
    scale: preferences.weightScale,
    mistake: app.mistakes.told(),
    names: unitNames(run.summary, catalogue[language].words),
  } as const;
  const trace = (step: Step): Promise<StepTrace> => trainer.latest(slot, 'trace', { step, follow });
  return footageOf(
    { size, placeIn: (inner) => place(run.shape!, inner), timeline: playhead.timeline!, look, ...tellingOf(app, film) },
    trace,
  );
};

/** What is said, in the language of the labels. */
const tellingOf = (app: App, { language, has: { note, sentence }, alone, rate }: Words): Telling => {
  const { words } = catalogue[language];
  const timeline = app.playhead.timeline!;
  const speech = speechIn(app, language);
  const { count } = speech;
  return {
    shows: { note, sentence },
    note: ({ step, batch: { samples } }) => words.figure.moment(count(step), samples.length === 0 ? undefined : count(samples[0]! + 1)),
    sentence: (trace, t) => {
      const moment = timeline.at(t);
      if (alone) return textOf(narrate(trace, moment, speech));
      const told = toldAt(timeline, moment.index);
      const stands = timeline.restAt(told.to) - timeline.restAt(told.from - 1);
      // Nobody reads what is gone at once: the phase says what is going on.
      if (rate !== undefined && stands * rate < leastStanding) return words.picture.phase[moment.phase];
      return textOf(narrateTold(trace, told, timeline, speech));
    },
  };
};

/** The same with what the person wrote at its marks. */
const remarked = (footage: Footage, marks: Pick<Marks, 'at'>): Footage => ({
  at: async (instant) => {
    const { frame, note } = await footage.at(instant);
    const remark = marks.at(instant)?.note;
    return { frame, note: note && remark ? { ...note, remark } : note };
  },
});

/** Every step takes as long as it takes to read what is said of this one. */
export const readingPace = (app: App, language: Language, trace: StepTrace): Pace => {
  const timeline = app.playhead.timeline!;
  const speech = speechIn(app, language);
  return {
    by: 'sentence',
    stretches: stretchesOf(timeline, (told) => readingSeconds(textOf(narrateTold(trace, told, timeline, speech)))),
  };
};

/** How a step is called in the language of the labels. */
export const stepNames = (app: App, language: Language): ((step: number) => string) => {
  const count = countWriter(app.preferences.localeOf(language));
  return (step) => catalogue[language].words.figure.moment(count(step), undefined);
};

const speechIn = ({ run, mistakes, preferences }: App, language: Language): Speech => {
  const { words } = catalogue[language];
  const locale = preferences.localeOf(language);
  return speechOf({
    run,
    preferences: { words, number: numberWriter(locale, preferences.digits, preferences.numberStyle), locale },
    mistakes,
  })!;
};
