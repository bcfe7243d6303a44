/** LaTeX of the field's symbols. Layers, units and inputs count from 1, as in the picture; layer 0 is the input. */

export const sub = (...indices: readonly number[]): string => `_{${indices.map((i) => i + 1).join(',')}}`;

export const symbols = {
  a: (layer: number, unit: number): string => `a^{[${layer}]}${sub(unit)}`,
  z: (layer: number, unit: number): string => `z^{[${layer}]}${sub(unit)}`,
  hat: (layer: number, unit: number): string => `\\hat z^{[${layer}]}${sub(unit)}`,
  normalized: (layer: number, unit: number): string => `\\tilde z^{[${layer}]}${sub(unit)}`,
  w: (layer: number, from: number, to: number): string => `w^{[${layer}]}${sub(from, to)}`,
  b: (layer: number, unit: number): string => `b^{[${layer}]}${sub(unit)}`,
  /** What a layer with a residual connection gives by itself. */
  branch: (layer: number, unit: number): string => `h^{[${layer}]}${sub(unit)}`,
  mask: (layer: number, unit: number): string => `m^{[${layer}]}${sub(unit)}`,
};

/** The prediction and the target of output j; a single output needs no index. */
export const prediction = (outputs: number, j: number): string => (outputs === 1 ? '\\hat y' : `\\hat y${sub(j)}`);
export const desired = (outputs: number, j: number): string => (outputs === 1 ? 'y' : `y${sub(j)}`);

/** dL/d(quantity). */
export const d = (quantity: string): string => `\\dfrac{\\partial L}{\\partial ${quantity}}`;

/** What is happening now, as a class that the style sheet colours; what is still to come is paler. */
export const mark = (kind: 'now' | 'later' | 'value', latex: string): string => `\\htmlClass{f-${kind}}{${latex}}`;

const superscripts = new Map([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, digit) => [sign, String(digit)] as const).concat([['⁻', '-']]));

/** A factor squared; a fraction or a power of ten stands in parentheses. */
export const squared = (factor: string): string => (/^\(.*\)$|^[^\\^]*$/.test(factor) ? `${factor}^2` : `(${factor})^2`);

/** A number as the person's format wrote it, as LaTeX: a decimal comma must not become a list separator. */
export const latexNumber = (written: string): string => {
  if (written === 'NaN') return '\\mathrm{NaN}';
  return written
    .replace('−', '-')
    .replace(',', '{,}')
    .replace('∞', '\\infty')
    .replace(/(\d+)\/(\d+)/, '\\tfrac{$1}{$2}')
    .replace(/·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/, (_, power: string) => `\\cdot 10^{${[...power].map((sign) => superscripts.get(sign)).join('')}}`);
};

/** How many terms of a sum are written out; the table has them all. */
export const mostTerms = 6;

/** Which terms of a long sum are written: the first ones, the current one and the last; undefined is an ellipsis. */
export const shownTerms = (count: number, current?: number): (number | undefined)[] => {
  if (count <= mostTerms) return Array.from({ length: count }, (_, i) => i);
  const kept = new Set([0, 1, 2, count - 1]);
  if (current !== undefined && current >= 0 && current < count) kept.add(current);
  return [...kept].sort((a, b) => a - b).flatMap((index, at, all) => (at > 0 && index !== all[at - 1]! + 1 ? [undefined, index] : [index]));
};

/** The terms of a sum joined by plus signs; line breaks may fall only at those. */
export const sum = (count: number, term: (index: number) => string, current?: number): string =>
  shownTerms(count, current)
    .map((index) => (index === undefined ? '\\cdots' : `{${term(index)}}`))
    .join('+');

/** So many times what follows, before `by`: a minus for -1, a half, or a number of samples. */
export const timesLatex = (times: number | undefined, by = '\\,'): string => {
  if (times === undefined || times === 1) return '';
  if (times === -1) return '-';
  return `${times === 0.5 ? '\\dfrac{1}{2}' : times}${by}`;
};
