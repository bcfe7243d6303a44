import { FailureError, type Failure } from '#core/contract/failure.ts';
import type { FindingKind } from '#core/contract/health.ts';
import type { GradientCheck } from '#core/protocol/trainer.ts';
import { exportRun } from '#core/code/export-run.ts';
import { foreseen } from '#core/net/foreseen.ts';
import type { Run } from '#core/net/run.ts';
import { catalogue, type Language } from '#core/words/catalogue.ts';
import { drills } from '#core/words/drills/drills.ts';
import { sayFailure } from '#core/words/say-failure.ts';
import { readArguments, type Asked, type Command } from './arguments.ts';
import * as course from './course.ts';
import { check, stateAt, trace, train, type Lines } from './commands.ts';
import type { Io } from './io.ts';
import { standardOutput } from './output.ts';
import { worksheet } from './drill.ts';
import { landscape } from './landscape.ts';
import { openCheck, sayReport } from './open-check.ts';
import { jsonPieces } from './json.ts';
import { notARun, openRun } from './open-run.ts';
import { environmentLanguage } from './environment.ts';

export { nodeIo, type Io } from './io.ts';

/** What the process ends with. `failed`: the check failed, or the training diverged. */
export const exitCodes = { done: 0, failed: 1, badInput: 2 } as const;

/** `retrograd ARGV...`: the core without a window. Resolves to the exit code. */
export const main = async (argv: readonly string[], io: Io): Promise<number> => {
  const { language, command } = readArguments(argv, environmentLanguage(io.env));
  if (!command.ok) return refuse(io, sayFailure(command.failure, language));
  try {
    return await follow(command.value, language, io);
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return refuse(io, sayFailure(named(error.failure, language), language));
  }
};

/** Standard output by its name in that language. */
const named = (failure: Failure, language: Language): Failure =>
  'file' in failure && failure.file === standardOutput ? { ...failure, file: catalogue[language].words.cli.standardOutput } : failure;

const follow = async (asked: Asked, language: Language, io: Io): Promise<number> => {
  if (asked.name === 'help' || asked.name === 'version') {
    await io.data(asked.name === 'help' ? catalogue[language].words.cli.help : `${io.version}\n`);
    return exitCodes.done;
  }
  if (asked.name === 'course-check' || asked.name === 'course-new') {
    const done = await (asked.name === 'course-check' ? course.check(asked, language, io) : course.begin(asked, language, io));
    if (!done.ok) return refuse(io, sayFailure(done.failure, language));
    return done.value ? exitCodes.done : exitCodes.failed;
  }
  if (asked.name === 'open-check') {
    const report = await openCheck(asked.run, language, io);
    if (!report.ok) return refuse(io, about(asked.run, report.failure, language));
    await io.data(`${asked.json ? JSON.stringify(report.value) : sayReport(report.value, language)}\n`);
    return exitCodes.done;
  }
  const text = await io.read(asked.run);
  const other = notARun(asked.run, text);
  if (other) return refuse(io, sayFailure(other, language));
  const run = text.ok ? await openRun(text.value, asked.run, io) : text;
  if (!run.ok) return refuse(io, about(asked.run, run.failure, language));
  for (const { kind } of foreseen(run.value)) io.message(`${foreseenOf(asked.run, kind, language)}\n`);
  return answer(asked, run.value, language, io);
};

const answer = async (command: Exclude<Command, { name: 'open-check' }>, run: Run, language: Language, io: Io): Promise<number> => {
  if (command.name === 'export') return exported(command, run, language, io);
  if (command.name === 'check') {
    const outcome = await write(check(run, command.step), io);
    if (outcome === undefined || ('passed' in outcome && outcome.passed)) return exitCodes.done;
    if ('code' in outcome) return failed(command.run, outcome, language, io);
    io.message(`${worstOf(outcome, language)}\n`);
    return exitCodes.failed;
  }
  if (command.name === 'train') {
    const outcome = await write(train(run, command.steps, command.every), io);
    if (outcome === undefined) return exitCodes.done;
    if ('code' in outcome) return failed(command.run, outcome, language, io);
    io.message(`${placed(command.run, catalogue[language].words.cli.stopped(outcome.stopped, outcome.final), language)}\n`);
    return exitCodes.done;
  }
  if (command.name === 'landscape') {
    const failure = await write(landscape(run, command), io);
    return failure ? failed(command.run, failure, language, io) : exitCodes.done;
  }
  if (command.name === 'drill') {
    const sheet = worksheet(run, command, language);
    if (!sheet.ok) return failed(command.run, sheet.failure, language, io);
    if (sheet.value === undefined) return refuse(io, placed(command.run, drills[language].none, language));
    await io.data(sheet.value);
    return exitCodes.done;
  }
  const failure = await write(trace(run, command.step, command.perSample), io);
  return failure ? failed(command.run, failure, language, io) : exitCodes.done;
};

const exported = async (command: Extract<Command, { name: 'export' }>, run: Run, language: Language, io: Io): Promise<number> => {
  const { step, to, out } = command;
  const state = stateAt(run, step);
  const made = state.ok ? exportRun(run, state.value, step, to) : state;
  if (!made.ok) return failed(command.run, made.failure, language, io);
  if (out !== undefined) {
    const saved = await io.save(out, made.value);
    return saved.ok ? exitCodes.done : refuse(io, sayFailure(saved.failure, language));
  }
  // Bytes always have a file of their own: the arguments see to it.
  await io.data(String(made.value));
  return exitCodes.done;
};

/** Writes a line as soon as it is known. Answers what the lines ended with; undefined when nobody reads any more. */
const write = async <Outcome>(lines: Lines<Outcome>, io: Io): Promise<Outcome | undefined> => {
  for (;;) {
    const line = lines.next();
    if (line.done) return line.value;
    for (const piece of jsonPieces(line.value)) if (!(await io.data(piece))) return undefined;
    if (!(await io.data('\n'))) return undefined;
  }
};

const refuse = (io: Io, sentence: string): number => {
  io.message(`${sentence}\n`);
  return exitCodes.badInput;
};

/** Training that diverges is no mistake of the input. */
const failed = (file: string, failure: Failure, language: Language, io: Io): number => {
  io.message(`${about(file, failure, language)}\n`);
  return failure.code === 'non-finite' ? exitCodes.failed : exitCodes.badInput;
};

/** The failure's sentence behind the name of its file. */
const about = (file: string, failure: Failure, language: Language): string => {
  const sentence = sayFailure(failure, language);
  return failure.code === 'file-unreadable' || ('file' in failure && failure.file === file) ? sentence : placed(file, sentence, language);
};

const foreseenOf = (file: string, kind: FindingKind, language: Language): string => {
  const { kinds, helps } = catalogue[language].words.health;
  return placed(file, `${kinds[kind].name}. ${kinds[kind].means} ${helps} ${kinds[kind].helps}`, language);
};

const placed = (file: string, sentence: string, language: Language): string =>
  `${file === '-' ? catalogue[language].words.cli.standardInput : file}: ${sentence}`;

const worstOf = (result: GradientCheck, language: Language): string => {
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 3, notation: 'scientific' });
  const worst = result.parameters.find((entry) => !entry.kink && Object.is(entry.relativeError, result.worst))!;
  const place = `layers[${worst.layer - 1}].${worst.kind}[${worst.kind === 'W' ? `${worst.row}][${worst.col}` : worst.col}]`;
  return catalogue[language].words.cli.checkFailed(format.format(result.worst), place);
};
