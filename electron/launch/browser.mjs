import { spawn } from 'node:child_process';

/** Shows a page in the person's own browser; a machine without one stays quiet, the address has been printed. */
export const openBrowser = (/** @type {string} */ url) => {
  const commands = { darwin: ['open', url], win32: ['cmd', '/c', 'start', '', url] };
  const [command = '', ...args] = commands[/** @type {keyof typeof commands} */ (process.platform)] ?? ['xdg-open', url];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
};
