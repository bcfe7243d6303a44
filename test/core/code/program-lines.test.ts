import { expect, test } from 'vitest';
import { linesAt, shownLines } from '#core/code/program-lines.ts';
import { phases } from '#core/contract/position.ts';
import { scriptForms, type ExportForm } from '#core/spec/export-forms.ts';
import { retrograd } from '#test/core/cli/terminal.ts';

const programOf = async (run: string, form: ExportForm): Promise<string> => {
  const { code, err, out } = await retrograd(['export', run, '--as', form, '--lang', 'es']);
  expect([code, err], `${run} as ${form}`).toEqual([0, '']);
  return out;
};

test.each(scriptForms)('%s: each phase of a step has its lines in the program', async (form) => {
  for (const run of ['two-two-two', 'xor', 'spirals']) {
    const source = await programOf(run, form);
    for (const phase of phases) expect(linesAt(form, phase, source).size, `${phase} of ${run}`).toBeGreaterThan(0);
  }
});

test('a function is lit whole, and a loop by its head alone', async () => {
  const numpy = await programOf('xor', 'numpy');
  const textAt = (form: ExportForm, phase: (typeof phases)[number], source: string) =>
    [...linesAt(form, phase, source)].map((number) => source.split('\n')[number - 1]);
  const backward = textAt('numpy', 'backward', numpy);
  expect(backward[0]).toBe('def backward(seen, y):');
  expect(backward).toContain('    return gradient');
  expect(backward.at(-1)).toContain('update(backward(');
  expect(backward).not.toContain('def update(gradient, lr, t):');
  const teach = await programOf('xor', 'pytorch-teach');
  expect(textAt('pytorch-teach', 'batch', teach).at(-1)).toBe('    for x, y in loader:');
  expect(textAt('pytorch-teach', 'backward', teach)).toEqual(['        loss.backward()']);
  expect(linesAt('onnx', 'forward', teach).size).toBe(0);
});

test('a table of numbers is told by its first rows, and lines keep their numbers', async () => {
  const source = await programOf('xor', 'numpy');
  const shown = shownLines(source);
  const [rows] = shown.filter(({ omitted }) => omitted > 0);
  expect(rows!.omitted).toBe(196);
  const lines = source.trimEnd().split('\n');
  for (const { number, text, omitted } of shown) if (omitted === 0) expect(text).toBe(lines[number - 1]);
  expect(shown.reduce((sum, { omitted }) => sum + Math.max(1, omitted), 0)).toBe(lines.length);
});

test('of a program to teach with the data are short: many rows in a line, as many digits as a float32 has', async () => {
  const tableOf = (source: string): number[] =>
    [.../X = [\w.]+\(\[\n([^]*?)\n\]/u.exec(source)![1]!.matchAll(/-?\d[\d.e-]*/gu)].map(([number]) => Number(number));
  const exact = tableOf(await programOf('xor', 'numpy'));
  for (const form of ['pytorch-teach', 'keras-teach'] as const) {
    const source = await programOf('xor', form);
    const short = tableOf(source);
    expect(short).toHaveLength(400);
    short.forEach((value, i) => expect(Math.abs(value - exact[i]!)).toBeLessThanOrEqual(5e-7 * Math.abs(exact[i]!)));
    const lines = source.split('\n');
    expect(lines.length).toBeLessThan(150);
    expect(shownLines(source).length).toBeLessThan(lines.length - 50);
  }
});
