import { ok, type Result } from '#core/contract/failure.ts';
import { attempt } from './attempt.ts';
import type { Expression, Names } from './expression.ts';
import type { Beat } from './lesson.ts';
import { codeLines } from './program.ts';

/** Reads the program that a beat shows, and answers the numbers that stand behind its lines. */
export const checkCode = async (
  { code }: Beat,
  names: Names,
  files: { read(file: string): Promise<Result<string>> },
): Promise<Result<readonly Expression[]>> => {
  if (!code) return ok([]);
  const source = await files.read(code.program);
  if (!source.ok) return source;
  return attempt(() =>
    codeLines(code, source.value, names).flatMap(({ note }) => note.flatMap((span) => (span.kind === 'value' ? [span.expression] : []))),
  );
};
