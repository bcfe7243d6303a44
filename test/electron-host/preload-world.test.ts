import { expect, test } from 'vitest';
import { createBlankWorld } from './blank-world.ts';

/** The stand-in's bridge is as strict as Electron's own. */
const expose = (api: object) => {
  const { electron, global } = createBlankWorld();
  electron.contextBridge.exposeInMainWorld('exposed', api);
  return { api: global['exposed']!, again: () => electron.contextBridge.exposeInMainWorld('exposed', api) };
};
const apiOf = (api: object) => expose(api).api;

test('what goes through is copied, with its functions and without its class or symbols', async () => {
  class Point {
    x = 1;
    length = (): number => 2;
  }
  const bytes = new Uint8Array([1, 2, 3]).subarray(1);
  const given = { point: new Point(), bytes, list: [new Map([[1, 2]])], none: undefined, sign: Symbol('x') };
  const { echo } = apiOf({ echo: (value: unknown) => value });
  const got = echo!(given) as Record<string, unknown>;
  expect(got['point']).not.toBeInstanceOf(Point);
  expect((got['point'] as Point).length()).toBe(2);
  expect(got['bytes']).toEqual(bytes);
  expect((got['bytes'] as Uint8Array).buffer.byteLength).toBe(3);
  expect(got['list']).toEqual([new Map([[1, 2]])]);
  expect(got['sign']).toBeUndefined();
});

test('an error arrives as another with its message; so does what a promise rejects with', async () => {
  class Own extends TypeError {
    code = 7;
  }
  const { fail, later } = apiOf({
    fail: () => {
      throw new Own('why');
    },
    later: async () => Promise.reject(new Own('later')),
  });
  const found = await Promise.all(
    [Promise.resolve().then(() => fail!()), later!()].map((one) => Promise.resolve(one).catch((error: unknown) => error)),
  );
  for (const error of found) expect(error).not.toHaveProperty('code');
  expect(found.map(String)).toEqual(['Error: why', 'Error: later']);
});

test('nothing deeper than a thousand goes through, and what is exposed cannot be changed', () => {
  let deep: unknown = 0;
  for (let i = 0; i < 1001; i++) deep = [deep];
  const { api, again } = expose({ echo: (value: unknown) => value, nested: { list: [1] } });
  expect(() => api['echo']!(deep)).toThrow(/recursion depth exceeded/);
  expect(Object.isFrozen((api['nested'] as unknown as { list: object }).list)).toBe(true);
  expect(again).toThrow(/on top of an existing property/);
});

test('what cannot be cloned does not go through', () => {
  const { echo } = apiOf({ echo: (value: unknown) => value });
  expect(() => echo!(new WeakMap())).toThrow(/could not be cloned/);
});
