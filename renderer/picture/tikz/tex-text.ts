/** Letters that LaTeX reads as orders. */
const orders: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '^': '\\textasciicircum{}',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '%': '\\%',
};

/** What the picture's words hold that only mathematics has letters for, in every TeX alike. */
const mathematics: Readonly<Record<string, string>> = {
  ...{ α: '\\alpha', β: '\\beta', γ: '\\gamma', δ: '\\delta', Δ: '\\Delta', ε: '\\varepsilon', η: '\\eta', θ: '\\theta', λ: '\\lambda' },
  ...{ μ: '\\mu', σ: '\\sigma', Σ: '\\Sigma', τ: '\\tau', φ: '\\varphi', '∂': '\\partial', '∇': '\\nabla', '√': '\\surd', '∞': '\\infty' },
  ...{ '−': '-', '·': '\\cdot', '×': '\\times', '±': '\\pm', '≈': '\\approx', '≠': '\\ne', '≤': '\\le', '≥': '\\ge', '⊙': '\\odot' },
  ...{ '→': '\\to', '←': '\\leftarrow', '↑': '\\uparrow', '↓': '\\downarrow', '▲': '\\blacktriangle', '▼': '\\blacktriangledown' },
  ...{ '<': '<', '>': '>', '|': '|', '∈': '\\in', '∑': '\\textstyle\\sum', '⋮': '\\vdots', '⌀': '\\varnothing' },
};

const lowered = '₀₁₂₃₄₅₆₇₈₉';
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const script = (letter: string): string | undefined => {
  const [low, high] = [lowered.indexOf(letter), raised.indexOf(letter)];
  if (low >= 0) return `_{${low}}`;
  if (high >= 0) return `^{${high}}`;
  return { '′': '^{\\prime}', '⁻': '^{-}', ᵀ: '^{\\mathsf{T}}', ₜ: '_{t}' }[letter];
};

/** Marks over or under the letter before them. */
const accents: Readonly<Record<string, string>> = { '\u0302': '\\hat', '\u0303': '\\tilde', '\u0304': '\\bar', '\u0307': '\\dot' };
/** Spaces of all widths, which TeX would not know. */
const spaces: Readonly<Record<string, string>> = {
  '\u00a0': '~',
  '\u202f': '\\,',
  '\u2009': '\\,',
  '\u200a': '\\,',
  '\u2007': '~',
  '…': '\\dots{}',
};

/**
 * A text as LaTeX reads it, as it stands in the picture: signs and indices as mathematics, Latin letters as themselves, whatever else as it is,
 * for who has a font with it (XeLaTeX, LuaLaTeX).
 */
export const texText = (text: string): string => {
  let written = '';
  // Neighbours in mathematics are one formula: an index belongs to the letter before it.
  let formula = '';
  const close = (): void => {
    if (formula !== '') written += `$${formula}$`;
    formula = '';
  };
  // Letters with their marks: those of Latin languages are one, of mathematics two.
  for (const [letter] of text.normalize('NFC').matchAll(/.\p{M}*/gsu)) {
    const lowOrHigh = script(letter);
    const [base, mark = ''] = letter.normalize('NFD');
    const accent = letter > '\u00ff' ? accents[mark] : undefined;
    if (accent !== undefined) {
      formula += `${accent}{${base}}`;
      continue;
    }
    if (lowOrHigh !== undefined) {
      const [kind] = lowOrHigh;
      // Digits in a row are one index.
      if (new RegExp(`\\${kind}\\{[^}]*\\}$`).test(formula)) formula = formula.slice(0, -1) + lowOrHigh.slice(2);
      else formula += formula === '' ? `{}${lowOrHigh}` : lowOrHigh;
      continue;
    }
    const sign = mathematics[letter];
    if (sign !== undefined) {
      formula += /[a-z]$/iu.test(sign) ? `${sign} ` : sign;
      continue;
    }
    close();
    written += orders[letter] ?? spaces[letter] ?? letter;
  }
  close();
  return written;
};
