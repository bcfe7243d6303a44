import { themes, type Theme } from '#core/view/view-state.ts';
import { palettes, type Theme as Shade } from '#renderer/picture/palette.ts';
import { memoryStore, type Store } from '#renderer/link/store.ts';
import { catalogue, firstLanguage, type Language, languageOf, languages } from '#core/words/catalogue.ts';
import { countWriter, numberStyles, numberWriter, settingWriter, type NumberFormat, type NumberStyle } from '#core/words/number.ts';

/** One scale for the widths of all weights, or one per layer. */
export const weightScales = ['common', 'layer'] as const;
export type WeightScale = (typeof weightScales)[number];
export const fewestDigits = 2;
export const mostDigits = 6;

/** Keys that the person chose for commands, by command; none at all is a choice too. */
export type KeyChoices = Readonly<Partial<Record<string, readonly string[]>>>;

interface Stored {
  language: Language;
  theme: Theme;
  digits: number;
  numberStyle: NumberStyle;
  weightScale: WeightScale;
  letterKeys: boolean;
  thumbnails?: boolean | undefined;
  readingPace: boolean;
  phasePauses: boolean;
  backups: boolean;
  keys: KeyChoices;
}

const key = 'retrograd.preferences';
const isOneOf = <T>(all: readonly T[], one: unknown): one is T => (all as readonly unknown[]).includes(one);

const isKeyChoices = (value: unknown): value is KeyChoices =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((keys) => Array.isArray(keys) && keys.every((key) => typeof key === 'string' && key !== ''));

/** What the person chose for all runs. Kept by the host's local storage; a broken or missing store means the defaults. */
export class Preferences {
  language = $state<Language>(firstLanguage);
  theme = $state<Theme>('system');
  /** Digits of every number on screen, and which ones are meant. */
  digits = $state(3);
  numberStyle = $state<NumberStyle>('significant');
  weightScale = $state<WeightScale>('common');
  /** Single-letter keys can be switched off: they get in the way of speech input. */
  letterKeys = $state(true);
  keys = $state.raw<KeyChoices>({});
  /** Play gives each sentence the time that reading it takes, and rests where a phase ends. */
  readingPace = $state(true);
  phasePauses = $state(true);
  /** What is on screen is kept as it changes, and comes back after a reload or a crash. */
  backups = $state(true);
  /** Thumbnails above the timeline; unless chosen, where the window is high enough. */
  thumbnails = $state<boolean | undefined>(undefined);
  tall = $state(false);
  systemDark = $state(false);
  systemContrast = $state(false);
  reducedMotion = $state(false);
  /** Presenting is light, whatever the theme; the choice is not touched. */
  presenting = $state(false);

  readonly words = $derived(catalogue[this.language].words);
  /** What the app is drawn in: light and rich in contrast while presenting, or where that is asked for. */
  readonly shade: Shade = $derived.by(() => {
    if (this.presenting) return 'contrast';
    if (this.theme !== 'system') return this.theme;
    return this.systemDark ? 'dark' : this.systemContrast ? 'contrast' : 'light';
  });
  readonly palette = $derived(palettes[this.shade]);
  readonly thumbnailsShown = $derived(this.thumbnails ?? this.tall);
  readonly dark = $derived(this.shade === 'dark');
  readonly locale = $derived(this.localeOf(this.language));
  readonly numberFormat: NumberFormat = $derived(this.numberFormatOf(this.language));
  /** Writes a number in the language's own way with the chosen digits. */
  readonly number = $derived(numberWriter(this.locale, this.digits, this.numberStyle));
  readonly writers = $derived({ number: this.number, count: countWriter(this.locale), setting: settingWriter(this.locale) });

  readonly store: Store;
  /** The browser keeps nothing: all is forgotten with this window. */
  readonly forgets: boolean;

  constructor(
    store: Store | undefined,
    readonly systemLocales: readonly string[],
  ) {
    this.store = store ?? memoryStore();
    this.forgets = store === undefined;
    const stored = this.#read();
    this.language = stored.language ?? languageOf(systemLocales[0]) ?? firstLanguage;
    this.theme = stored.theme ?? 'system';
    this.digits = stored.digits ?? 3;
    this.numberStyle = stored.numberStyle ?? 'significant';
    this.weightScale = stored.weightScale ?? 'common';
    this.letterKeys = stored.letterKeys ?? true;
    this.thumbnails = stored.thumbnails;
    this.readingPace = stored.readingPace ?? true;
    this.phasePauses = stored.phasePauses ?? true;
    this.backups = stored.backups ?? true;
    this.keys = stored.keys ?? {};
  }

  /** Called whenever something changed; storage that is full or forbidden only loses the choice. */
  save(): void {
    const { language, theme, digits, numberStyle, weightScale, letterKeys, thumbnails, readingPace, phasePauses, backups, keys } = this;
    const view = { language, theme, digits, numberStyle, weightScale, thumbnails };
    const chosen: Stored = { ...view, letterKeys, readingPace, phasePauses, backups, keys };
    try {
      this.store.setItem(key, JSON.stringify(chosen));
    } catch {
      // Private windows may refuse; the choice lasts until the app closes.
    }
  }

  #read(): Partial<Stored> {
    try {
      const raw: unknown = JSON.parse(this.store.getItem(key) ?? '{}');
      if (typeof raw !== 'object' || raw === null) return {};
      const fields = raw as Record<string, unknown>;
      const { language, theme, digits, numberStyle, weightScale, letterKeys, film, thumbnails = film } = fields;
      const { readingPace, phasePauses, backups, keys } = fields;
      return {
        ...(isOneOf(languages, language) ? { language } : {}),
        ...(isOneOf(themes, theme) ? { theme } : {}),
        ...(typeof digits === 'number' && digits >= fewestDigits && digits <= mostDigits ? { digits: Math.round(digits) } : {}),
        ...(isOneOf(numberStyles, numberStyle) ? { numberStyle } : {}),
        ...(isOneOf(weightScales, weightScale) ? { weightScale } : {}),
        ...(typeof letterKeys === 'boolean' ? { letterKeys } : {}),
        ...(typeof thumbnails === 'boolean' ? { thumbnails } : {}),
        ...(typeof readingPace === 'boolean' ? { readingPace } : {}),
        ...(typeof phasePauses === 'boolean' ? { phasePauses } : {}),
        ...(typeof backups === 'boolean' ? { backups } : {}),
        ...(isKeyChoices(keys) ? { keys } : {}),
      };
    } catch {
      return {};
    }
  }

  numberFormatOf(language: Language): NumberFormat {
    return { locale: this.localeOf(language), digits: this.digits, style: this.numberStyle };
  }

  /** The system's region for a language (es-MX writes 1,234.5 where es-ES writes 1234,5). */
  localeOf(language: Language): string {
    return this.systemLocales.find((locale) => locale.slice(0, 2) === language) ?? catalogue[language].locale;
  }
}
