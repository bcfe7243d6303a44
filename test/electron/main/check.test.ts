import { expect, test } from 'vitest';
import { limits as runLimits } from '#core/spec/methods.ts';
import { isFileToSave, isFilter, isMenu, isRequest, limits, refusalOf, sizeOf } from '#electron/main/check.ts';

test('a request is its envelope and nothing more', () => {
  expect(isRequest({ call: 'trace', id: 1, args: [{ step: 0, follow: 'batch' }] })).toBe(true);
  expect(isRequest({ cancel: 3 })).toBe(true);
  const wrong = [null, 7, [], {}, { call: 'x', id: 1 }, { call: 'x', id: 0.5, args: [] }, { call: 1, id: 1, args: [] }];
  for (const value of [...wrong, { cancel: 'a' }, { cancel: 1, call: 'x' }, { call: 'x', id: 1, args: [], more: 1 }]) {
    expect(isRequest(value), JSON.stringify(value)).toBe(false);
  }
});

test('a request is refused by its size, its depth and what is not plain', () => {
  let deep: unknown = 0;
  for (let i = 0; i < 100; i++) deep = [deep];
  for (const args of [[new Uint8Array(limits.request + 1)], ['x'.repeat(limits.request)], [deep], [new Map()]]) {
    expect(isRequest({ call: 'open', id: 1, args })).toBe(false);
  }
  expect(sizeOf({ a: new Float64Array(4) }, 1_000)).toBe(8 + 2 + 32);
});

test('a request that is refused is answered all the same, with what is too large of it', () => {
  const args = [new Uint8Array(limits.request + 1)];
  const limit = limits.request;
  expect(refusalOf({ call: 'open', id: 4, args })).toEqual({
    id: 4,
    ok: false,
    failure: { code: 'too-large', what: 'bytes', place: '', found: sizeOf(args, Infinity), limit },
  });
  expect(refusalOf({ call: 'open', id: 4, args: 3 })).toMatchObject({ id: 4, ok: false, failure: { code: 'internal-error' } });
  expect(refusalOf({ call: 'open', args })).toBeUndefined();
});

test('the largest run that is read fits into a request', () => {
  const rows = new Float64Array(runLimits.cells);
  expect(
    isRequest({
      call: 'open',
      id: 1,
      args: [{ data: { kind: 'inline', x: { $rows: 10, values: rows }, y: { $rows: 10, values: rows } } }],
    }),
  ).toBe(true);
});

test('extensions are plain names', () => {
  expect(isFilter({ name: 'JSON', extensions: ['json'] })).toBe(true);
  for (const extension of ['', '*', '../x', 'a/b', 'a.b', 7]) expect(isFilter({ name: 'x', extensions: [extension] })).toBe(false);
});

test('a file to save has bytes', () => {
  const file = { suggestedName: 'a', filter: { name: 'x', extensions: [] }, bytes: new Uint8Array(1) };
  expect(isFileToSave(file)).toBe(true);
  expect(isFileToSave({ ...file, bytes: [1] })).toBe(false);
  const sized = (byteLength: number): Uint8Array => Object.defineProperty(new Uint8Array(1), 'byteLength', { value: byteLength });
  expect([limits.file, limits.file + 1].map((size) => isFileToSave({ ...file, bytes: sized(size) }))).toEqual([true, false]);
});

test('a menu is groups of items of the three kinds', () => {
  const item = { command: 'open', label: 'Abrir', enabled: true };
  const menu = (items: unknown[]) => [{ label: 'Archivo', items }];
  expect(
    isMenu(menu([item, { separator: true }, { role: 'copy', label: 'Copiar' }, { ...item, accelerator: 'Mod+O', checked: false }])),
  ).toBe(true);
  for (const wrong of [
    {},
    { ...item, enabled: 1 },
    { role: 'toggleDevTools', label: 'x' },
    { separator: false },
    { ...item, label: 'x'.repeat(2_000) },
  ]) {
    expect(isMenu(menu([wrong])), JSON.stringify(wrong)).toBe(false);
  }
});
