import { app, shell } from 'electron';
import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { errorLine, logLine } from './fault-lines.ts';

/** What happened to the program: starts, faults, processes that ended. Nothing of what the person does or has. */

/** Bytes of a log; one before it is kept beside it. */
const most = 200_000;

const folder = (): string => app.getPath('logs');
const logFile = (): string => path.join(folder(), 'retrograd.log');

export const noteEvent = (event: string): void => {
  try {
    mkdirSync(folder(), { recursive: true });
    if ((statSync(logFile(), { throwIfNoEntry: false })?.size ?? 0) > most) renameSync(logFile(), path.join(folder(), 'retrograd.old.log'));
    appendFileSync(logFile(), logLine(new Date().toISOString(), event));
  } catch {
    // A log that cannot be written is nothing to trouble anybody with.
  }
};

/** The last lines, the newest last. */
export const lastEvents = (count: number): readonly string[] => {
  try {
    return readFileSync(logFile(), 'utf8').trimEnd().split('\n').slice(-count);
  } catch {
    return [];
  }
};

export const openLogs = (): Promise<string> => shell.openPath(folder());

export const keepLog = (): void => {
  const { electron, chrome, node } = process.versions;
  noteEvent(`start ${app.getVersion()} electron ${electron} chromium ${chrome} node ${node} ${process.platform} ${process.arch}`);
  process.on('uncaughtExceptionMonitor', (error) => noteEvent(`main ${errorLine(error)}`));
  app.on('render-process-gone', (_event, _page, { reason, exitCode }) => noteEvent(`page gone ${reason} ${exitCode}`));
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => noteEvent(`process gone ${type} ${reason} ${exitCode}`));
};
