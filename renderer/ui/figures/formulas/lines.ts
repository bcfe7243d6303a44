/** Where a formula may be broken: before a sign that stands in no braces. The parts keep their signs at their beginning. */
export const breaksOf = (latex: string): readonly string[] => {
  const parts: string[] = [''];
  let depth = 0;
  for (let i = 0; i < latex.length; i++) {
    const letter = latex[i]!;
    if (letter === '\\') {
      const command = /^\\(?:[a-zA-Z]+|.)/u.exec(latex.slice(i))![0];
      if (depth === 0 && command === '\\cdot' && parts.at(-1) !== '') parts.push('');
      parts[parts.length - 1] += command;
      if (command === '\\begin' || command === '\\end') depth += command === '\\begin' ? 1 : -1;
      i += command.length - 1;
      continue;
    }
    depth += letter === '{' ? 1 : letter === '}' ? -1 : 0;
    // A sign right after another is part of a number.
    if (depth === 0 && (letter === '+' || letter === '=') && !/(^|[=+(,]|\{\})\s*$/u.test(parts.at(-1)!)) parts.push('');
    parts[parts.length - 1] += letter;
  }
  return parts.filter((part) => part !== '');
};

/** A formula in lines that are no wider than `room`, where it can be broken; each but the first begins with its sign. */
export const linesOf = (latex: string, room: number, widthOf: (line: string) => number): readonly string[] => {
  if (widthOf(latex) <= room) return [latex];
  const lines: string[] = [];
  for (const part of breaksOf(latex)) {
    const open = lines.at(-1);
    if (open !== undefined && widthOf(open + part) <= room) lines[lines.length - 1] = open + part;
    // What stands before a sign decides how far from it: nothing is enough.
    else lines.push(open === undefined ? part : `{}${part}`);
  }
  return lines;
};
