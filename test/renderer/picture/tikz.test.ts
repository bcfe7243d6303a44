import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { texText } from '#renderer/picture/tikz/tex-text.ts';
import { tikzOf } from '#renderer/picture/tikz/tikz.ts';
import { scenes, stageOf, type Name } from './scene-stage.ts';

const drawn = (name: Name, share: number): string => {
  const { frame, timeline } = stageOf(name);
  return tikzOf(frame(share * timeline.duration), { title: 'x\n% y', millimetres: 89 });
};
const names = Object.keys(scenes) as Name[];

describe('a text as LaTeX reads it', () => {
  test.each([
    ['50 % & más_o_menos #1 {a}', '50 \\% \\& más\\_o\\_menos \\#1 \\{a\\}'],
    ['δ −0,0381', '$\\delta $ $-$0,0381'],
    ['x₁₂', 'x${}_{1}_{2}$'.replace('_{1}_{2}', '_{12}')],
    ['4,98·10⁻⁴', '4,98$\\cdot $10${}^{-4}$'],
    ['w · ∂L/∂z ≤ 0,1', 'w $\\cdot $ $\\partial $L/$\\partial $z $\\le $ 0,1'],
    ['ŷ₂', '$\\hat{y}_{2}$'],
    ['Xᵀ', 'X${}^{\\mathsf{T}}$'],
  ])('%s', (text, tex) => expect(texText(text)).toBe(tex));
});

test('what the pictures say has letters in every LaTeX', () => {
  const said = new Set<string>();
  for (const name of names) {
    const { frame, timeline } = stageOf(name);
    for (const language of ['es', 'en'] as const)
      for (let share = 0; share <= 1; share += 0.05)
        for (const { text } of frame(share * timeline.duration, { language }).texts) said.add(text);
  }
  expect(said.size).toBeGreaterThan(100);
  const strange = new Set([...said].flatMap((text) => texText(text).match(/[^\x20-\x7e\u00a1-\u017f\u2013\u2014\u2018-\u201d]/gu) ?? []));
  expect([...strange]).toEqual([]);
});

test('every picture is whole: groups close, lines end, numbers are finite, colours are known', () => {
  for (const name of names) {
    for (const share of [0, 0.4, 0.7, 1]) {
      const tex = drawn(name, share);
      expect(drawn(name, share)).toBe(tex);
      const lines = tex
        .trimEnd()
        .split('\n')
        .filter((line) => !line.startsWith('%'));
      for (const line of lines) {
        expect(line).toMatch(/^\\(?:definecolor\{|begin\{|end\{|clip |useasboundingbox |fill\[|draw\[|node\[)/u);
        if (/^\\(?:clip|use|fill|draw|node)/u.test(line)) expect(line.endsWith(';')).toBe(true);
        const bare = line.replaceAll(/\\[{}]/gu, '');
        for (const [open, close] of [
          ['{', '}'],
          ['[', ']'],
        ] as const)
          expect(bare.split(open).length, line).toBe(bare.split(close).length);
        expect((bare.match(/(?<!\\)\$/gu) ?? []).length % 2, line).toBe(0);
      }
      expect(tex.split('\\begin{scope}').length).toBe(tex.split('\\end{scope}').length);
      expect(tex.replaceAll(/\{[^}]*\};$/gmu, '')).not.toMatch(/NaN|Infinity|undefined|\de[-+]\d/u);
      const known = new Set([...tex.matchAll(/definecolor\{(\w+)\}/gu)].map(([, colour]) => colour));
      for (const [colour] of tex.matchAll(/retrograd[0-9A-F]{6}/gu)) expect(known).toContain(colour);
    }
  }
});

const latex = spawnSync('pdflatex', ['--version']).status === 0;
test.skipIf(!latex)(
  'LaTeX sets them, without a word of complaint',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'retrograd-tikz-'));
    try {
      const pictures = (['article', 'wide', 'normalised'] as const).map((name) => drawn(name, 0.7)).join('\n\\newpage\n');
      const head = '\\documentclass{article}\\usepackage[utf8]{inputenc}\\usepackage{tikz,amssymb}\\begin{document}';
      writeFileSync(join(folder, 'a.tex'), `${head}\n${pictures}\n\\end{document}\n`);
      const { status } = spawnSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'a.tex'], { cwd: folder });
      const log = readFileSync(join(folder, 'a.log'), 'latin1');
      expect(log.split('\n').filter((line) => line.startsWith('!') || /Undefined|not set up/u.test(line))).toEqual([]);
      expect(status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);
