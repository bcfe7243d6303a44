import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../electron/launch/parts.mjs';

/** Which Chromium the tests drive: Playwright's own, else one that is on this machine, else one that is installed now. */

/** Playwright's own; asked for late, since the packages may have to be installed first. */
const playwrights = () => createRequire(import.meta.url)('@playwright/test').chromium.executablePath();

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge'];
const places = {
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) => {
    const folder = process.env[name];
    return folder
      ? [path.join(folder, 'Google/Chrome/Application/chrome.exe'), path.join(folder, 'Microsoft/Edge/Application/msedge.exe')]
      : [];
  }),
};

const onPath = () => {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const names = process.platform === 'win32' ? commands.map((name) => `${name}.exe`) : commands;
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
};

/** @returns {string | undefined} the program's file */
export const findChromium = () =>
  [
    process.env['RETROGRAD_CHROMIUM'] ?? '',
    playwrights(),
    ...onPath(),
    ...(places[/** @type {keyof typeof places} */ (process.platform)] ?? []),
  ].find((file) => file !== '' && existsSync(file));

/**
 * What a Chromium for tests is started with. The processor draws WebGL, and Chromium's own painter the page: with the page drawn by
 * WebGL too, a picture takes two to seven times as long. A whole Chromium also makes two pages for the list under each window's address
 * field, which costs as much as the app's own start. Of two lists of features the last holds: Playwright's names are here too, as far as
 * these tests meet what they are about.
 */
export const chromiumArguments = [
  '--use-angle=swiftshader-webgl',
  '--enable-unsafe-swiftshader',
  `--disable-features=${[
    'WebUIOmniboxPopup',
    'WebUIOmniboxAimPopup',
    'AimEnabled',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsUpgrades',
    'HttpsFirstBalancedModeAutoEnable',
    'MediaRouter',
    'PaintHolding',
    'OptimizationHints',
    'NetworkTimeServiceQuerying',
    'PreconnectToSearch',
  ].join()}`,
];

const isDebian = () => {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
};

/** Longer than this and there is no way through to the download. Milliseconds. */
const downloadLimit = 10 * 60_000;

const attempt = (/** @type {string} */ command, /** @type {string[]} */ args) =>
  spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    timeout: downloadLimit,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });

/** @returns {string | undefined} a Chromium, installed if need be and if that can be done */
export const ensureChromium = () => {
  const found = findChromium();
  if (found) return found;
  console.log('Fetching a Chromium for the tests (once)...');
  attempt(process.execPath, [path.join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium']);
  if (!findChromium() && isDebian() && process.getuid?.() === 0) {
    const install = ['install', '-y', '--no-install-recommends', 'chromium'];
    if (attempt('apt-get', install).status !== 0) {
      attempt('apt-get', ['update']);
      attempt('apt-get', install);
    }
  }
  return findChromium();
};
