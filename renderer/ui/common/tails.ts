/** Marks that begin no line. */
const marks = /^[,.;:!?)\]»”…]+/;

/** The marks with which a text begins, and what comes after them. */
export const headOf = (text: string): readonly [marks: string, rest: string] => {
  const [head = ''] = marks.exec(text) ?? [];
  return [head, text.slice(head.length)];
};

interface Piece<T> {
  readonly text: string;
  readonly term?: T | undefined;
}

/**
 * Pieces of a text in which the marks that follow a term go with it: a term is a button, and a line may end after a button even before a comma.
 * `tail` follows the last piece.
 */
export const withTails = <T>(pieces: readonly Piece<T>[], tail = ''): readonly (Piece<T> & { readonly tail: string })[] =>
  pieces.map(({ text, term }, index) => {
    const before = pieces[index - 1];
    const after = pieces[index + 1];
    const own = before?.term === undefined ? text : headOf(text)[1];
    const next = after ? headOf(after.text)[0] : tail;
    return term === undefined ? { text: after ? own : own + tail, tail: '' } : { text, term, tail: next };
  });
