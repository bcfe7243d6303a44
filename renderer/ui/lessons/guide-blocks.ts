/** A block of a page of documentation. */
export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'code';
  /** Level of a heading. */
  readonly level?: number;
  readonly text: string;
}

/** The blocks of a page in plain Markdown: headings, paragraphs, lists, and code, which is indented. */
export const blocksOf = (page: string): readonly Block[] => {
  const blocks: Block[] = [];
  let apart = true;
  for (const line of page.split(/\r?\n/)) {
    const last = blocks.at(-1);
    const heading = /^(#+) (.*)$/.exec(line);
    if (line.trim() === '') {
      // Within code an empty line is one of its lines.
      if (last?.kind === 'code') blocks[blocks.length - 1] = { ...last, text: `${last.text}\n` };
      apart = true;
      continue;
    }
    const goesOn = !apart && last !== undefined && last.kind !== 'heading';
    if (heading) blocks.push({ kind: 'heading', level: heading[1]!.length, text: heading[2]! });
    else if (/^ {4}/.test(line) && (last?.kind === 'code' || !goesOn)) {
      if (last?.kind === 'code') blocks[blocks.length - 1] = { ...last, text: `${last.text}\n${line.slice(4)}` };
      else blocks.push({ kind: 'code', text: line.slice(4) });
    } else if (/^(- |\d+\. )/.test(line)) blocks.push({ kind: 'item', text: line.replace(/^- /, '') });
    else if (goesOn && last.kind !== 'code') blocks[blocks.length - 1] = { ...last, text: `${last.text} ${line.trim()}` };
    else blocks.push({ kind: 'paragraph', text: line.trim() });
    apart = false;
  }
  return blocks.map((block) => ({ ...block, text: block.text.trimEnd() }));
};

/** Pieces of a text, those between backticks as code. */
export const piecesOf = (text: string): readonly { readonly text: string; readonly code: boolean }[] =>
  text
    .split(/(`[^`]+`)/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^`.+`$/.test(piece) ? { text: piece.slice(1, -1), code: true } : { text: piece, code: false }));
