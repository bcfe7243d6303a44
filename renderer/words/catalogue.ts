import { branches } from './branches.ts';
import { commands } from './commands.ts';
import { dialogs } from './dialogs.ts';
import { editor } from './editor.ts';
import { errors } from './errors.ts';
import { explain } from './explain.ts';
import { exporting } from './exporting.ts';
import { health } from './health.ts';
import { inspector } from './inspector.ts';
import { landscape } from './landscape.ts';
import { methods } from './methods.ts';
import { narration } from './narration.ts';
import { notebook } from './notebook.ts';
import { picture } from './picture.ts';
import { plots } from './plots.ts';
import { scores } from './scores.ts';
import { shell } from './shell.ts';
import { stage } from './stage.ts';
import { timeline } from './timeline.ts';
import { transport } from './transport.ts';
import { views } from './views.ts';

/**
 * The one catalogue: an area of words per file, both languages side by side, so that a missing word is a compile error and
 * a translator sees what they translate.
 */
const areas = {
  branches,
  commands,
  dialogs,
  editor,
  errors,
  explain,
  exporting,
  health,
  inspector,
  landscape,
  methods,
  narration,
  notebook,
  picture,
  plots,
  scores,
  shell,
  stage,
  timeline,
  transport,
  views,
};

export type Language = 'es' | 'en';
export const languages = ['es', 'en'] as const satisfies readonly Language[];
export type Words = { readonly [Area in keyof typeof areas]: (typeof areas)[Area]['es'] };

const inLanguage = (language: Language): Words =>
  Object.fromEntries(Object.entries(areas).map(([area, words]) => [area, words[language]])) as unknown as Words;

export const catalogue: Readonly<Record<Language, Words>> = { es: inLanguage('es'), en: inLanguage('en') };
