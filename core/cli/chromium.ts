import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, ok, type Result } from '#core/contract/failure.ts';
import { reasonOf } from '#core/disk/save-whole.ts';
import { undatedPdf } from '#core/document/pdf.ts';
import type { Drawn } from '#core/view/drawing.ts';

/** Makes pixels of one page, or a PDF of several. */
export type Print = (pages: readonly Drawn[], form: 'png' | 'pdf') => Promise<Result<Uint8Array>>;

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge'];
const places = {
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
} as const;

type Env = Readonly<Record<string, string | undefined>>;

/** The file of a Chromium that is on this machine: the one that is named, on the path, or where systems install it. */
export const findChromium = (
  env: Env,
  platform: string = process.platform,
  isThere: (file: string) => boolean = existsSync,
): string | undefined => {
  const windows = platform === 'win32';
  const onPath = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const installed = windows
    ? ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) => {
        const folder = env[name];
        return folder === undefined ? [] : places.win32.map((file) => join(folder, file));
      })
    : platform === 'darwin'
      ? places.darwin
      : [];
  return [
    env['RETROGRAD_CHROMIUM'] ?? '',
    ...commands.flatMap((name) => onPath.map((folder) => join(folder, windows ? `${name}.exe` : name))),
    ...installed,
  ].find((file) => file !== '' && isThere(file));
};

const inch = 25.4;
const pixels = (millimetres: number, dpi: number): number => Math.round((millimetres / inch) * dpi);

/** A page a sheet of its own size; for pixels as large on screen as they are many. */
const documentOf = (pages: readonly Drawn[], form: 'png' | 'pdf'): string => {
  const { width, height, dpi, content: first } = pages[0]!;
  const [across, down] = form === 'pdf' ? [`${width}mm`, `${height}mm`] : [`${pixels(width, dpi)}px`, `${pixels(height, dpi)}px`];
  const size = `width:${across};height:${down}`;
  return `<!doctype html><meta charset="utf-8">${/<title>.*?<\/title>/s.exec(first)?.[0] ?? ''}<style>@page{size:${width}mm ${height}mm;margin:0}html,body{margin:0;background:none}
div{${size};overflow:hidden;break-inside:avoid}div+div{break-before:page}svg{display:block;${size}}</style>
${pages.map(({ content }) => `<div>${content.replace(/^<\?xml[^>]*\?>\s*/, '')}</div>`).join('\n')}`;
};

/** What a Chromium without a window is started with, in a profile of its own. */
export const unattended = (profile: string): readonly string[] => [
  '--headless',
  '--hide-scrollbars',
  '--no-first-run',
  `--user-data-dir=${profile}`,
  // Whoever is root on a machine without users, as in a container, has no sandbox.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Draws by a Chromium without a window, in a profile that is gone afterwards. */
export const printByChromium =
  (env: Env): Print =>
  async (pages, form) => {
    const program = findChromium(env);
    if (program === undefined) return fail({ code: 'cannot-draw', subject: '', reason: 'no-browser' });
    const folder = await mkdtemp(join(tmpdir(), 'retrograd-'));
    try {
      const [source, target] = [join(folder, 'figure.html'), join(folder, `figure.${form}`)];
      await writeFile(source, documentOf(pages, form));
      const { width, height, dpi, finish } = pages[0]!;
      await execute(program, [
        ...unattended(join(folder, 'profile')),
        '--disable-gpu',
        ...(form === 'pdf'
          ? ['--no-pdf-header-footer', `--print-to-pdf=${target}`]
          : [
              `--window-size=${pixels(width, dpi)},${pixels(height, dpi)}`,
              '--force-device-scale-factor=1',
              '--default-background-color=00000000',
              `--screenshot=${target}`,
            ]),
        pathToFileURL(source).href,
      ]);
      const bytes = await readFile(target);
      return ok(form === 'png' ? finish(bytes) : undatedPdf(bytes));
    } catch (error) {
      return fail({ code: 'file-unwritable', file: program, reason: reasonOf(error) });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

/** Milliseconds after which a Chromium that says nothing is given up. */
const patience = 120_000;

const execute = (program: string, args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    execFile(program, args, { timeout: patience }, (error) => (error ? reject(new Error(reasonOf(error))) : resolve()));
  });
