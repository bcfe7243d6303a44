import type { PlateauTrace, StoppingTrace } from '#core/contract/step-trace.ts';
import type { Act } from '#renderer/picture/act.ts';
import { drawSummary, type Line } from './panel.ts';
import type { Pen } from '#renderer/picture/pen.ts';
import type { Area } from '#renderer/picture/space/placement.ts';

/**
 * Whether an epoch that is watched, by early stopping or by a schedule that waits for a plateau, is about to end: in the last layer's updates,
 * for its loss is that of the new parameters.
 */
export const endsEpoch = ({ trace, moment, depth }: Act): boolean =>
  trace.watch?.loss !== undefined && moment.phase === 'update' && moment.layer === depth;

/** What the end of an epoch did: its loss against the best so far, how long there was nothing better, and what follows from it. */
export const drawWatch = (act: Act, pen: Pen, area: Area): void => {
  const { look, palette, trace } = act;
  const { words, number } = look;
  const { loss, plateau, stopping } = trace.watch!;
  const watched = stopping ?? plateau!;
  const improved = watched.after.best !== watched.before.best;
  const lines: Line[] = [
    { label: words.watchedLoss, value: number(loss!), shown: 1, bold: true, ...(improved ? { colour: palette.positive } : {}) },
    ...(improved ? [] : [{ label: words.best, value: number(watched.after.best), shown: 1 }]),
    ...(stopping ? stoppingLines(act, stopping.after) : []),
    ...(plateau ? plateauLines(act, plateau.before, plateau.after) : []),
  ];
  drawSummary(act, pen, area, words.epochEnds(trace.epoch + 1), lines);
};

const stoppingLines = ({ look: { words }, palette }: Act, { waited, patience, stopped }: StoppingTrace): Line[] => [
  {
    label: stopped ? words.stopsHere : words.waited,
    value: `${waited} / ${patience}`,
    shown: 1,
    ...(waited > 0 ? { colour: palette.warning } : {}),
    bold: stopped,
  },
];

const plateauLines = ({ look: { words, number }, palette }: Act, before: PlateauTrace, after: PlateauTrace): Line[] => {
  const lowered = after.factor !== before.factor;
  return [
    { label: words.untilLower, value: `${lowered ? before.patience + 1 : after.waited} / ${before.patience + 1}`, shown: 1 },
    {
      label: words.rateFactor,
      value: lowered ? number.pair(before.factor, after.factor).join(' → ') : number(after.factor),
      shown: 1,
      ...(lowered ? { colour: palette.warning } : {}),
      bold: lowered,
    },
  ];
};
