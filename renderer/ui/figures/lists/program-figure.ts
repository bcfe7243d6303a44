import { linesAt, shownLines } from '#core/code/program-lines.ts';
import { step as toStep } from '#core/contract/units.ts';
import { FailureError } from '#core/contract/failure.ts';
import { scriptForms } from '#core/spec/export-forms.ts';
import { countWriter } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { shortened } from '#renderer/picture/own-names.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { blend } from '#renderer/picture/palette.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { stepOf } from '#renderer/ui/figures/moment.ts';

/** The run as a program, from the lines of the phase at work on, which are lit. */
export const programFigure = async (app: App): Promise<Figure | undefined> => {
  const here = app.playhead.shown?.trace.step;
  const phase = app.playhead.position?.phase;
  const { form, from } = app.choices.of('program');
  if (here === undefined || !scriptForms.includes(form)) return undefined;
  const { words, locale, language } = app.preferences;
  const step = from === 'start' ? toStep(0) : here;
  const made = await app.trainer.call('program', { form, step, language });
  if (!made.ok) throw new FailureError(made.failure);
  const source = String(made.value);
  const lit = phase ? linesAt(form, phase, source) : new Set<number>();
  const count = countWriter(locale);
  const lines = shownLines(source);
  const first = Math.max(0, lines.findIndex(({ number }) => lit.has(number)) - 1);
  return {
    name: words.figure.files.program,
    title: `${words.program.title}: ${words.program.forms[form]}`,
    note: stepOf(app, step),
    draw: ({ width, height, letter, palette }) => {
      const pen = new Pen();
      const line = 1.4 * letter;
      const shown = lines.slice(first, first + Math.max(1, Math.floor((height - 0.4 * letter) / line)));
      const left = letter + Math.max(...shown.map(({ number }) => count(number).length)) * 0.6 * letter;
      shown.forEach(({ number, text, omitted }, index) => {
        const y = (index + 0.5) * line;
        const isLit = lit.has(number);
        if (isLit) pen.rect(0.5 * letter, y - line / 2, width - letter, line, blend(palette.background, palette.positive, 0.14));
        pen.text(left, y, count(number), letter, palette.soft, { align: 'right', tabular: true });
        const told = omitted > 0 ? `    ${words.program.omitted(count(omitted))}` : text;
        // A letter's width is not that of a typewriter: what is further in stands so much further right.
        const deep = told.length - told.trimStart().length;
        const at = left + 0.8 * letter + 0.5 * deep * letter;
        pen.text(at, y, shortened(told.trim(), letter, width - letter - at), letter, isLit ? palette.ink : palette.soft);
      });
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    latex: () => `% \\usepackage{listings}\n\\begin{lstlisting}[language=Python]\n${source.trimEnd()}\n\\end{lstlisting}\n`,
    table: () => [['line', 'lit', 'text'], ...lines.map(({ number, text }) => [number, lit.has(number) ? 'yes' : 'no', text])],
  };
};
