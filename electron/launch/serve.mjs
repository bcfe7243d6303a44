import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { answer } from '../main/bundle.mjs';
import { inRoot, root } from './parts.mjs';

/** The built page for a browser, on this machine only: the same files under the same headers as in Electron. */

export const usualPort = 4517;

/** By this name a server tells whose files it serves, so that a second start finds the first. */
const nameHeader = 'X-Retrograd';
const ownName = createHash('sha256').update(root).digest('hex').slice(0, 16);
/** How long a server may take to say so, in milliseconds. */
const patience = 1000;

/**
 * The address of a server of these files that runs on the port already: what a browser keeps for it is kept by its address.
 * @param {number} [port]
 * @returns {Promise<string | undefined>}
 */
export const findRunning = async (port = usualPort) => {
  const url = `http://127.0.0.1:${port}/`;
  try {
    const { headers } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(patience) });
    return headers.get(nameHeader) === ownName ? url : undefined;
  } catch {
    return undefined;
  }
};

/** Pages of elsewhere must not reach this server through a name that leads here. */
const isLocal = (/** @type {string | undefined} */ host) => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');

/**
 * @param {object} [options]
 * @param {number} [options.port] 0: any that is free. The usual one, or any that is free, when none is asked for.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export const serve = async ({ port } = {}) => {
  const server = createServer((request, response) => {
    respond(request, response).catch((/** @type {unknown} */ reason) => response.destroy(reason instanceof Error ? reason : undefined));
  });
  /** @type {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>} */
  const respond = async (request, response) => {
    if (!isLocal(request.headers.host)) {
      response.writeHead(403).end();
      return;
    }
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const { status, headers, body } = await answer(inRoot('out/renderer'), request.method ?? '', pathname);
    response.writeHead(status, { ...headers, [nameHeader]: ownName }).end(request.method === 'HEAD' ? undefined : body);
  };
  const listen = (/** @type {number} */ number) =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(number, '127.0.0.1', () => resolve(server.off('error', reject)));
    });
  await listen(port ?? usualPort).catch((/** @type {unknown} */ error) => {
    if (port !== undefined || !(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return listen(0);
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
