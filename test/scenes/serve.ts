import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds a page of the test folder as the app is built and serves it on a free port of this machine. */
export const servePage = async (folder: string, html: string, out: string): Promise<{ url: string; close(): Promise<void> }> => {
  const common = { configFile: false, logLevel: 'error', root: `${root}${folder}` } as const;
  const outDir = `${root}${out}`;
  await build({
    ...common,
    build: { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, rolldownOptions: { input: `${root}${folder}/${html}` } },
  });
  const server = await preview({
    ...common,
    build: { outDir },
    preview: {
      host: '127.0.0.1',
      port: 0,
      // An isolated page has a clock fine enough to time a frame.
      headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
    },
  });
  return { url: `${server.resolvedUrls!.local[0]!}${html}`, close: () => server.close() };
};
