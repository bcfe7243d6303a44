import { activationFacts } from '#core/math/activation.ts';
import { coversAny } from '#core/account/cover.ts';
import { loss, residual as residualIn, sampleLoss as told } from '#core/account/loss.ts';
import { type Act, isCovered, outputOf, partProgress, unitProgress, valueOf, written } from './act.ts';
import { gridColours, keptColours } from '#renderer/picture/network/cells.ts';
import { arrive, clamp, mix, smooth } from '#renderer/picture/time/easing.ts';
import type { Grid } from '#renderer/picture/space/grid.ts';
import { drawOutputName } from '#renderer/picture/network/data-names.ts';
import { diverging } from './palette.ts';
import { textWidth, type Pen } from './pen.ts';
import { drawUpright, leastUpright } from './ruler-upright.ts';
import { niceCeiling } from './scales.ts';

/** Prediction against target for every drawn output, and the loss that they add up to. */
export const drawRuler = (act: Act, pen: Pen): void => {
  const { placement, depth } = act;
  const column = placement.columns[depth]!;
  const domain = domainOf(act);
  for (let o = 0; o < column.shown; o++) {
    const place = { y: column.y[o]!, spacing: column.shown === 1 ? placement.network.height : column.spacing };
    if (column.roomy)
      drawUpright(
        act,
        pen,
        o,
        place,
        domain,
        ...(column.shown === 1 ? ([sampleLoss(act), wholeLoss(act)] as const) : ([residual(act, o), undefined] as const)),
      );
    else drawRow(act, pen, o, place.y, place.spacing, domain);
  }
  if (column.grid) drawTargets(act, pen, column.grid);
  drawLoss(act, pen);
};

const sampleLoss = (act: Act): string => act.look.words.sampleLoss(written(act, told(act.account).value));

const residual = (act: Act, o: number): string => written(act, residualIn(act.account, o).value);

/** From the least to the most of what is shown, 0 and 1 included where outputs are probabilities. */
export const domainOf = ({ trace, shape, look }: Act): readonly [number, number] => {
  const { activation } = shape.layers.at(-1)!;
  const [lowest, highest] = activationFacts[activation].range;
  if (lowest === 0 && highest === 1) return [0, 1];
  const { units, a } = trace.layers.at(-1)!;
  const said = coversAny(look.cover ?? [], ['a'], shape.layers.length) ? [] : [...a.data, ...units.min, ...units.max];
  const values = [...trace.batch.y.data, ...said].filter(Number.isFinite);
  const most = niceCeiling(Math.max(0, ...values));
  const least = values.some((value) => value < 0) ? -niceCeiling(-Math.min(...values)) : 0;
  return [least, most];
};

/** Beside outputs too many for rulers stand their targets, cell by cell. */
const drawTargets = (act: Act, pen: Pen, grid: Grid): void => {
  const { placement, palette, look, trace, scales, type, unit } = act;
  const x = placement.ruler.x + 12 * unit;
  const { rows, columns, across, y, width, height, perCell } = grid;
  const colours = keptColours(trace, `y ${perCell} ${look.theme}`, () =>
    gridColours(grid, trace.batch.y.data, (value) => diverging(palette, value, scales.activation)),
  );
  pen.image({ x, y, width, height, rows, columns, across, colours, known: colours.length, empty: palette.background, alpha: 1 });
  pen.rect(x, y, width, height, palette.background, { fillAlpha: 0, outline: palette.soft, outlineWidth: unit });
  pen.text(x + width + 8 * type, y + 8 * type, look.words.target, 11.5 * type, palette.ink);
};

const drawRow = (act: Act, pen: Pen, o: number, y: number, spacing: number, [least, most]: readonly [number, number]): void => {
  const { placement, palette, look, trace, depth, scales, unit, type } = act;
  const { ruler } = placement;
  const half = clamp(spacing * 0.3, 2 * unit, 9 * unit);
  const named = spacing >= 2.6 * half + 32 * type;
  const roomy = spacing >= 2.6 * half + 68 * type;
  const left = ruler.x + 6 * unit;
  const right = ruler.x + ruler.width - 6 * unit;
  const place = (value: number) => mix(left, right, Number.isFinite(value) ? clamp((value - least) / (most - least), 0, 1) : 0.5);
  const target = valueOf(trace.batch.y, o);
  const prediction = outputOf(act, depth, o);
  const covered = isCovered(act, 'a', depth, [o]);
  const known = covered ? 0 : smooth(clamp(unitProgress(act, 'forward', depth, o) * 4 - 3, 0, 1));
  const stretch = covered ? 0 : arrive(partProgress(act, 'loss', depth, o, 0));
  pen.line([left, y, right, y], palette.rule, 1.2 * unit);
  for (const end of [least, most]) {
    const x = place(end);
    pen.line([x, y - half * 0.6, x, y + half * 0.6], palette.rule, 1.2 * unit);
    if (roomy) pen.text(x, y + half * 1.1 + 27 * type, look.number(end), 10 * type, palette.soft, { align: 'centre' });
  }
  if (stretch > 0) {
    const from = place(target);
    const to = mix(from, place(prediction), stretch);
    pen.bar(from, y - half * 0.5, to, y + half * 0.5, palette.upstream, { alpha: 0.8 });
    if (roomy) {
      const text = residual(act, o);
      // Beside the end of the ruler its number must still stand on the picture.
      const room = textWidth(text, 12 * type) / 2 + 4 * unit;
      pen.text(clamp((from + to) / 2, 0, placement.width - room), y - half * 1.5 - 27 * type, text, 12 * type, palette.upstream, {
        align: 'centre',
        tabular: true,
        weight: 'bold',
        alpha: stretch,
        behind: palette.background,
      });
    }
  }
  // Where there is room it stands over the disc.
  if (!placement.columns[depth]!.roomy) drawOutputName(act, pen, o, [left, right], place(target));
  // The target is a flag, the prediction a disc that came out of the network.
  const flag = place(target);
  pen.line([flag, y - half * 1.5, flag, y + half * 1.1], palette.ink, 1.8 * unit);
  pen.area([flag, y - half * 1.5, flag + half * 0.9, y - half * 1.15, flag, y - half * 0.8], palette.ink);
  if (known > 0) {
    const x = mix(placement.columns[depth]!.x + placement.columns[depth]!.radius, place(prediction), known);
    pen.disc({
      x,
      y,
      radius: clamp(half * 0.62, 2 * unit, 6 * unit),
      fill: diverging(palette, prediction, scales.activation),
      alpha: 1,
      outline: palette.ink,
      outlineWidth: 1.4 * unit,
      ring: undefined,
      halo: undefined,
    });
  }
  if (named) labels(act, pen, y, half, { target, prediction, flag, known, left, right, x: place(prediction) });
};

interface Row {
  readonly target: number;
  readonly prediction: number;
  readonly flag: number;
  readonly x: number;
  readonly known: number;
  readonly left: number;
  readonly right: number;
}

/** The target is named above the ruler and the prediction under it, kept within its ends. */
const labels = (act: Act, pen: Pen, y: number, half: number, { target, prediction, flag, x, known, left, right }: Row): void => {
  const { palette, look, type, placement } = act;
  const { words } = look;
  const size = 11.5 * type;
  /** Where the ruler is shorter than its words they begin before it: what leaves the picture cannot be read. */
  const within = (at: number, text: string): number => Math.max(0, Math.min(at, placement.width - textWidth(text, size) - 4));
  const middle = (left + right) / 2;
  const side = (at: number) => (at < middle ? ({ align: 'left', x: left } as const) : ({ align: 'right', x: right } as const));
  const say = (at: number, height: number, text: string): void => {
    const { align, x } = side(at);
    pen.text(align === 'left' ? within(x, text) : x, height, text, size, palette.ink, { align, tabular: true });
  };
  say(flag, y - half * 1.5 - 9 * type, `${words.target} ${look.number(target)}`);
  if (known < 1) return;
  say(x, y + half * 1.1 + 10 * type, `${words.prediction} ${look.number(prediction)}`);
};

/** The loss of the batch, where that is more than this sample, or what the penalty adds to it; as short as the room beside the outputs. */
const wholeLoss = (act: Act): string | undefined => {
  const { account, look, trace, placement, type } = act;
  const { words } = look;
  const { samples } = account;
  const total = written(act, loss(account).value);
  if (samples === 1) return trace.loss.penalty === 0 ? undefined : words.totalLoss(total);
  const full = words.batchLoss(`${samples}`, total);
  return textWidth(full, Math.max(placement.least, 10.5 * type)) <= placement.ruler.width - 14 * placement.unit
    ? full
    : words.batchLossShort(total);
};

/** Over the rulers of several outputs what they lose together, once it is known: this sample, and the batch. */
const drawLoss = (act: Act, pen: Pen): void => {
  const { placement, palette, depth, timeline, t, type } = act;
  const { roomy, shown } = placement.columns[depth]!;
  const reduced = timeline.phaseSpans.find(({ phase }) => phase === 'loss')!.layers.at(-1)!;
  const known = clamp((t - reduced.start) / (reduced.end - reduced.start), 0, 1);
  if (known === 0 || (roomy && shown === 1 && placement.network.height >= leastUpright(act))) return;
  const x = placement.width - 14 * placement.unit;
  const options = { align: 'right', tabular: true, alpha: smooth(known) } as const;
  pen.text(x, placement.titleY, sampleLoss(act), 12.5 * type, palette.upstream, { ...options, weight: 'bold' });
  pen.text(x, placement.titleY + 15 * type, wholeLoss(act) ?? '', 10.5 * type, palette.soft, options);
};
