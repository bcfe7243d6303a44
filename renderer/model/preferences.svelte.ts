import { catalogue, type Language } from '#renderer/words/catalogue.ts';
import { numberWriter } from '#renderer/words/number.ts';

export type Theme = 'system' | 'light' | 'dark';

interface Stored {
  language: Language;
  theme: Theme;
  digits: number;
  letterKeys: boolean;
}

const key = 'retrograd.preferences';

/** What the person chose for all runs. Kept by the host's local storage; a broken or missing store means the defaults. */
export class Preferences {
  language = $state<Language>('es');
  theme = $state<Theme>('system');
  /** Significant digits of every number on screen. */
  digits = $state(3);
  /** Single-letter keys can be switched off: they get in the way of speech input. */
  letterKeys = $state(true);
  systemDark = $state(false);
  reducedMotion = $state(false);
  /** Presenting is light, whatever the theme; the choice is not touched. */
  presenting = $state(false);

  readonly words = $derived(catalogue[this.language]);
  readonly dark = $derived(!this.presenting && (this.theme === 'dark' || (this.theme === 'system' && this.systemDark)));
  readonly locale = $derived(this.localeOf(this.language));
  /** Writes a number in the language's own way with the chosen digits. */
  readonly number = $derived(numberWriter(this.locale, this.digits));

  constructor(
    readonly store: Storage,
    readonly systemLocales: readonly string[],
  ) {
    const stored = this.#read();
    const system = systemLocales[0]?.slice(0, 2);
    this.language = stored.language ?? (system === 'en' ? 'en' : 'es');
    this.theme = stored.theme ?? 'system';
    this.digits = stored.digits ?? 3;
    this.letterKeys = stored.letterKeys ?? true;
  }

  /** Called whenever something changed; storage that is full or forbidden only loses the choice. */
  save(): void {
    const { language, theme, digits, letterKeys } = this;
    try {
      this.store.setItem(key, JSON.stringify({ language, theme, digits, letterKeys } satisfies Stored));
    } catch {
      // Private windows may refuse; the choice lasts until the app closes.
    }
  }

  #read(): Partial<Stored> {
    try {
      const raw: unknown = JSON.parse(this.store.getItem(key) ?? '{}');
      if (typeof raw !== 'object' || raw === null) return {};
      const { language, theme, digits, letterKeys } = raw as Record<string, unknown>;
      return {
        ...(language === 'es' || language === 'en' ? { language } : {}),
        ...(theme === 'system' || theme === 'light' || theme === 'dark' ? { theme } : {}),
        ...(typeof digits === 'number' && digits >= 2 && digits <= 6 ? { digits: Math.round(digits) } : {}),
        ...(typeof letterKeys === 'boolean' ? { letterKeys } : {}),
      };
    } catch {
      return {};
    }
  }

  /** The system's region for a language (es-MX writes 1,234.5 where es-ES writes 1234,5). */
  localeOf(language: Language): string {
    return this.systemLocales.find((locale) => locale.slice(0, 2) === language) ?? (language === 'es' ? 'es-ES' : 'en-GB');
  }
}
