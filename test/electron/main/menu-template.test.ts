import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { acceleratorOf, templateOf, withMnemonics, type Choices } from '#electron/main/menu-template.ts';
import type { HostCalls } from '#core/protocol/host.ts';
import { commandIds } from '#renderer/model/commands.ts';
import { menuOf } from '#renderer/model/menu.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { appOver } from '#test/renderer/model/app-over.ts';
import { fakeTrainer } from '#test/renderer/model/fake-trainer.ts';

const port = { post: () => undefined, listen: () => undefined, close: () => undefined };
const app = appOver(fakeTrainer().trainer, { kind: 'electron' } as HostCalls, new Preferences(undefined, ['es-ES']), () => port);

const choices = (over: Partial<Choices> = {}): Choices => ({ choose: () => undefined, recent: [], openRecent: () => undefined, ...over });
const bar = (isMac: boolean, over?: Partial<Choices>) => templateOf(menuOf(app), isMac, choices(over));
const entries = (menu: MenuItemConstructorOptions | undefined) => menu?.submenu as MenuItemConstructorOptions[];
const all = (isMac: boolean) => bar(isMac).flatMap(entries);
const roles = (isMac: boolean): readonly (string | undefined)[] => all(isMac).map(({ role }) => role);

test.each([true, false])('every command stands in the bar once, on a Mac or not: %s', (isMac) => {
  expect(
    all(isMac)
      .flatMap(({ id }) => id ?? [])
      .toSorted(),
  ).toEqual([...commandIds].toSorted());
});

test.each([true, false])('no role twice, no line at an end or beside another: %s', (isMac) => {
  const given = roles(isMac).filter(Boolean);
  expect(new Set(given).size).toBe(given.length);
  for (const menu of bar(isMac)) {
    const lines = entries(menu).map(({ type }) => type === 'separator');
    expect([lines[0], lines.at(-1)]).toEqual([false, false]);
    expect(lines.some((line, index) => line && lines[index + 1])).toBe(false);
  }
});

test('a Mac has the menu of the program itself, and the system’s entries', () => {
  const [own] = bar(true);
  expect(own!.label).toBe('Retrograd');
  expect(entries(own).flatMap(({ id, role }) => id ?? role ?? [])).toEqual([
    'about',
    'preferences',
    'services',
    'hide',
    'hideOthers',
    'unhide',
    'quit',
  ]);
  expect(bar(true).map(({ role }) => role)).toEqual([...Array<undefined>(7), 'window', 'help']);
});

test('elsewhere files come first and end with leaving; each menu opens by a letter of its own', () => {
  expect(bar(false).map(({ label }) => label?.replace('&', ''))).toEqual([
    'Archivo',
    'Edición',
    'Entrenar',
    'Tiempo',
    'Ver',
    'Presentar',
    'Ventana',
    'Ayuda',
  ]);
  const letters = bar(false).map(({ label }) => /&(.)/.exec(label!)?.[1]?.toLowerCase());
  expect(new Set(letters).size).toBe(8);
  expect(entries(bar(false)[0]).at(-1)).toMatchObject({ role: 'quit', label: 'Salir de Retrograd' });
  for (const role of ['services', 'hide', 'front']) expect(roles(false)).not.toContain(role);
});

test('files that were open lately are there by their names, an ampersand too', () => {
  const opened: string[] = [];
  const recent = [{ name: 'a & b.retrograd', token: 't' }];
  const find = (over?: Partial<Choices>) => entries(bar(false, over)[0]).find(({ label }) => label === 'Abrir reciente')!;
  expect(find().enabled).toBe(false);
  const [file] = entries(find({ recent, openRecent: (token) => void opened.push(token) }));
  expect(file!.label).toBe('a && b.retrograd');
  (file!.click as () => void)();
  expect(opened).toEqual(['t']);
});

test('an entry gives its command, and shows its key without taking it', () => {
  const chosen: string[] = [];
  const open = bar(false, { choose: (command) => void chosen.push(command) })
    .flatMap(entries)
    .find(({ id }) => id === 'open')!;
  (open.click as () => void)();
  expect(chosen).toEqual(['open']);
  expect(open).toMatchObject({ accelerator: 'CommandOrControl+O', registerAccelerator: false });
});

test('keys are written as Electron reads them', () => {
  expect(['Mod+ArrowLeft', 'Mod++', '+', 'Mod+Shift++', 'F11', 'Mod+,'].map(acceleratorOf)).toEqual([
    'CommandOrControl+Left',
    'CommandOrControl+Plus',
    'Plus',
    'CommandOrControl+Shift+Plus',
    'F11',
    'CommandOrControl+,',
  ]);
});

test('of keys that Electron has no name for, a menu shows none', () => {
  for (const keys of ['Mod+Ñ', 'Mod+Dead', 'Hyper+A', 'Mod+', '', 'F100', 'Mod+á']) expect(acceleratorOf(keys), keys).toBeUndefined();
  const [menu] = templateOf(
    [{ label: 'Ver', items: [{ command: 'x', label: 'X', enabled: true, accelerator: 'Mod+Ñ' }] }],
    false,
    choices(),
  );
  expect(entries(menu)[0]).not.toHaveProperty('accelerator');
});

test('where no letter is left a menu has none', () => {
  expect(withMnemonics(['Ver', 'Ve', 'eV', 'R & D'])).toEqual(['&Ver', 'V&e', 'eV', '&R && D']);
});
