import type { Act } from './act.ts';
import { panelOf } from './panel.ts';
import type { Pen } from './pen.ts';
import { batchWorkings } from './workings-batch.ts';
import { forwardWorkings } from './workings-forward.ts';
import { gradientWorkings } from './workings-gradient.ts';
import { backwardWorkings } from './workings-backward.ts';
import { lossWorkings } from './workings-loss.ts';
import { optimiseWorkings } from './workings-optimise.ts';
import { updateWorkings } from './workings-update.ts';

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
  if (act.moment.operation === 'start') return;
  drawers[act.moment.phase](act, pen, panelOf(act, workings));
};
