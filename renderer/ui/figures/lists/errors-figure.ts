import { step as toStep } from '#core/contract/units.ts';
import { checkTolerance } from '#core/protocol/gradient-check.ts';
import { countWriter } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { wrapped } from '#renderer/picture/framed.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { niceCeiling } from '#renderer/picture/scales.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { drawAxes } from '#renderer/ui/figures/axes.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { stepOf } from '#renderer/ui/figures/moment.ts';

/** The check by which mistakes are found: the program's gradient over its central difference, a dot for each parameter. */
export const errorsFigure = async (app: App): Promise<Figure | undefined> => {
  const step = app.playhead.shown?.trace.step;
  if (step === undefined || app.hides(['dw', 'db'])) return undefined;
  const check = await app.trainer.call('check', { step: toStep(step) });
  const { words, locale, number } = app.preferences;
  const count = countWriter(locale);
  // Not `>`: an error of NaN is wrong.
  const isWrong = ({ kink, relativeError }: (typeof check.parameters)[number]): boolean => !kink && !(relativeError <= checkTolerance);
  const wrong = check.parameters.filter(isWrong);
  const own = words.errors;
  const of = count(check.parameters.length);
  const told = check.passed ? own.passed(count(step), of) : own.failed(count(step), count(wrong.length), of);
  const finite = check.parameters.filter(({ analytic, numeric }) => Number.isFinite(analytic) && Number.isFinite(numeric));
  const reach = niceCeiling(finite.reduce((most, { analytic, numeric }) => Math.max(most, Math.abs(analytic), Math.abs(numeric)), 0));
  const fault = app.mistakes.told()?.fault;
  return {
    name: words.figure.files.errors,
    title: fault ? own.made(own.kinds[fault].name) : words.figure.check.title,
    note: stepOf(app, step),
    draw: ({ width, height, letter, palette }) => {
      const pen = new Pen();
      const lines = wrapped(told, letter, width - 2 * letter);
      const under = (1.45 * lines.length + 0.4) * letter;
      const { numeric: across, analytic: up } = words.figure.check;
      const axes = { x: [-reach, reach], y: [-reach, reach], across, up, tick: tickWriter(locale, number), square: true } as const;
      drawAxes(pen, { width, height: height - under, letter }, axes, palette, ({ x, y }) => {
        pen.line([x(-reach), y(-reach), x(reach), y(reach)], palette.rule, 0.1 * letter, { dash: [0.4 * letter, 0.35 * letter] });
        for (const parameter of finite) {
          const off = isWrong(parameter);
          pen.dot(
            x(parameter.numeric),
            y(parameter.analytic),
            (off ? 0.36 : 0.28) * letter,
            off ? palette.negative : palette.positive,
            0.8,
          );
        }
      });
      lines.forEach((line, index) => pen.text(letter, height - under + (0.7 + 1.45 * index) * letter, line, letter, palette.ink));
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      ['layer', 'parameter', 'from', 'to', 'gradient', 'central difference', 'relative error', 'at a kink'],
      ...check.parameters.map(({ layer, kind, row, col, analytic, numeric, relativeError, kink }) => [
        ...[layer, kind, kind === 'W' ? row + 1 : undefined, col + 1],
        ...[analytic, numeric, relativeError, kink ? 'yes' : 'no'],
      ]),
    ],
  };
};
