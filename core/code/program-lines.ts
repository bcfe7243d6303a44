import type { Phase } from '#core/contract/position.ts';
import type { ExportForm } from '#core/spec/export-forms.ts';

/** A line of a program as it is shown. */
export interface ProgramLine {
  /** From 1, in the whole program. */
  readonly number: number;
  readonly text: string;
  /** How many lines of numbers are left out in its place; 0 for a line that is shown. */
  readonly omitted: number;
}

type Places = Readonly<Record<Phase, readonly RegExp[]>>;

/** Where a phase of a step happens in a program: lines, with all that is indented under them or stands in their brackets. */
const torch: Places = {
  batch: [/^def batch/, /^ +x, y = batch\(k\)/],
  forward: [/^network = /, /network\(x\)/],
  loss: [/^def data_loss/, /data = data_loss/],
  backward: [/\.backward\(\)/],
  gradient: [/\.backward\(\)/],
  optimise: [/^optimizer = /, /optimizer\.step\(\)/],
  update: [/optimizer\.step\(\)/],
};
const torchTeach: Places = {
  batch: [/^loader = /, /^ +for x, y in loader/],
  forward: [/^model = /, /loss = loss_of\(model\(x\)/],
  loss: [/^def loss_of/, /loss = loss_of\(model\(x\)/],
  backward: [/loss\.backward\(\)/],
  gradient: [/loss\.backward\(\)/],
  optimise: [/^optimizer = /, /optimizer\.step\(\)/],
  update: [/optimizer\.step\(\)/],
};
/** One call does all of a step. */
const whole = (call: RegExp, model: RegExp, loss: RegExp): Places => ({
  batch: [call],
  forward: [model, call],
  loss: [loss, call],
  backward: [call],
  gradient: [call],
  optimise: [/^optimizer = /, call],
  update: [call],
});
const places: Readonly<Partial<Record<ExportForm, Places>>> = {
  numpy: {
    batch: [/^def batch/, /^ +x, y = batch\(k\)/],
    forward: [/^def forward/, /seen = forward\(/],
    loss: [/^def data_loss/, /data = data_loss/],
    backward: [/^def backward/, /update\(backward\(/],
    gradient: [/^def backward/, /update\(backward\(/],
    optimise: [/^def update/, /update\(backward\(/],
    update: [/^def update/, /update\(backward\(/],
  },
  pytorch: torch,
  'pytorch-teach': torchTeach,
  keras: whole(/train_on_batch/, /^x = (inputs = )?|^model = /, /^def loss\(|^model\.compile/),
  'keras-teach': whole(/^model\.fit/, /^x = (inputs = )?|^model = /, /^def loss\(|^model\.compile/),
};

const textsOf = (source: string): readonly string[] => source.trimEnd().split('\n');

/** The lines of a program, from 1, in which a phase happens; none for a form that is no program. */
export const linesAt = (form: ExportForm, phase: Phase, source: string): ReadonlySet<number> => {
  const lines = textsOf(source);
  const lit = new Set<number>();
  const wanted = places[form]?.[phase] ?? [];
  lines.forEach((text, index) => {
    if (!wanted.some((place) => place.test(text))) return;
    lit.add(index + 1);
    const depth = indentOf(text);
    const isBlock = text.endsWith(':') || text.endsWith('(');
    // A loop is not lit with all that happens in it.
    if (!isBlock || /^ *for /.test(text)) return;
    for (let next = index + 1; next < lines.length && (lines[next] === '' || indentOf(lines[next]!) > depth); next++) lit.add(next + 1);
    for (let last = [...lit].at(-1)!; lines[last - 1] === ''; last--) lit.delete(last);
  });
  return lit;
};

const indentOf = (text: string): number => text.length - text.trimStart().length;

/** Rows of numbers that are shown of a long table, at its beginning. */
const rowsShown = 4;

/** A program as it is read: tables of numbers only by their first rows. */
export const shownLines = (source: string): readonly ProgramLine[] => {
  const shown: ProgramLine[] = [];
  let row = 0;
  textsOf(source).forEach((text, index) => {
    row = /^\s*(\[[-\d.,eE+\s]+\],?\s*)+$/.test(text) ? row + 1 : 0;
    const last = shown.at(-1);
    if (row <= rowsShown) shown.push({ number: index + 1, text, omitted: 0 });
    else if (row === rowsShown + 1) shown.push({ number: index + 1, text: '', omitted: 1 });
    else shown[shown.length - 1] = { ...last!, omitted: last!.omitted + 1 };
  });
  return shown;
};
