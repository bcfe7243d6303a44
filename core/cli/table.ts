import { exportTargets } from '#core/code/export-run.ts';
import { granularities } from '#core/contract/position.ts';
import { planeKinds } from '#core/protocol/landscape.ts';
import { limits } from '#core/spec/methods.ts';
import { drawnSubjects, leastPoints, mostPoints } from '#core/view/figures.ts';
import { clipSizes } from '#core/view/filming.ts';
import { languages } from '#core/words/catalogue.ts';
import { outputNames } from './outputs.ts';

/**
 * Every command and option: the parser, the help, the page of the documentation and the manual page are made of this table and of the words of
 * `core/words/cli/manual.ts`.
 */

export type OptionRow =
  | { readonly kind: 'flag'; readonly short?: string }
  /** `value` stands for what is written behind the option. */
  | { readonly kind: 'whole'; readonly value: string; readonly min: number; readonly max: number }
  /** `value` stands for the choices, where these are many. */
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly value?: string }
  | { readonly kind: 'text'; readonly value: string };

const count = (value: string, min: number, max: number) => ({ kind: 'whole', value, min, max }) as const;

/** Forms of a run, and the scores of its training. */
export const exportForms = [...exportTargets, 'metrics'] as const;

export const options = {
  step: count('K', 0, limits.steps),
  steps: count('N', 0, limits.steps),
  every: count('M', 1, limits.steps),
  'per-sample': { kind: 'flag' },
  grid: count('N', 2, limits.cells),
  directions: { kind: 'choice', choices: planeKinds },
  places: { kind: 'text', value: 'A,B' },
  seed: count('S', 0, 2 ** 32 - 1),
  count: count('N', 1, 10_000),
  answers: { kind: 'flag' },
  json: { kind: 'flag' },
  view: { kind: 'choice', choices: drawnSubjects, value: 'VIEW' },
  at: { kind: 'text', value: 'PLACES' },
  marks: { kind: 'flag' },
  each: { kind: 'choice', choices: granularities.filter((size) => size !== 'epoch'), value: 'SIZE' },
  size: { kind: 'text', value: 'SIZE' },
  phases: { kind: 'text', value: 'PHASES' },
  pace: { kind: 'text', value: 'PACE' },
  fps: count('N', 1, 60),
  clips: { kind: 'choice', choices: clipSizes, value: 'SIZE' },
  captions: { kind: 'flag' },
  points: count('PT', leastPoints, mostPoints),
  theme: { kind: 'text', value: 'THEME' },
  outlined: { kind: 'flag' },
  with: { kind: 'text', value: 'PARTS' },
  from: count('K', 0, limits.steps),
  to: count('K', 0, limits.steps),
  as: { kind: 'choice', choices: exportForms, value: 'FORM' },
  out: { kind: 'text', value: 'FILE' },
  lang: { kind: 'choice', choices: languages },
  help: { kind: 'flag', short: 'h' },
  version: { kind: 'flag' },
} as const satisfies Record<string, OptionRow>;
export type OptionName = keyof typeof options;

/** An option without which the command does nothing, and one that may be left out without standing for anything. */
export const required = Symbol('required');
export const unset = Symbol('unset');

/** Of every picture. */
const paper = { size: unset, points: unset, theme: 'light', outlined: false } as const;

/** Which moments are drawn. */
const moments = { from: unset, to: unset, every: 1, at: unset, marks: false, each: unset, steps: unset } as const;

interface CommandRow {
  /** What the arguments are, as the usage line calls them. */
  readonly takes: readonly string[];
  /** Its options, each with what it is where it is left out. */
  readonly options: { readonly [Name in OptionName]?: string | number | false | typeof required | typeof unset };
  /** What it writes to standard output, where that is JSON. */
  readonly writes: readonly string[];
  /** Each can be tried as it stands. */
  readonly examples: readonly string[];
}

export const commands = {
  trace: {
    takes: ['RUN'],
    options: { step: 0, 'per-sample': false },
    writes: ['trace'],
    examples: ['retrograd trace article', 'retrograd trace two-two-two --step 3 --per-sample'],
  },
  train: {
    takes: ['RUN'],
    options: { steps: required, every: 1 },
    writes: ['metrics', 'parameters'],
    examples: ['retrograd train xor --steps 500 --every 100'],
  },
  check: { takes: ['RUN'], options: { step: 0 }, writes: ['check'], examples: ['retrograd check article --step 20'] },
  landscape: {
    takes: ['RUN'],
    options: { step: 0, grid: 33, directions: 'path', places: unset, seed: 0, steps: unset },
    writes: ['landscape'],
    examples: [
      'retrograd landscape article --grid 9 --steps 50',
      'retrograd landscape first --grid 9 --directions weights --places 1.W.0.0,1.b.0',
    ],
  },
  export: {
    takes: ['RUN'],
    options: { as: required, out: unset, step: 0, steps: unset, every: 1 },
    writes: [],
    examples: [
      'retrograd export xor --as pytorch --step 500 --out xor.py',
      'retrograd export xor --as onnx --step 500 --out xor.onnx',
      'retrograd export xor --as metrics --steps 500 --every 10 --out xor.csv',
    ],
  },
  render: {
    takes: ['DOCUMENT|RUN'],
    options: {
      view: 'network',
      ...moments,
      ...paper,
      with: 'title,note,legend',
      phases: unset,
      pace: unset,
      fps: unset,
      clips: unset,
      captions: false,
      out: unset,
    },
    writes: [],
    examples: [
      'retrograd render article --at 2:backward --out article.svg',
      'retrograd render xor --view plane --from 0 --to 400 --every 100 --out xor-%.svg',
      'retrograd render two-two-two --each phase --size page --out step.pdf',
      'retrograd render two-two-two --at 0 --out network.tex',
      'retrograd render article --from 0 --to 9 --pace 4 --captions --out article.webm',
      'retrograd render xor --view plane --from 0 --to 400 --every 4 --pace finished --size 640x480 --out xor.gif',
    ],
  },
  storyboard: {
    takes: ['DOCUMENT|RUN'],
    options: {
      view: 'network',
      ...moments,
      ...paper,
      with: 'title,note,sentence,legend',
      pace: unset,
      fps: unset,
      out: required,
    },
    writes: [],
    examples: [
      'retrograd storyboard two-two-two --each phase --out story.pdf',
      'retrograd storyboard two-two-two --each phase --out story.pptx',
      'retrograd storyboard two-two-two --at 0:loss,0:update --pace reading --out clips.pptx',
    ],
  },
  drill: {
    takes: ['RUN'],
    options: { seed: 1, count: 10, step: 0, answers: false, json: false },
    writes: ['drill'],
    examples: ['retrograd drill first --count 5 --answers'],
  },
  'open-check': {
    takes: ['FILE'],
    options: { json: false },
    writes: ['opened'],
    examples: ['retrograd open-check run.retrograd', "retrograd open-check '#run=…'"],
  },
  'course check': { takes: ['FOLDER|ZIP'], options: { json: false }, writes: ['course'], examples: ['retrograd course check my-course'] },
  'course new': { takes: ['FOLDER'], options: {}, writes: [], examples: ['retrograd course new my-course'] },
  schema: { takes: ['NAME'], options: {}, writes: [], examples: ['retrograd schema run', 'retrograd schema trace --lang en'] },
} as const satisfies Record<string, CommandRow>;
export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as CommandName[];

/** Options of every command. */
export const everywhere = ['lang', 'help', 'version'] as const satisfies readonly OptionName[];

/** What `schema` can be asked for. */
export const schemaNames = ['run', 'document', ...outputNames] as const;
export type SchemaName = (typeof schemaNames)[number];

/** The options of a command with what stands for each where it is left out. */
export const optionsOf = (name: CommandName): (readonly [OptionName, string | number | false | typeof required | typeof unset])[] =>
  Object.entries(commands[name].options as CommandRow['options']).map(([option, value]) => [option as OptionName, value]);

/** What is written behind an option. */
export const valueOf = (name: OptionName): string => {
  const row: OptionRow = options[name];
  return row.kind === 'flag' ? '' : row.kind === 'choice' ? (row.value ?? row.choices.join('|')) : row.value;
};

/** `retrograd trace RUN [--step K] [--per-sample]` */
export const usageOf = (name: CommandName): string =>
  [
    `retrograd ${name}`,
    ...commands[name].takes,
    ...optionsOf(name).map(([option, value]) => {
      const text = `--${option} ${valueOf(option)}`.trimEnd();
      return value === required ? text : `[${text}]`;
    }),
  ].join(' ');
