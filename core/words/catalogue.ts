import { about } from './work/about.ts';
import { branches } from './branches.ts';
import { commands } from './commands.ts';
import { dialogs } from './dialogs.ts';
import { documents } from './work/documents.ts';
import { editor } from './editor.ts';
import { errors } from './errors.ts';
import { explain } from './explain.ts';
import { exporting } from './exporting.ts';
import { figure } from './figure/figure.ts';
import { program } from './program/program.ts';
import { failures } from './failure/failures.ts';
import { glossary } from './glossary/glossary.ts';
import { health } from './health.ts';
import { inspector } from './inspector.ts';
import { instruments } from './instruments/instruments.ts';
import { keys } from './work/keys.ts';
import { landscape } from './landscape.ts';
import { learning } from './lessons/learning.ts';
import { lessons } from './lessons/lessons.ts';
import { methods } from './methods.ts';
import { narration } from './telling/narration.ts';
import { notebook } from './notebook.ts';
import { ownCourses } from './lessons/own-courses.ts';
import { picture } from './picture.ts';
import { plots } from './plots.ts';
import { scores } from './scores.ts';
import { share } from './work/share.ts';
import { shell } from './shell.ts';
import { stage } from './stage.ts';
import { table } from './table.ts';
import { telling } from './telling/telling.ts';
import { timeline } from './timeline.ts';
import { transport } from './transport.ts';
import { views } from './views.ts';
import { welcome } from './welcome.ts';

/**
 * Every word: an area per file. The two languages that the app is written in stand side by side, so that a missing word is a compile error
 * and a translator sees what they translate. A further language is a folder here, made of `Words`, and its row below.
 */
const areas = {
  about,
  branches,
  commands,
  dialogs,
  documents,
  editor,
  errors,
  explain,
  exporting,
  figure,
  program,
  failures,
  glossary,
  health,
  inspector,
  instruments,
  keys,
  landscape,
  learning,
  lessons,
  methods,
  narration,
  notebook,
  ownCourses,
  picture,
  plots,
  scores,
  share,
  shell,
  stage,
  table,
  telling,
  timeline,
  transport,
  views,
  welcome,
};

export type Words = { readonly [Area in keyof typeof areas]: (typeof areas)[Area]['es'] };

const inLanguage = (language: 'es' | 'en'): Words =>
  Object.fromEntries(Object.entries(areas).map(([area, words]) => [area, words[language]])) as unknown as Words;

/** A language: what it calls itself, the locale of its numbers where the system has none of that language, and its words. */
export interface LanguageRow {
  readonly name: string;
  readonly locale: string;
  readonly words: Words;
}

const rows = {
  es: { name: 'Español', locale: 'es-ES', words: inLanguage('es') },
  en: { name: 'English', locale: 'en-GB', words: inLanguage('en') },
} as const satisfies Record<string, LanguageRow>;

export type Language = keyof typeof rows;
export const catalogue: Readonly<Record<Language, LanguageRow>> = rows;

const isLanguage = (name: unknown): name is Language => typeof name === 'string' && Object.hasOwn(rows, name);

/** The languages; the first is spoken where nothing else is asked for. */
export const languages = Object.keys(rows).filter(isLanguage);
export const [firstLanguage] = languages as [Language];
/** The one after a language, round the end. */
export const nextLanguage = (language: Language): Language =>
  languages[(languages.indexOf(language) + 1) % languages.length] ?? firstLanguage;

/** What a setting, an environment or a system says of the language, as far as it names one: `en`, `en-GB`, `en_US.UTF-8`. */
export const languageOf = (name: unknown): Language | undefined => {
  const short = typeof name === 'string' ? /^[a-z]+/i.exec(name)?.[0].toLowerCase() : undefined;
  return isLanguage(short) ? short : undefined;
};
