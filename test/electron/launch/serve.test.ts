import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { findRunning, serve } from '#electron/launch/serve.mjs';

test('a second start finds the server that runs, and takes no other for it', async () => {
  const server = await serve({ port: 0 });
  const port = Number(new URL(server.url).port);
  expect(await findRunning(port)).toBe(server.url);
  await server.close();
  expect(await findRunning(port)).toBeUndefined();
});

test.each(['answers something else', 'never answers'])('a program that %s on the port is no server of ours', async (what) => {
  const other = createServer((_request, response) => {
    if (what === 'answers something else') response.writeHead(200, { 'X-Retrograd': 'another' }).end();
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  expect(await findRunning(port)).toBeUndefined();
  other.closeAllConnections();
  other.close();
});
