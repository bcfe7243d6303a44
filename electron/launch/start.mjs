import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ensureElectron, ensureInstalled } from './dependencies.mjs';
import { buildPart, isFresh, root } from './parts.mjs';

/**
 * `npm start`: installs and builds what is missing, then opens the app in Electron, or in the browser where Electron cannot
 * be had. `--browser` asks for the browser, `--port N` for its port.
 */

/** Electron is some 120 MB: longer than this and the browser is the better answer. Milliseconds. */
const fetchLimit = 5 * 60_000;

const fail = (/** @type {string} */ sentence) => {
  console.error(sentence);
  process.exit(1);
};

const messageOf = (/** @type {unknown} */ reason) => (reason instanceof Error ? reason.message : String(reason));

const options = () => {
  try {
    const { values } = parseArgs({ options: { browser: { type: 'boolean' }, port: { type: 'string' } } });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
      return fail(`--port takes a number from 0 to 65535, not ${values.port}.`);
    }
    return { browser: values.browser === true || port !== undefined, port };
  } catch (error) {
    return fail(`${messageOf(error)}\nUsage: npm start -- [--browser] [--port N]`);
  }
};

const build = async (/** @type {import('./parts.mjs').PartName[]} */ names) => {
  for (const name of names.filter((name) => !isFresh(name))) {
    console.log(`Building ${name}...`);
    await buildPart(name);
  }
};

/** Why Electron could not show a window on this machine, before anything is fetched for it. */
const hindrance = () => {
  if (process.platform !== 'linux') return undefined;
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display';
  if (process.getuid?.() === 0) return 'it does not run as root';
  return undefined;
};

const inElectron = (/** @type {string} */ file) => {
  const child = spawn(file, [root], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`Electron could not be started: ${error.message}`));
  child.on('exit', (code) => process.exit(code ?? 0));
};

const inBrowser = async (/** @type {number | undefined} */ port, why = '') => {
  const { findRunning, serve } = await import('./serve.mjs');
  const { openBrowser } = await import('./browser.mjs');
  const show = (/** @type {string} */ url) => process.env['RETROGRAD_NO_OPEN'] !== '1' && openBrowser(url);
  const running = port === 0 ? undefined : await findRunning(port);
  if (running) {
    console.log(`${why}Retrograd runs in the browser already, at ${running}.`);
    return show(running);
  }
  const server = await serve(port === undefined ? {} : { port }).catch((/** @type {unknown} */ reason) =>
    fail(`The port cannot be used: ${messageOf(reason)}`),
  );
  console.log(`${why}Retrograd runs in the browser at ${server.url} (Ctrl+C ends it).`);
  show(server.url);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void server.close().then(() => process.exit(0)));
};

const { browser, port } = options();
if (!ensureInstalled()) fail('The packages could not be installed: npm says why above.');
await build(['renderer', 'small']);
if (browser) await inBrowser(port);
else {
  const reason = hindrance();
  const electron = reason ? { reason } : ensureElectron(fetchLimit);
  if ('file' in electron) {
    await build(['worker', 'main', 'preload']);
    inElectron(electron.file);
  } else await inBrowser(undefined, `Electron is not available (${electron.reason}): `);
}
