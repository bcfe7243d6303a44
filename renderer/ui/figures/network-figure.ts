import { frameAt, type Scene } from '#renderer/picture/frame-at.ts';
import type { Look } from '#renderer/picture/look.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { wiringOf } from '#renderer/picture/space/wiring.ts';
import { namesOf } from '#renderer/picture/svg/names.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { narrate } from '#renderer/model/narration/narrate.ts';
import { textOf } from '#renderer/model/narration/teller.ts';
import { speechOf } from '#renderer/model/speech.ts';
import { lookOf } from '#renderer/ui/common/look.ts';
import type { Figure, Setting } from './figure.ts';
import { momentOf } from './moment.ts';

/** The network as it stands on the stage, without what only the pointer does. */
export const networkFigure = (app: App): Figure | undefined => {
  const { playhead, run, preferences } = app;
  const { shown, timeline } = playhead;
  const { shape } = run;
  if (!shown || !timeline || !shape || shown.trace.layers.length !== shape.layers.length) return undefined;
  const { trace, t } = shown;
  const plain: Look = { ...lookOf(app), hovered: undefined, still: false };
  const scene = ({ width, height, letter, palette, legend, workings, ground }: Setting, caption: boolean): Scene => ({
    ...{ trace, timeline, t },
    placement: place(shape, { width, height }, letter, true, { legend: !legend, workings: !workings }),
    look: { ...plain, theme: palette.theme, caption, ground },
  });
  const speech = speechOf(app);
  const moment = timeline.at(t);
  return {
    name: preferences.words.figure.files.network,
    title: preferences.words.picture.phase[moment.phase],
    note: momentOf(app, trace),
    ...(speech && { sentence: textOf(narrate(trace, moment, speech)) }),
    draw: (setting) => frameAt(scene(setting, false)),
    names: (setting) => {
      const { placement } = scene(setting, false);
      return namesOf(placement, wiringOf(placement, trace));
    },
    table: () => parametersOf(trace),
  };
};

/** Every weight and bias with its gradient. */
const parametersOf = (trace: StepTrace): (string | number)[][] => {
  const rows: (string | number)[][] = [['layer', 'parameter', 'from', 'to', 'value', 'gradient']];
  trace.layers.forEach(({ W, b, dW, db }, index) => {
    for (let to = 0; to < W.cols; to++) {
      for (let from = 0; from < W.rows; from++)
        rows.push([index + 1, 'w', from + 1, to + 1, W.data[from * W.cols + to]!, dW.data[from * W.cols + to]!]);
      rows.push([index + 1, 'b', '', to + 1, b.data[to]!, db.data[to]!]);
    }
  });
  return rows;
};
