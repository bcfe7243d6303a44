import { parseArgs } from 'node:util';
import type { ParameterRef } from '#core/contract/explanation.ts';
import { fail, ok, type Result } from '#core/contract/failure.ts';
import type { Granularity } from '#core/contract/position.ts';
import { isBytes } from '#core/code/export-run.ts';
import type { PlaneAxes, PlaneKind } from '#core/protocol/landscape.ts';
import type { ClipSize } from '#core/view/filming.ts';
import type { FigureSubject } from '#core/view/figures.ts';
import { cli, type CliWords } from '#core/words/cli/cli.ts';
import { languages, type Language } from '#core/words/catalogue.ts';
import {
  commandNames,
  commands,
  everywhere,
  type exportForms,
  options,
  optionsOf,
  required,
  schemaNames,
  type unset,
  usageOf,
  valueOf,
  type CommandName,
  type OptionName,
} from './table.ts';
import { oddDrawing } from './drawing-options.ts';

/** What an option holds. */
interface Held {
  readonly whole: number;
  readonly flag: boolean;
  readonly choice: string;
  readonly text: string;
}
/** Choices that are told apart. */
interface Chosen {
  readonly as: (typeof exportForms)[number];
  readonly directions: PlaneKind;
  readonly view: FigureSubject;
  readonly each: Granularity;
  readonly clips: ClipSize;
}
type Value<Name extends OptionName> = Name extends keyof Chosen ? Chosen[Name] : Held[(typeof options)[Name]['kind']];
type OptionsOf<Name extends CommandName> = {
  readonly [Option in keyof (typeof commands)[Name]['options'] & OptionName]:
    Value<Option> | ((typeof commands)[Name]['options'][Option] extends typeof unset ? undefined : never);
};

/** A command with its options; `input` is its argument: a file, `-` for standard input, a folder or a name. */
export type Command<Name extends CommandName = CommandName> = {
  [Each in Name]: { readonly name: Each; readonly input: string } & OptionsOf<Each>;
}[Name];

/** Without a command's name the help is of all of them. */
export interface Help {
  readonly name: 'help';
  readonly of: CommandName | undefined;
}

/** What is asked for. */
export type Asked = Command | Help | { readonly name: 'version' };

export interface Arguments {
  readonly language: Language;
  readonly command: Result<Asked>;
}

type Token = { readonly name: string; readonly rawName: string; readonly value?: string | undefined };

/** Reads the arguments behind `retrograd`. Problems are told in the language that the arguments or the environment ask for. */
export const readArguments = (argv: readonly string[], fallback: Language): Arguments => {
  // Not strict: unknown options and odd values are refused here, in the person's language.
  const { positionals, tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, row]) => [
        name,
        { type: row.kind === 'flag' ? 'boolean' : 'string', ...('short' in row && { short: row.short }) } as const,
      ]),
    ),
  });
  const given = new Map<string, Token>(tokens.flatMap((token) => (token.kind === 'option' ? [[token.name, token] as const] : [])));
  const asked = given.get('lang')?.value;
  const language = languages.find((known) => known === asked) ?? fallback;
  const words = cli[language];
  const { name, inputs } = commandOf(positionals);
  const usage = name ? usageOf(name) : like(positionals[0]).map(usageOf).join(' | ') || 'retrograd --help';
  const problem = (text: string): Arguments => ({ language, command: fail({ code: 'usage', problem: text, usage }) });

  if (given.has('lang') && asked !== language) return problem(words.unknownLanguage(asked ?? '""'));
  if (given.has('version')) return { language, command: ok({ name: 'version' }) };
  if (given.has('help')) return { language, command: ok({ name: 'help', of: name }) };
  if (name === undefined) return problem(noCommand(positionals[0], words));
  const allowed: readonly string[] = [...optionsOf(name).map(([option]) => option), ...everywhere];
  const stranger = [...given.values()].find((token) => !allowed.includes(token.name));
  if (stranger) return problem(words.unknownOption(stranger.rawName));
  const takes = commands[name].takes;
  const [input] = inputs;
  if (input === undefined) return problem(words.noArgument(takes[0]));
  if (inputs.length > takes.length) return problem(words.tooMany(inputs[takes.length]!));

  const values: Record<string, string | number | boolean | undefined> = {};
  for (const [option, otherwise] of optionsOf(name)) {
    const token = given.get(option);
    if (!token && otherwise === required) return problem(missing(option, words));
    const value = token ? read(option, token, words) : { value: typeof otherwise === 'symbol' ? undefined : otherwise };
    if (typeof value === 'string') return problem(value);
    values[option] = value.value;
  }
  const command = { name, input, ...values } as Command;
  const odd = fault(command, given, words);
  return odd === undefined ? { language, command: ok(command) } : problem(odd);
};

/** The command that the words begin with, of which some have two, and what stands behind it. */
const commandOf = (words: readonly string[]): { readonly name: CommandName | undefined; readonly inputs: readonly string[] } => {
  for (const length of [2, 1]) {
    const name = commandNames.find((known) => known === words.slice(0, length).join(' '));
    if (name) return { name, inputs: words.slice(length) };
  }
  return { name: undefined, inputs: [] };
};

/** The commands that begin with a word. */
const like = (word: string | undefined): CommandName[] => commandNames.filter((name) => name.startsWith(`${word} `));

/** What is wrong where the words name no command. */
const noCommand = (word: string | undefined, words: CliWords): string => {
  if (word === undefined) return words.noCommand;
  const more = like(word).map((name) => name.slice(word.length + 1));
  return more.length > 0 ? words.goesOn(word, more) : words.unknownCommand(word);
};

const missing = (name: OptionName, words: CliWords): string => {
  const row = options[name];
  return row.kind === 'choice' ? words.needsChoice(`--${name}`, row.choices) : words.needsOption(`--${name}`, valueOf(name));
};

/** The value of an option, or what is wrong with it. */
const read = (name: OptionName, { value: text = '' }: Token, words: CliWords): { readonly value: string | number | boolean } | string => {
  const row = options[name];
  if (row.kind === 'flag') return { value: true };
  if (row.kind === 'choice')
    return row.choices.some((choice) => choice === text) ? { value: text } : words.needsChoice(`--${name}`, row.choices);
  if (row.kind === 'text') return text === '' ? words.needsOption(`--${name}`, row.value) : { value: text };
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= row.min && value <= row.max) return { value };
  return words.notWhole(`--${name}`, text === '' ? '""' : text, row.min, row.max);
};

/** What the options of a command say of each other, or its argument, that cannot be done. */
const fault = (command: Command, given: ReadonlyMap<string, Token>, words: CliWords): string | undefined => {
  switch (command.name) {
    case 'landscape':
      return axesOf(command) === undefined || (given.has('places') && command.directions !== 'weights') ? words.needsPlaces : undefined;
    case 'export': {
      const { as, steps, out } = command;
      if (as === 'metrics') {
        if (given.has('step')) return words.goesWithOther('--step', '--as metrics');
        return steps === undefined ? words.needsOption('--steps', valueOf('steps')) : undefined;
      }
      const odd = ['steps', 'every'].find((option) => given.has(option));
      if (odd !== undefined) return words.goesWith(`--${odd}`, '--as metrics');
      return isBytes(as) && out === undefined ? words.needsOut : undefined;
    }
    case 'render':
    case 'storyboard':
      return oddDrawing(command, words);
    case 'schema':
      return (schemaNames as readonly string[]).includes(command.input) ? undefined : words.unknownSubject(command.input);
    default:
      return undefined;
  }
};

/** The plane that is asked for; undefined where its two places are not said. */
export const axesOf = ({ directions, places, seed }: Command<'landscape'>): PlaneAxes | undefined => {
  if (directions === 'random') return { kind: directions, seed };
  if (directions !== 'weights') return { kind: directions };
  const two = readPlaces(places ?? '');
  return two && { kind: directions, first: two[0], second: two[1] };
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
