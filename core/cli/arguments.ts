import { parseArgs } from 'node:util';
import type { ParameterRef } from '#core/contract/explanation.ts';
import { fail, ok, type Result } from '#core/contract/failure.ts';
import { exportTargets, stateTargets, type ExportTarget } from '#core/code/export-run.ts';
import { planeKinds, type PlaneAxes } from '#core/protocol/landscape.ts';
import type { CourseCommand } from './course.ts';
import { catalogue, type Language, languages, type Words } from '#core/words/catalogue.ts';

export type Command = (
  | { readonly name: 'trace'; readonly step: number; readonly perSample: boolean }
  | { readonly name: 'train'; readonly steps: number; readonly every: number }
  | { readonly name: 'check'; readonly step: number }
  /** Without `out` the text goes to standard output. */
  | { readonly name: 'landscape'; readonly step: number; readonly to: number; readonly grid: number; readonly axes: PlaneAxes }
  | {
      readonly name: 'drill';
      readonly step: number;
      readonly seed: number;
      readonly count: number;
      readonly answers: boolean;
      readonly json: boolean;
    }
  | { readonly name: 'export'; readonly step: number; readonly to: ExportTarget; readonly out: string | undefined }
  | { readonly name: 'open-check'; readonly json: boolean }
) & {
  /** A file, or `-` for standard input. */
  readonly run: string;
};

/** What is asked for. */
export type Asked = Command | CourseCommand | { readonly name: 'help' } | { readonly name: 'version' };

export interface Arguments {
  readonly language: Language;
  readonly command: Result<Asked>;
}

/** What each command takes, as its usage line says. */
const commands = {
  trace: { usage: 'retrograd trace RUN [--step K] [--per-sample]', options: ['step', 'per-sample'] },
  train: { usage: 'retrograd train RUN --steps N [--every M]', options: ['steps', 'every'] },
  check: { usage: 'retrograd check RUN [--step K]', options: ['step'] },
  landscape: {
    usage: `retrograd landscape RUN [--step K] [--grid N] [--directions ${planeKinds.join('|')}] [--places A,B] [--seed S] [--steps N]`,
    options: ['step', 'grid', 'directions', 'places', 'seed', 'steps'],
  },
  drill: {
    usage: 'retrograd drill RUN [--seed S] [--count N] [--step K] [--answers] [--json]',
    options: ['seed', 'count', 'step', 'answers', 'json'],
  },
  'open-check': { usage: 'retrograd open-check FILE [--json]', options: ['json'] },
  course: { usage: 'retrograd course check FOLDER|ZIP [--json] | retrograd course new FOLDER', options: ['json'] },
  export: { usage: `retrograd export RUN --to ${exportTargets.join('|')} [--out FILE] [--step K]`, options: ['to', 'out', 'step'] },
} as const satisfies Record<string, { usage: string; options: readonly string[] }>;
const everywhere: readonly string[] = ['lang', 'help', 'version'];

const isCommand = (name: string | undefined): name is keyof typeof commands => name !== undefined && Object.hasOwn(commands, name);

/** Reads the arguments behind `retrograd`. Problems are told in the language that the arguments or the environment ask for. */
export const readArguments = (argv: readonly string[], fallback: Language): Arguments => {
  // Not strict: unknown options and odd values are refused here, in the person's language.
  const { positionals, tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: {
      step: { type: 'string' },
      steps: { type: 'string' },
      every: { type: 'string' },
      'per-sample': { type: 'boolean' },
      to: { type: 'string' },
      grid: { type: 'string' },
      directions: { type: 'string' },
      places: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean' },
      count: { type: 'string' },
      answers: { type: 'boolean' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  });
  const given = new Map(tokens.flatMap((token) => (token.kind === 'option' ? [[token.name, token] as const] : [])));
  const asked = given.get('lang')?.value;
  const language = languages.find((known) => known === asked) ?? fallback;
  const words = catalogue[language].words.cli;
  const [name, run, ...rest] = positionals;
  const usage = isCommand(name) ? commands[name].usage : 'retrograd --help';
  const problem = (text: string): Arguments => ({ language, command: fail({ code: 'usage', problem: text, usage }) });

  if (given.has('lang') && asked !== language) return problem(words.unknownLanguage(asked ?? '""'));
  if (given.has('help')) return { language, command: ok({ name: 'help' }) };
  if (given.has('version')) return { language, command: ok({ name: 'version' }) };
  if (name === undefined) return problem(words.noCommand);
  if (!isCommand(name)) return problem(words.unknownCommand(name));
  const allowed: readonly string[] = [...commands[name].options, ...everywhere];
  const stranger = [...given.values()].find((token) => !allowed.includes(token.name));
  if (stranger) return problem(words.unknownOption(stranger.rawName));
  if (name === 'course') {
    const [folder, ...more] = rest;
    if (run !== 'check' && run !== 'new') return problem(words.needsCourseCommand);
    if (folder === undefined) return problem(words.noFolder);
    if (more.length > 0) return problem(words.tooMany(more[0]!));
    if (run === 'new')
      return given.has('json') ? problem(words.unknownOption('--json')) : { language, command: ok({ name: 'course-new', folder }) };
    return { language, command: ok({ name: 'course-check', folder, json: given.has('json') }) };
  }
  if (run === undefined) return problem(words.noRun);
  if (rest.length > 0) return problem(words.tooMany(rest[0]!));

  if (name === 'open-check') return { language, command: ok({ name, run, json: given.has('json') }) };
  const whole = (option: string, otherwise: number | undefined, min: number): Result<number> =>
    wholeOption(given.get(option), option, otherwise, min, words, usage);
  const step = whole('step', 0, 0);
  const steps = whole('steps', name === 'train' ? undefined : 0, 0);
  const every = whole('every', 1, 1);
  if (!step.ok) return { language, command: step };
  if (!steps.ok) return { language, command: steps };
  if (!every.ok) return { language, command: every };
  if (name === 'landscape') {
    const grid = whole('grid', 33, 2);
    const seed = whole('seed', 0, 0);
    if (!grid.ok) return { language, command: grid };
    if (!seed.ok) return { language, command: seed };
    const kind = given.get('directions')?.value ?? 'path';
    const known = planeKinds.find((one) => one === kind);
    if (known === undefined) return problem(words.needsDirections(planeKinds));
    const places = known === 'weights' ? readPlaces(given.get('places')?.value ?? '') : undefined;
    if (known === 'weights' ? !places : given.has('places')) return problem(words.needsPlaces);
    const axes: PlaneAxes =
      known === 'weights'
        ? { kind: known, first: places![0], second: places![1] }
        : known === 'random'
          ? { kind: known, seed: seed.value }
          : { kind: known };
    const to = given.has('steps') ? steps.value : step.value;
    return { language, command: ok({ name, run, step: step.value, to, grid: grid.value, axes }) };
  }
  if (name === 'drill') {
    const seed = whole('seed', 1, 0);
    const count = whole('count', 10, 1);
    if (!seed.ok) return { language, command: seed };
    if (!count.ok) return { language, command: count };
    const [answers, json] = [given.has('answers'), given.has('json')];
    return { language, command: ok({ name, run, step: step.value, seed: seed.value, count: count.value, answers, json }) };
  }
  if (name === 'export') {
    const asked = given.get('to')?.value;
    const to = exportTargets.find((known) => known === asked);
    const out = given.get('out')?.value;
    if (to === undefined) return problem(words.needsTarget(exportTargets));
    if (given.has('out') ? !out : stateTargets.includes(to)) return problem(words.needsOut);
    return { language, command: ok({ name, run, step: step.value, to, out }) };
  }
  const command: Command =
    name === 'trace'
      ? { name, run, step: step.value, perSample: given.has('per-sample') }
      : name === 'train'
        ? { name, run, steps: steps.value, every: every.value }
        : { name, run, step: step.value };
  return { language, command: ok(command) };
};

/** `1.W.0.2` is the weight from unit 0 to unit 2 of layer 1, `1.b.2` that unit's bias; two of them behind each other. */
const readPlaces = (text: string): readonly [ParameterRef, ParameterRef] | undefined => {
  const [first, second, ...rest] = text.split(',').map((place): ParameterRef | undefined => {
    const weight = /^([1-9]\d*)\.W\.(\d+)\.(\d+)$/.exec(place);
    if (weight) return { layer: Number(weight[1]), kind: 'W', row: Number(weight[2]), col: Number(weight[3]) };
    const bias = /^([1-9]\d*)\.b\.(\d+)$/.exec(place);
    return bias ? { layer: Number(bias[1]), kind: 'b', row: 0, col: Number(bias[2]) } : undefined;
  });
  return first && second && rest.length === 0 ? [first, second] : undefined;
};

const wholeOption = (
  token: { readonly value?: string | undefined } | undefined,
  option: string,
  otherwise: number | undefined,
  min: number,
  words: Words['cli'],
  usage: string,
): Result<number> => {
  if (!token) return otherwise === undefined ? fail({ code: 'usage', problem: words.needsSteps, usage }) : ok(otherwise);
  const text = token.value ?? '';
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= min) return ok(value);
  return fail({ code: 'usage', problem: words.notWhole(`--${option}`, text === '' ? '""' : text, min), usage });
};
