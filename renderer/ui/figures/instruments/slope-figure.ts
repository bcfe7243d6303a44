import type { App } from '#renderer/model/app.svelte.ts';
import { isCovered } from '#renderer/model/view/parameter-of.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { valueIn } from '#renderer/ui/views/instruments/knobs.ts';
import { lossSpan, secantSlope, valuesOver, windowAround } from '#renderer/ui/views/instruments/slope.ts';
import { ViewTarget } from '#renderer/ui/views/view-target.svelte.ts';
import { drawAxes, type Plot } from '#renderer/ui/figures/axes.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { keyOf } from '#renderer/ui/figures/key.ts';
import { momentOf } from '#renderer/ui/figures/moment.ts';

/** The loss of a step over one weight, with its tangent, and the secant where one is drawn. */
export const slopeFigure = async (app: App): Promise<Figure | undefined> => {
  const { trace, place } = new ViewTarget(() => app);
  if (!trace) return undefined;
  const { h, zoom } = app.choices.of('slope');
  const { step } = trace;
  const own = valueIn(trace, place);
  const held = app.whatIf.at(place);
  const at = held ?? own;
  const values = valuesOver(windowAround(own, zoom));
  const curve = await app.trainer.call('lossAlong', { step, place, values });
  const pair = await app.trainer.call('lossAlong', { step, place, values: Float64Array.of(at, at + (h ?? 0)) });
  const [lossAt = NaN, lossThere = NaN] = pair.losses;
  const { words, locale, number } = app.preferences;
  const symbol = {
    letter: place.kind === 'W' ? 'w' : 'b',
    layer: place.layer,
    indices: place.kind === 'W' ? [place.row, place.col] : [place.col],
  } as const;
  const covered = app.covers?.({ ...symbol, derivative: true }) ?? false;
  // Of a weight that is held at another value it is that of the step as it would be.
  const layer = app.whatIf.traceAt(step)?.layers[place.layer - 1];
  const supposed = place.kind === 'W' ? layer?.dW : layer?.db;
  const there = held === undefined ? pair.gradient : supposed?.data[place.row * supposed.cols + place.col];
  const gradient = covered ? undefined : there;
  const secant = covered || h === undefined ? undefined : secantSlope(at, at + h, lossAt, lossThere);
  const name =
    place.kind === 'W'
      ? words.inspector.target.weight(place.row + 1, place.col + 1, place.layer)
      : words.inspector.target.bias(place.col + 1, place.layer);
  const finite = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);
  return {
    name: words.figure.files.slope,
    title: words.instruments.slope.title,
    note: momentOf(app, trace),
    draw: ({ width, height, letter, palette, legend }) => {
      const pen = new Pen();
      const told = [
        ...(finite(gradient)
          ? [{ text: `${words.instruments.slope.tangent} ${number(gradient)}`, colour: palette.upstream, dash: false }]
          : []),
        ...(finite(secant) ? [{ text: `${words.instruments.slope.secant} ${number(secant)}`, colour: palette.positive, dash: true }] : []),
      ];
      const key = keyOf(legend ? told.map(({ text }) => text) : [], width, letter, 2.5);
      const axes = {
        x: [values[0]!, values.at(-1)!],
        y: lossSpan(curve.losses, curve.loss),
        across: isCovered(app.covers, place) ? name : `${name} = ${number(at)}`,
        up: words.instruments.knobs.loss,
        tick: tickWriter(locale, number),
        square: false,
      } as const;
      drawAxes(pen, { width, height: height - key.height, letter }, axes, palette, (plot) => {
        const through = (slope: number): readonly number[] => within(plot, at, lossAt, slope);
        if (finite(secant)) pen.line(through(secant), palette.positive, 0.15 * letter, { dash: [0.5 * letter, 0.35 * letter] });
        if (finite(gradient)) pen.line(through(gradient), palette.upstream, 0.17 * letter);
        for (const piece of piecesIn(plot, values, curve.losses)) pen.line(piece, palette.ink, 0.17 * letter);
        if (finite(secant)) pen.dot(plot.x(at + h!), plot.y(lossThere), 0.3 * letter, palette.positive);
        if (finite(lossAt)) pen.dot(plot.x(at), plot.y(lossAt), 0.4 * letter, palette.upstream);
      });
      key.draw(pen, height - key.height, palette, (index, x, y) => {
        const { colour, dash } = told[index]!;
        pen.line([x, y, x + 2 * letter, y], colour, 0.17 * letter, dash ? { dash: [0.5 * letter, 0.35 * letter] } : {});
      });
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [['value', 'loss'], ...Array.from(values, (value, i) => [value, curve.losses[i]])],
  };
};

/** A straight line through a point, as far as the plot goes. */
const within = ({ x, y, left, top, width, height }: Plot, at: number, loss: number, slope: number): readonly number[] => {
  const [px, py] = [x(at), y(loss)];
  // In stage units per stage unit.
  const rise = (y(loss + slope) - py) / (x(at + 1) - px);
  const reach = (edge: number): number =>
    rise === 0 ? edge : Math.min(Math.abs(edge), Math.abs((rise * edge < 0 ? py - top : top + height - py) / rise)) * Math.sign(edge);
  const [before, after] = [reach(left - px), reach(left + width - px)];
  return [px + before, py + rise * before, px + after, py + rise * after];
};

/** The stretches of a curve that lie in the plot. */
const piecesIn = ({ x, y, top, height }: Plot, values: Float64Array, losses: Float64Array): readonly (readonly number[])[] => {
  const pieces: number[][] = [[]];
  values.forEach((value, i) => {
    const at = y(losses[i]!);
    if (at >= top && at <= top + height) pieces.at(-1)!.push(x(value), at);
    else if (pieces.at(-1)!.length > 0) pieces.push([]);
  });
  return pieces.filter(({ length }) => length > 2);
};
