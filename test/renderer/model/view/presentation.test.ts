import { beforeEach, expect, test, vi } from 'vitest';
import type { HostCalls } from '#core/protocol/host.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { appOver } from '#test/renderer/model/app-over.ts';
import { runCommand } from '#renderer/model/commands.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { handleKey } from '#renderer/ui/shell/keyboard.ts';
import { fakeTrainer } from '#test/renderer/model/fake-trainer.ts';

// The window's keys, without a window.
vi.stubGlobal('Element', Object);

const items = new Map<string, string>();
const store = { getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, value: string) => void items.set(key, value) };
let asked: boolean[];
let app: App;

beforeEach(async () => {
  asked = [];
  items.clear();
  const host = { kind: 'browser', setFullScreen: (on: boolean) => void asked.push(on) } as unknown as HostCalls;
  app = appOver(fakeTrainer().trainer, host, new Preferences(store as unknown as Storage, ['es-ES']), () => ({
    post: () => undefined,
    listen: () => undefined,
    close: () => undefined,
  }));
  await app.start();
});

/** A key press as the window hears it, where nothing has the focus or a control has; true when it was taken. */
const press = (key: string, target?: object): boolean => {
  let taken = false;
  const event = { key, target, preventDefault: () => (taken = true), defaultPrevented: false, isComposing: false };
  handleKey(event as unknown as KeyboardEvent, app);
  return taken;
};

test('a presentation is light and fills the screen, and leaving it gives everything back', () => {
  app.preferences.theme = 'dark';
  app.playhead.granularity = 'unit';
  app.layout.enlarge('first');
  const { state } = app.layout;
  press('F5');
  expect([app.presentation.on, app.preferences.dark, app.screen.full, app.playhead.granularity]).toEqual([true, false, true, 'phase']);
  press('f');
  press('Escape');
  expect([app.presentation.on, app.preferences.dark, app.screen.full, app.playhead.granularity]).toEqual([false, true, false, 'unit']);
  expect([app.layout.state, app.layout.large, app.presentation.beside]).toEqual([state, 'first', undefined]);
  expect(asked).toEqual([true, false]);
});

test('what was full screen before stays so', () => {
  runCommand('fullScreen', app);
  press('F5');
  press('F5');
  expect([app.presentation.on, app.screen.full]).toEqual([false, true]);
  expect(asked).toEqual([true]);
});

test('the granularity chosen while presenting is there in the next presentation', () => {
  press('F5');
  press('ArrowDown');
  press('Escape');
  expect(app.playhead.granularity).toBe('part');
  press('F5');
  expect(app.playhead.granularity).toBe('layer');
});

test('N goes through the pinned views, and the one at the desk stays as it is', () => {
  const { state } = app.layout;
  const [first] = state.pins;
  expect(first).toBe(state.slots.first);
  expect(press('n')).toBe(false);
  press('F5');
  const seen = state.pins.map(() => {
    press('n');
    return [app.presentation.beside, app.presentation.view];
  });
  expect(seen).toEqual(state.pins.map((view) => ['view', view]));
  press('n');
  expect(app.presentation.view).toBe(first);
  press('n');
  press('Escape');
  expect([app.layout.state, app.presentation.view, app.presentation.beside]).toEqual([state, first, undefined]);
  state.pins.forEach((view) => app.layout.pin(view));
  press('F5');
  press('n');
  press('n');
  expect(app.presentation.view).toBe(first);
});

test('before an audience letters are heard wherever the focus is, but where something is typed', () => {
  press('F5');
  const inside = (...selectors: string[]) => ({ closest: (asked: string) => selectors.find((one) => asked.includes(one)) });
  expect(press('b', inside('button'))).toBe(true);
  expect(app.presentation.blank).toBe('black');
  press('Escape');
  expect(press('b', inside('textarea'))).toBe(false);
  app.preferences.letterKeys = false;
  expect(press('b', inside('button'))).toBe(false);
});

test('the presentation never becomes the theme that is kept', () => {
  app.preferences.theme = 'dark';
  press('F5');
  app.preferences.save();
  expect(new Preferences(store as unknown as Storage, ['es-ES']).dark).toBe(true);
});

test('any key but a modifier brings a blank screen back, and does nothing else', () => {
  press('F5');
  for (const [key, colour] of [
    ['b', 'black'],
    ['w', 'white'],
    ['.', 'black'],
    [',', 'white'],
  ] as const) {
    press(key);
    expect(app.presentation.blank).toBe(colour);
    expect(press('Shift')).toBe(false);
    expect(app.presentation.blank).toBe(colour);
    press('Escape');
    expect([app.presentation.blank, app.presentation.on]).toEqual([undefined, true]);
  }
});

test('outside a presentation its keys are left to whoever else wants them, but F5 never reaches the browser', () => {
  expect(['PageDown', 'PageUp', 'b', 'f', '.'].map((key) => press(key))).toEqual([false, false, false, false, false]);
  expect(press('F5')).toBe(true);
  app.dialog = 'keys';
  expect(press('F5')).toBe(true);
  expect(app.presentation.on).toBe(true);
});

test('Escape leaves the presentation first, then the large view, then the selection', () => {
  app.selection.choose({ kind: 'unit', layer: 1, unit: 0 });
  app.layout.enlarge('first');
  app.presentation.start();
  const state = () => [app.presentation.on, app.layout.large, app.selection.selected?.kind];
  press('Escape');
  expect(state()).toEqual([false, 'first', 'unit']);
  press('Escape');
  expect(state()).toEqual([false, undefined, 'unit']);
  press('Escape');
  expect(state()).toEqual([false, undefined, undefined]);
});
