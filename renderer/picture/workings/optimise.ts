import { coversAny } from '#core/account/cover.ts';
import { gradient } from '#core/account/gradient.ts';
import { clipFactor, cutCount, gradientNorm, isPlainDescent, isScaled, rate } from '#core/account/learn.ts';
import type { Matrix } from '#core/contract/matrix.ts';
import { type Act, layerOf, written } from '#renderer/picture/act.ts';
import { mix, smooth } from '#renderer/picture/time/easing.ts';
import type { Colour } from '#renderer/picture/frame.ts';
import { drawSummary, type Line, type Panel } from './panel.ts';
import type { Pen } from '#renderer/picture/pen.ts';
import type { Area } from '#renderer/picture/space/placement.ts';

/** How many parameters of a layer are drawn as bars. */
const mostBars = 64;

/** From the gradient, through the optimiser's own state, to the change: one strip of bars each, the layer's parameters side by side. */
export const optimiseWorkings = (act: Act, pen: Pen, panel: Panel): void => {
  const { account, moment, look, palette, shape } = act;
  const { layer } = moment;
  const { dW, deltaW, optimizer, unclipped } = layerOf(act, layer);
  const { words } = look;
  const name = layer === act.depth ? words.output : words.hidden(layer);
  const progress = smooth(moment.progress);
  const symbol = gradient(account, { layer, from: 0, to: 0 }).right ? 'g' : '∂L/∂w';
  const plain = isPlainDescent(account);
  const lines: Line[] = [
    { label: words.learningRate, short: 'η', value: written(act, rate(account, layer).value), shown: 1 },
    ...clipLines(act),
    { label: plain ? `Δw = −η · ${symbol}` : words.optimizers[shape.optimizer], value: '', shown: progress },
  ];
  drawSummary(act, pen, panel.summary, name, lines);
  const strips: Strip[] = [
    { label: symbol, before: dW, after: dW, ghost: unclipped?.W, colour: () => palette.upstream },
    ...Object.entries(optimizer).map(([name, { before, after }]) => ({
      label: stateSymbols[name] ?? name,
      before: before.W,
      after: after.W,
      colour: () => palette.soft,
    })),
    { label: 'Δw', before: undefined, after: deltaW, colour: (value) => (value < 0 ? palette.negative : palette.positive) },
  ];
  // Of bars the numbers can be read off.
  if (coversAny(look.cover ?? [], ['dw', 'w.after'])) return;
  const area = panel.rest;
  const height = area.height / strips.length;
  strips.forEach((strip, i) => drawStrip(act, pen, { ...area, y: area.y + i * height, height }, strip, progress));
};

/** How formulas write the arrays that the optimisers keep. */
const stateSymbols: Readonly<Record<string, string>> = { velocity: 'v', squareSum: 'Σ g²', squareMean: 's' };

/** What clipping did to the whole gradient: its norm and the factor, and how many numbers were cut. */
const clipLines = (act: Act): Line[] => {
  const { account, look, palette } = act;
  const factor = clipFactor(account);
  const { cut, all } = cutCount(account);
  const norm = written(act, gradientNorm(account).value);
  const scaled = isScaled(account);
  return [
    ...(factor
      ? [
          {
            label: look.words.gradientNorm,
            short: '|∇L|',
            value: scaled ? `${norm} × ${written(act, factor.value)}` : norm,
            shown: 1,
            ...(scaled ? { colour: palette.warning } : {}),
          },
        ]
      : []),
    ...(cut > 0 ? [{ label: look.words.cut, value: `${cut} / ${all}`, shown: 1, colour: palette.warning }] : []),
  ];
};

interface Strip {
  readonly label: string;
  /** Undefined: it comes out of nothing. */
  readonly before: Matrix | undefined;
  readonly after: Matrix;
  /** What it was before it was clipped, as an outline. */
  readonly ghost?: Matrix | undefined;
  colour(value: number): Colour;
}

/** Bars up and down from a line, by the strip's own largest value, which is written at its end. */
const drawStrip = (
  { palette, look, unit, type }: Act,
  pen: Pen,
  area: Area,
  { label, before, after, ghost, colour }: Strip,
  progress: number,
): void => {
  const count = Math.min(after.data.length, mostBars);
  const left = area.x + 56 * type;
  const right = area.x + area.width - 70 * type;
  const step = Math.min((right - left) / count, 22 * unit);
  let most = 0;
  for (let i = 0; i < count; i++) {
    for (const value of [before?.data[i] ?? 0, after.data[i]!, ghost?.data[i] ?? 0])
      if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  }
  const middle = area.y + area.height / 2;
  pen.text(area.x, middle, label, 11.5 * type, palette.ink);
  pen.text(area.x + area.width, middle, `± ${look.number(most)}`, 10.5 * type, palette.soft, { align: 'right', tabular: true });
  pen.line([left, middle, left + step * count, middle], palette.rule, unit);
  for (let i = 0; i < count; i++) {
    const value = mix(before?.data[i] ?? 0, after.data[i]!, progress);
    const height = (number: number) => (Number.isFinite(number) ? number / (most || 1) : 1) * area.height * 0.43;
    const size = height(value);
    if (ghost && ghost.data[i] !== after.data[i])
      pen.bar(left + step * (i + 0.14), middle - height(ghost.data[i]!), left + step * (i + 0.86), middle, palette.warning, {
        fillAlpha: 0,
        outline: palette.warning,
        outlineWidth: unit,
      });
    pen.bar(left + step * (i + 0.14), middle - size, left + step * (i + 0.86), middle, colour(value), { alpha: 0.9 });
  }
};
