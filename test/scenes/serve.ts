import path from 'node:path';
import { preview } from 'vite';
import { buildPart, inRoot, isFresh, parts, type PartName } from '#electron/launch/parts.mjs';

/** Serves a page of the tests, built as the app is built, on a free port of this machine. */
export const servePage = async (name: PartName): Promise<{ url: string; close(): Promise<void> }> => {
  if (!isFresh(name)) await buildPart(name);
  const { output } = parts[name];
  const server = await preview({
    configFile: false,
    logLevel: 'error',
    build: { outDir: inRoot(path.dirname(output)) },
    preview: {
      host: '127.0.0.1',
      port: 0,
      // An isolated page has a clock fine enough to time a frame.
      headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
    },
  });
  return { url: `${server.resolvedUrls!.local[0]!}${path.basename(output)}`, close: () => server.close() };
};
