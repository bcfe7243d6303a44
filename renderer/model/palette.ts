import type { Words } from '#core/words/catalogue.ts';
import { about, termIds } from '#core/words/glossary/terms.ts';
import { viewIds } from '#core/view/views.ts';
import type { App } from './app.svelte.ts';
import { commandIds, isEnabled, isOff, labelOf, runCommand } from './commands.ts';
import { keysOf } from './keys.ts';
import { examples, type ExampleName } from './run/examples.ts';

/** Something that the palette finds: what it is called, of which kind it is, and what choosing it does. */
export interface Entry {
  readonly id: string;
  readonly kind: 'command' | 'view' | 'example' | 'setting' | 'term';
  readonly label: string;
  /** Other words that it is found by. */
  readonly also?: string;
  /** Its first key, as the registry writes it. */
  readonly key?: string | undefined;
  /** The lesson that is being played does without it. */
  readonly off?: boolean;
  readonly run: (app: App) => void;
}

/** The settings of the editor, by the words at their fields. */
const settings = [
  'dataSet',
  'samples',
  'labelNoise',
  'preprocess',
  'units',
  'activation',
  'initializer',
  'normalization',
  'dropout',
  'loss',
  'optimizer',
  'batch',
  'shuffle',
  'l1',
  'l2',
  'clipNorm',
  'schedule',
  'seed',
] as const satisfies readonly (keyof Words['editor'])[];

const settingLabels = ({ editor, methods }: Words): string[] => [...settings.map((id) => editor[id]), methods.settings.learningRate];

/** Everything that can be given or found now, the commands first. */
export const entriesOf = (app: App): Entry[] => {
  const { words } = app.preferences;
  return [
    ...commandIds
      .filter((id) => id !== 'palette' && (isEnabled(id, app) || isOff(id, app)))
      .map((id): Entry => ({
        id,
        kind: 'command',
        label: labelOf(id, words),
        key: keysOf(id, app.preferences.keys)[0],
        off: isOff(id, app),
        run: (given) => runCommand(id, given),
      })),
    ...viewIds.map((view): Entry => ({
      id: `view-${view}`,
      kind: 'view',
      label: words.shell.plot[view],
      off: app.tools.isOff(view),
      run: ({ layout, notices, tools }) => (tools.isOff(view) ? notices.fail({ code: 'switched-off' }) : layout.open('first', view)),
    })),
    ...settingLabels(words).map((label, index): Entry => ({
      id: `setting-${index}`,
      kind: 'setting',
      label,
      run: (given) => given.seekSetting(label),
    })),
    ...(Object.keys(examples) as ExampleName[]).map((name): Entry => ({
      id: `example-${name}`,
      kind: 'example',
      label: words.shell.examples[name],
      run: (given) => void given.keeper.documents.openExample(name).catch((reason: unknown) => given.report(reason)),
    })),
    ...termIds.map((term): Entry => ({
      id: `term-${term}`,
      kind: 'term',
      label: words.glossary.terms[term].name,
      also: `${words.glossary.terms[term].forms} ${about(term).symbol ?? ''}`,
      run: (given) => given.explainTerm(term),
    })),
  ];
};

/** Typing without accents finds the words that have them. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** The entries whose kind, label and other words hold every word of what is typed; those that begin so first. */
export const findEntries = (entries: readonly Entry[], search: string, kinds: Readonly<Record<Entry['kind'], string>>): Entry[] => {
  const typed = plain(search).trim();
  const parts = typed.split(/\s+/);
  const found = entries.filter(({ kind, label, also = '' }) => {
    const text = plain(`${kinds[kind]} ${label} ${also}`);
    return parts.every((part) => text.includes(part));
  });
  const begins = ({ label }: Entry): boolean => plain(label).startsWith(typed);
  return [...found.filter(begins), ...found.filter((entry) => !begins(entry))];
};
