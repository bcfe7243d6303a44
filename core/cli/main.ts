import { FailureError, ok, type Failure, type Result } from '#core/contract/failure.ts';
import type { FindingKind } from '#core/contract/health.ts';
import type { GradientCheck } from '#core/protocol/gradient-check.ts';
import { foreseen } from '#core/net/foreseen.ts';
import type { Run } from '#core/net/run.ts';
import { catalogue, type Language } from '#core/words/catalogue.ts';
import { cli } from '#core/words/cli/cli.ts';
import { drills } from '#core/words/drills/drills.ts';
import { sayFailure } from '#core/words/say-failure.ts';
import { axesOf, readArguments, type Asked, type Command, type Help } from './arguments.ts';
import { check, trace, train, type Lines } from './commands.ts';
import * as course from './course.ts';
import { drawn } from './draw.ts';
import { worksheet } from './drill.ts';
import { environmentLanguage } from './environment.ts';
import { exampleNames, exampleOf } from './examples.ts';
import { exported } from './export.ts';
import type { Io } from './io.ts';
import { jsonPieces } from './json.ts';
import { landscape } from './landscape.ts';
import { commandHelp, helpBlocks } from './manual.ts';
import { openCheck, sayReport } from './open-check.ts';
import { notARun, openRun } from './open-run.ts';
import { standardOutput } from './output.ts';
import { asText } from './print-manual.ts';
import { withProgress, type Report } from './progress.ts';
import { schemaOf } from './schema.ts';
import type { SchemaName } from './table.ts';
import { plain } from '#core/words/failure/plain.ts';

export { nodeIo, type Io } from './io.ts';

/** What the process ends with. `failed`: the check failed, or the training diverged. */
export const exitCodes = { done: 0, failed: 1, badInput: 2 } as const;

/** `retrograd ARGV...`: the core without a window. Resolves to the exit code. */
export const main = async (argv: readonly string[], io: Io): Promise<number> => {
  const { language, command } = readArguments(argv, environmentLanguage(io));
  if (!command.ok) return refuse(io, sayFailure(command.failure, language));
  try {
    return await follow(command.value, language, io);
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return refuse(io, sayFailure(named(error.failure, language), language));
  }
};

const follow = async (asked: Asked, language: Language, io: Io): Promise<number> => {
  switch (asked.name) {
    case 'version':
      return printed(`${io.version}\n`, io);
    case 'help':
      return printed(await helpText(asked, language, io), io);
    case 'schema':
      return printed(`${JSON.stringify(schemaOf(asked.input as SchemaName, language), null, 2)}\n`, io);
    case 'course check':
    case 'course new': {
      const done = await (asked.name === 'course check' ? course.check(asked, language, io) : course.begin(asked, language, io));
      if (!done.ok) return refuse(io, sayFailure(done.failure, language));
      return done.value ? exitCodes.done : exitCodes.failed;
    }
    case 'open-check': {
      const report = await openCheck(asked.input, language, io);
      if (!report.ok) return refuse(io, about(asked.input, report.failure, language));
      return printed(`${asked.json ? JSON.stringify(report.value) : sayReport(report.value, language)}\n`, io);
    }
    case 'render':
    case 'storyboard': {
      const done = await drawn(asked, language, withProgress(io, language), (failure) => say(io, about(asked.input, failure, language)));
      return done.ok ? exitCodes.done : failed(asked.input, done.failure, language, io);
    }
    default:
      return ofRun(asked, language, withProgress(io, language));
  }
};

type OfRun = Exclude<Command, { readonly name: 'schema' | 'open-check' | 'render' | 'storyboard' | 'course check' | 'course new' }>;
type World = Io & { readonly report: Report };

const ofRun = async (asked: OfRun, language: Language, io: World): Promise<number> => {
  const text = await readRun(asked.input, io);
  const other = notARun(asked.input, text);
  if (other) return refuse(io, sayFailure(other, language));
  const run = text.ok ? await openRun(text.value, asked.input, io) : text;
  if (!run.ok) return refuse(io, about(asked.input, run.failure, language));
  for (const { kind } of foreseen(run.value)) say(io, foreseenOf(asked.input, kind, language));
  return answer(asked, run.value, language, io);
};

/** The text of a run's file, or of the example of that name where there is no such file. */
const readRun = async (input: string, io: Io): Promise<Result<string>> => {
  const text = await io.read(input);
  if (text.ok) return text;
  const example = await exampleOf(input, io);
  return example === undefined ? text : ok(example);
};

const helpText = async ({ of }: Help, language: Language, io: Io): Promise<string> =>
  asText(of ? commandHelp(of, language) : helpBlocks(language, await exampleNames(io)));

const answer = async (command: OfRun, run: Run, language: Language, io: World): Promise<number> => {
  const ended = (failure: Failure): number => failed(command.input, failure, language, io);
  switch (command.name) {
    case 'export': {
      const done = await exported(command, run, language, io);
      return done.ok ? exitCodes.done : ended(done.failure);
    }
    case 'check': {
      const outcome = await write(check(run, command.step, io.report), io);
      if (outcome === undefined || ('passed' in outcome && outcome.passed)) return exitCodes.done;
      if ('code' in outcome) return ended(outcome);
      say(io, worstOf(outcome, language));
      return exitCodes.failed;
    }
    case 'train': {
      const outcome = await write(train(run, command.steps, command.every, io.report), io);
      if (outcome === undefined) return exitCodes.done;
      if ('code' in outcome) return ended(outcome);
      say(io, placed(command.input, cli[language].stopped(outcome.stopped, outcome.final), language));
      return exitCodes.done;
    }
    case 'landscape': {
      const { step, grid, steps = step } = command;
      const failure = await write(landscape(run, { step, grid, to: steps, axes: axesOf(command)! }, io.report), io);
      return failure ? ended(failure) : exitCodes.done;
    }
    case 'drill': {
      const sheet = worksheet(run, command, language, io.report);
      if (!sheet.ok) return ended(sheet.failure);
      if (sheet.value === undefined) return refuse(io, placed(command.input, drills[language].none, language));
      return printed(sheet.value, io);
    }
    case 'trace': {
      const failure = await write(trace(run, command.step, command['per-sample'], io.report), io);
      return failure ? ended(failure) : exitCodes.done;
    }
  }
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

const printed = async (text: string, io: Io): Promise<number> => {
  await io.data(text);
  return exitCodes.done;
};

const say = (io: Io, sentence: string): void => io.message(`${plain(sentence)}\n`);

const refuse = (io: Io, sentence: string): number => {
  say(io, sentence);
  return exitCodes.badInput;
};

/** Training that diverges is no mistake of the input. */
const failed = (file: string, failure: Failure, language: Language, io: Io): number => {
  say(io, about(file, failure, language));
  return failure.code === 'non-finite' ? exitCodes.failed : exitCodes.badInput;
};

/** The failure's sentence behind the name of its file. */
const about = (file: string, failure: Failure, language: Language): string => {
  const sentence = sayFailure(failure, language);
  const named = failure.code.startsWith('file-') || ('file' in failure && failure.file === file);
  return named ? sentence : placed(file, sentence, language);
};

/** Where standard output could not be written it has a name. */
const named = (failure: Failure, language: Language): Failure =>
  'file' in failure && failure.file === standardOutput ? { ...failure, file: cli[language].standardOutput } : failure;

const foreseenOf = (file: string, kind: FindingKind, language: Language): string => {
  const { kinds, helps } = catalogue[language].words.health;
  return placed(file, `${kinds[kind].name}. ${kinds[kind].means} ${helps} ${kinds[kind].helps}`, language);
};

const placed = (file: string, sentence: string, language: Language): string =>
  `${file === '-' ? cli[language].standardInput : file}: ${sentence}`;

const worstOf = (result: GradientCheck, language: Language): string => {
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 3, notation: 'scientific' });
  const worst = result.parameters.find((entry) => !entry.kink && Object.is(entry.relativeError, result.worst))!;
  const place = `layers[${worst.layer - 1}].${worst.kind}[${worst.kind === 'W' ? `${worst.row}][${worst.col}` : worst.col}]`;
  return cli[language].checkFailed(format.format(result.worst), place);
};
