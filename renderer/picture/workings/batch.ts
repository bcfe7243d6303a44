import { input } from '#core/account/forward.ts';
import { target } from '#core/account/loss.ts';
import { type Act, written } from '#renderer/picture/act.ts';
import { drawAbsent, drawSummary, type Line, type Panel } from './panel.ts';
import { sub, type Pen } from '#renderer/picture/pen.ts';

/** Which sample is followed, and its numbers. */
export const batchWorkings = (act: Act, pen: Pen, { summary, terms, rest }: Panel): void => {
  const { account, trace, look, shape, type } = act;
  const { batch } = trace;
  const fits = 3;
  const inputs = Array.from({ length: Math.min(shape.inputs, fits) }, (_, i): Line => ({
    label: `x${sub(i + 1)}`,
    value: written(act, input(account, i).value),
    shown: 1,
  }));
  drawSummary(act, pen, summary, `${look.words.inputs} · #${batch.samples[0]! + 1}`, inputs);
  const x = terms.x + summary.width + 24 * type;
  const beside = rest.x + rest.width - x;
  const roomy = beside >= 100 * type;
  if (act.absent) drawAbsent(act, pen, roomy ? { x, width: beside } : rest, rest.y + rest.height / 2);
  if (act.absent && !roomy) return;
  const outputs = Array.from({ length: Math.min(batch.y.cols, fits) }, (_, o): Line => ({
    label: `y${sub(o + 1)}`,
    value: written(act, target(account, o).value),
    shown: 1,
  }));
  drawSummary(act, pen, { ...terms, width: Math.min(terms.width, summary.width) }, look.words.target, outputs);
};
