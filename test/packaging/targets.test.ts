import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'));
type Options = Readonly<Record<string, unknown>>;
/** electron-builder's own reader and schema. */
const { getConfig, validateConfiguration } = require('./out/util/config/config.js') as {
  getConfig(root: string, file: string, more: undefined): Promise<Readonly<Record<string, Options>>>;
  validateConfiguration(config: unknown, log: unknown): Promise<void>;
};
const log = { isEnabled: false, add: () => undefined };
const read = () => getConfig(root, 'electron-builder.yml', undefined);

test('the configuration is one that electron-builder reads, for every system', async () => {
  const config = await read();
  await validateConfiguration(config, log);
  await expect(validateConfiguration({ ...config, msi: { ...config['msi'], perMachin: true } }, log)).rejects.toThrow(/configuration\.msi/);
});

test('each system has its packages', async () => {
  const { linux, mac, win } = await read();
  expect([linux, mac, win].map((system) => system?.['target'])).toEqual([['AppImage', 'deb'], ['dmg', 'zip'], ['nsis', 'msi', 'portable', 'zip']]); // prettier-ignore
});

test('no two packages have one name, and those that systems want signed say that they are not', async () => {
  const { mac, win, nsis, msi, portable } = await read();
  const names = [mac, win, nsis, msi, portable].map((one) => String(one?.['artifactName']));
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/-unsigned\.\$\{ext\}$/);
});

test('nothing is made for updates', async () => expect((await read())['publish']).toBeNull());
