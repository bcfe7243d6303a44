import { expect, test } from 'vitest';
import { memoryStore } from '#renderer/link/store.ts';
import { keepForm, recallForm } from '#renderer/ui/export/kept-form.ts';

const made = () => ({
  ...({ wanted: 'png', wantedPace: 'animated', speed: 1, secondsPerStep: 4, width: 1280, height: 720, custom: false, scale: 1 } as const),
  ...({ fps: 30, background: 'theme', shows: { note: true, sentence: false } } as const),
});
type Form = Parameters<typeof keepForm>[0];

test('what was chosen comes back, and nothing else of the form', () => {
  const store = memoryStore();
  const chosen = { ...made(), wanted: 'gif', fps: 12, custom: true, width: 321, shows: { note: false, sentence: true }, from: 7 } as Form;
  keepForm(chosen, store);
  const form = { ...made(), from: 0 } as Form;
  recallForm(form, store);
  expect(form).toEqual({ ...chosen, from: 0 });
});

test.each([
  ['null', {}],
  ['{{', {}],
  ['{"wanted":"avi","fps":0,"width":1e9,"shows":{"note":1},"background":"theme","speed":"1","custom":null}', {}],
  ['{"wanted":"mp4","fps":61}', { wanted: 'mp4' }],
])('what no form can be is left out: %s', (text, rest) => {
  const store = memoryStore();
  store.setItem('retrograd.export', text);
  const form = made() as Form;
  recallForm(form, store);
  expect(form).toEqual({ ...made(), ...rest });
});
