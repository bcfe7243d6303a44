import { fail, ok, type Result } from '#core/contract/failure.ts';
import { exportRun } from '#core/code/export-run.ts';
import type { Run } from '#core/net/run.ts';
import type { Language } from '#core/words/catalogue.ts';
import type { Command } from './arguments.ts';
import { stateAt, train } from './commands.ts';
import type { Io } from './io.ts';
import { metricsHeader, metricsRow } from './metrics-table.ts';
import type { Report } from './progress.ts';

/** Writes the run, or the scores of its training, to the file that is asked for or to standard output. */
export const exported = async (
  command: Command<'export'>,
  run: Run,
  language: Language,
  io: Io & { readonly report: Report },
): Promise<Result<void>> => {
  const made = content(command, run, language, io.report);
  if (!made.ok) return made;
  if (command.out !== undefined) return io.save(command.out, made.value);
  // Bytes always have a file of their own: the arguments see to it.
  await io.data(String(made.value));
  return ok(undefined);
};

const content = (
  { as, step, steps = 0, every }: Command<'export'>,
  run: Run,
  language: Language,
  report: Report,
): Result<string | Uint8Array> => {
  if (as === 'metrics') return metrics(run, steps, every, report);
  const state = stateAt(run, step, report);
  return state.ok ? exportRun(run, state.value, step, as, language) : state;
};

/** A training that diverges has a table up to there, and that is not what was asked for. */
const metrics = (run: Run, steps: number, every: number, report: Report): Result<string> => {
  const rows = [metricsHeader];
  const lines = train(run, steps, every, report);
  for (;;) {
    const line = lines.next();
    if (line.done) return line.value && 'code' in line.value ? fail(line.value) : ok(rows.join(''));
    if ('parameters' in (line.value as object)) continue;
    rows.push(metricsRow(line.value));
  }
};
