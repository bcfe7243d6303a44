import { expect, test } from 'vitest';
import { latexNumber, squared } from '#renderer/model/formula/latex.ts';

test.each([
  ['0,250', '0{,}250'],
  ['−1/3', '-\\tfrac{1}{3}'],
  ['−2,5·10⁻¹²', '-2{,}5\\cdot 10^{-12}'],
  ['−∞', '-\\infty'],
  ['NaN', '\\mathrm{NaN}'],
])('%s', (written, latex) => expect(latexNumber(written)).toBe(latex));

test.each([
  ['g', 'g^2'],
  ['0{,}5', '0{,}5^2'],
  ['(-0{,}5)', '(-0{,}5)^2'],
  ['\\tfrac{1}{3}', '(\\tfrac{1}{3})^2'],
  ['2\\cdot 10^{-5}', '(2\\cdot 10^{-5})^2'],
])('%s squared', (factor, latex) => expect(squared(factor)).toBe(latex));
