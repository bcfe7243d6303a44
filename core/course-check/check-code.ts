import { ok, type Result } from '#core/contract/failure.ts';
import type { Expression, Names } from '#core/lessons/expression.ts';
import type { Beat } from '#core/lessons/lesson.ts';
import { codeLines } from '#core/lessons/program.ts';
import type { CourseFiles } from './check-lesson.ts';
import { attempt } from '#core/lessons/attempt.ts';

/** Reads the program that a beat shows, and answers the numbers that stand behind its lines. */
export const checkCode = async ({ code }: Beat, names: Names, files: CourseFiles): Promise<Result<readonly Expression[]>> => {
  if (!code) return ok([]);
  const source = await files.read(code.program);
  if (!source.ok) return source;
  return attempt(() =>
    codeLines(code, source.value, names).flatMap(({ note }) => note.flatMap((span) => (span.kind === 'value' ? [span.expression] : []))),
  );
};
