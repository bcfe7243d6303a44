import { expect, test } from 'vitest';
import { Preferences } from '#renderer/model/preferences.svelte.ts';

const storage = (content?: string) => {
  const items = new Map<string, string>(content === undefined ? [] : [['retrograd.preferences', content]]);
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    read: () => items.get('retrograd.preferences'),
  } as unknown as Storage & { read(): string | undefined };
};

test('Spanish unless the system speaks English', () => {
  expect(new Preferences(storage(), ['fr-FR']).language).toBe('es');
  expect(new Preferences(storage(), []).language).toBe('es');
  expect(new Preferences(storage(), ['en-US']).language).toBe('en');
  expect(new Preferences(storage(), ['es-MX']).language).toBe('es');
});

test('the system’s region writes the numbers of its language', () => {
  expect(new Preferences(storage(), ['es-MX']).number(1234.5)).toBe('1,230');
  expect(new Preferences(storage(), ['es-ES']).number(0.25)).toBe('0,25');
  const abroad = new Preferences(storage(), ['es-ES']);
  abroad.language = 'en';
  expect(abroad.number(0.25)).toBe('0.25');
});

test('what was chosen comes back', () => {
  const store = storage();
  const first = new Preferences(store, ['es-ES']);
  first.language = 'en';
  first.theme = 'dark';
  first.letterKeys = false;
  first.digits = 5;
  first.numberStyle = 'fixed';
  first.weightScale = 'layer';
  first.save();
  const second = new Preferences(store, ['es-ES']);
  expect([second.language, second.theme, second.letterKeys]).toEqual(['en', 'dark', false]);
  expect([second.digits, second.numberStyle, second.weightScale]).toEqual([5, 'fixed', 'layer']);
  expect(second.dark).toBe(true);
});

test.each([
  '',
  'not json',
  '[]',
  'null',
  '{"language":"xx","theme":7,"digits":99,"numberStyle":"roman","weightScale":0,"letterKeys":"yes"}',
])('a store that holds %j means the defaults', (content) => {
  const { language, theme, digits, numberStyle, weightScale, letterKeys } = new Preferences(storage(content), ['es-ES']);
  expect({ language, theme, digits, letterKeys }).toEqual({ language: 'es', theme: 'system', digits: 3, letterKeys: true });
  expect({ numberStyle, weightScale }).toEqual({ numberStyle: 'significant', weightScale: 'common' });
});

test('a store that refuses loses the choice and nothing else', () => {
  const full = storage();
  full.setItem = () => {
    throw new Error('full');
  };
  const preferences = new Preferences(full, ['es-ES']);
  preferences.theme = 'dark';
  expect(() => preferences.save()).not.toThrow();
  expect(preferences.dark).toBe(true);
});

test('the theme follows the system until one is chosen', () => {
  const preferences = new Preferences(storage(), ['es-ES']);
  preferences.systemDark = true;
  expect(preferences.dark).toBe(true);
  preferences.theme = 'light';
  expect(preferences.dark).toBe(false);
});

test('high contrast where it is chosen, where the system asks for it, and while presenting', () => {
  const preferences = new Preferences(storage(), ['es-ES']);
  expect(preferences.shade).toBe('light');
  preferences.systemContrast = true;
  expect(preferences.shade).toBe('contrast');
  preferences.theme = 'dark';
  expect(preferences.shade).toBe('dark');
  preferences.presenting = true;
  expect([preferences.shade, preferences.palette.theme]).toEqual(['contrast', 'contrast']);
  preferences.presenting = false;
  preferences.theme = 'contrast';
  expect(preferences.shade).toBe('contrast');
});
