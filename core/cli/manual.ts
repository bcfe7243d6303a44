import { catalogue, type Language } from '#core/words/catalogue.ts';
import { manual } from '#core/words/cli/manual.ts';
import {
  commandNames,
  commands,
  everywhere,
  options,
  optionsOf,
  usageOf,
  valueOf,
  type CommandName,
  type OptionName,
  type OptionRow,
} from './table.ts';
import { fieldsOf } from './schema.ts';

/** The manual of the command line, made of the table of commands and the words, before it is printed in one way or another. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** Lines as a person types them. */
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly [term: string, text: string])[] };

const heading = (text: string, level: 1 | 2 | 3 = 2): Block => ({ kind: 'heading', level, text });
const text = (said: string): Block => ({ kind: 'text', text: said });
const code = (...lines: readonly string[]): Block => ({ kind: 'code', lines });
const list = (items: readonly (readonly [string, string])[]): Block => ({ kind: 'list', items });

/** `--step K` */
const signatureOf = (name: OptionName): string => {
  const row = options[name];
  return `${'short' in row ? `-${row.short}, ` : ''}--${name} ${valueOf(name)}`.trimEnd();
};

const optionsIn = (name: CommandName, language: Language): (readonly [string, string])[] => {
  const words = manual[language];
  return optionsOf(name).map(([option, otherwise]) => {
    const said = words.options[`${name}.${option}`] ?? words.options[option];
    const known = typeof otherwise === 'number' || typeof otherwise === 'string' ? ` ${words.otherwise(String(otherwise))}` : '';
    // Choices that the signature calls by one word are told here.
    const row: OptionRow = options[option];
    const named = row.kind === 'choice' && row.value !== undefined && said?.endsWith(':') ? ` ${row.choices.join(', ')}` : '';
    return [signatureOf(option), `${said}${named}${known}`];
  });
};

const everywhereIn = (language: Language) => list(everywhere.map((name) => [signatureOf(name), manual[language].options[name]] as const));

/** What a command is, its options, what it writes and how it is used. `level` is that of its parts' headings. */
const commandBlocks = (name: CommandName, language: Language, level: 2 | 3): Block[] => {
  const words = manual[language];
  const row = commands[name];
  const [short, more] = words.commands[name];
  const own = optionsIn(name, language);
  return [
    text(`${short[0]!.toLocaleUpperCase(catalogue[language].locale)}${short.slice(1)}.`),
    heading(words.headings.usage, level),
    code(usageOf(name)),
    text(more),
    heading(words.headings.arguments, level),
    list(row.takes.map((argument) => [argument, words.arguments[argument]] as const)),
    ...(own.length > 0 ? [heading(words.headings.options, level), list(own)] : []),
    ...(name === 'export' ? [list(Object.entries(words.forms))] : []),
    ...row.writes.flatMap((output) => [
      heading(`${words.headings.output}: ${output}`, level),
      list(fieldsOf(output, language).map(({ place, type, about }) => [place, `${about} (${type})`] as const)),
    ]),
    heading(words.headings.examples, level),
    code(...row.examples),
  ];
};

/** How the program ends, what it reads of its surroundings and where its words go. */
const aboutAll = (language: Language): Block[] => {
  const words = manual[language];
  return [
    heading(words.headings.everywhere),
    everywhereIn(language),
    heading(words.headings.exit),
    list(Object.entries(words.exit)),
    heading(words.headings.environment),
    list(Object.entries(words.environment)),
    text(words.streams),
  ];
};

/** `retrograd --help`. `examples` are the names of the program's own runs. */
export const helpBlocks = (language: Language, examples: readonly string[]): Block[] => {
  const words = manual[language];
  return [
    text(`retrograd: ${words.summary}`),
    list(commandNames.map((name) => [`retrograd ${name} ${commands[name].takes.join(' ')}`, words.commands[name][0]] as const)),
    text(words.more),
    list(Object.entries(words.arguments)),
    text(words.namesOfExamples(examples.join(', '))),
    ...aboutAll(language),
  ];
};

/** `retrograd COMMAND --help` */
export const commandHelp = (name: CommandName, language: Language): Block[] => [
  ...commandBlocks(name, language, 2),
  heading(manual[language].headings.everywhere),
  everywhereIn(language),
];

/** The whole manual. */
export const manualBlocks = (language: Language, examples: readonly string[]): Block[] => {
  const words = manual[language];
  return [
    heading(words.headings.usage),
    code(...commandNames.map(usageOf)),
    text(`${words.streams} ${words.lines}`),
    text(words.namesOfExamples(examples.join(', '))),
    ...commandNames.flatMap((name) => [heading(`retrograd ${name}`), ...commandBlocks(name, language, 3)]),
    ...aboutAll(language).slice(0, -1),
  ];
};
