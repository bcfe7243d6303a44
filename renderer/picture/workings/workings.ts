import type { Act } from '#renderer/picture/act.ts';
import { panelOf } from './panel.ts';
import type { Pen } from '#renderer/picture/pen.ts';
import { batchWorkings } from './batch.ts';
import { forwardWorkings } from './forward.ts';
import { gradientWorkings } from './gradient.ts';
import { backwardWorkings } from './backward.ts';
import { lossWorkings } from './loss.ts';
import { optimiseWorkings } from './optimise.ts';
import { updateWorkings } from './update.ts';

const drawers = {
  batch: batchWorkings,
  forward: forwardWorkings,
  loss: lossWorkings,
  backward: backwardWorkings,
  gradient: gradientWorkings,
  optimise: optimiseWorkings,
  update: updateWorkings,
} as const;

/** The calculation of this moment, large enough to follow: its terms, its result, its curve. */
export const drawWorkings = (act: Act, pen: Pen): void => {
  const { workings } = act.placement;
  if (!workings) return;
  pen.rect(workings.x, workings.y, workings.width, workings.height, act.palette.panel, { radius: 8 * act.unit });
  drawers[act.moment.phase](act, pen, panelOf(act, workings));
};
