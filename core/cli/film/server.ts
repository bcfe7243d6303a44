import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { failureFrom, FailureError, ok, type Failure, type Result } from '#core/contract/failure.ts';
import type { GrowingFile } from '#core/protocol/host.ts';
import { reasonOf } from '#core/disk/save-whole.ts';
import type { FilmAsk, FilmPlace, FilmWorld } from '#core/view/filming.ts';

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css', woff2: 'font/woff2' };

/** A page that films, and what it hears of its work: nobody else on this machine knows its address. */
export interface FilmServer {
  readonly url: string;
  /** Why there is no film; undefined where it was made. */
  readonly ended: Promise<Failure | undefined>;
  close(): void;
}

/** Serves the page of a folder, and to the page the world. */
export const serveFilm = async (folder: string, ask: FilmAsk, world: FilmWorld): Promise<FilmServer> => {
  let end: (failure: Failure | undefined) => void;
  const ended = new Promise<Failure | undefined>((resolve) => (end = resolve));
  const open = new Map<string, GrowingFile>();
  const growing = async (query: URLSearchParams, act: (file: GrowingFile) => Promise<void>): Promise<Result<void>> => {
    try {
      await act(open.get(query.get('id') ?? '')!);
      return ok(undefined);
    } catch (error) {
      return { ok: false, failure: failureFrom('interface', error) };
    }
  };
  const asked: Readonly<Record<string, (file: string) => Promise<Uint8Array | string>>> = {
    job: () => Promise.resolve(JSON.stringify({ ask, file: world.file.name })),
    file: () => Promise.resolve(world.file.bytes),
    asset: (file) => world.asset(file),
    table: async (file) => {
      const table = await world.table(file);
      if (table.ok) return table.value;
      throw new FailureError(table.failure);
    },
  };
  const ending = (query: URLSearchParams, act: (file: GrowingFile) => Promise<void>): Promise<Result<void>> =>
    growing(query, (file) => {
      open.delete(query.get('id')!);
      return act(file);
    });
  const told: Readonly<Record<string, (body: Buffer, query: URLSearchParams) => unknown>> = {
    amiss: (body) => world.amiss(JSON.parse(body.toString()) as Failure),
    report: (body) => world.report(...(JSON.parse(body.toString()) as [number, number])),
    open: async (body) => {
      const file = await world.open(JSON.parse(body.toString()) as FilmPlace);
      if (!file.ok) return file;
      const id = randomUUID();
      open.set(id, file.value);
      return ok({ id, name: file.value.name });
    },
    write: (bytes, query) => growing(query, (file) => file.write(bytes, Number(query.get('at')))),
    close: (_, query) => ending(query, (file) => file.close()),
    abort: (_, query) => ending(query, (file) => file.abort()),
    end: (body) => end((JSON.parse(body.toString()) as Failure | null) ?? undefined),
  };
  const secret = `/${randomUUID()}/`;
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      end({ code: 'internal-error', part: 'interface', reason: reasonOf(error) });
      response.destroy();
    });
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.startsWith(secret) ? pathname.slice(secret.length) : undefined;
    if (name === undefined) return void response.writeHead(404).end();
    if (request.method === 'POST') {
      const done = await told[name]?.(await bodyOf(request), searchParams);
      return void response.end(JSON.stringify(done ?? null));
    }
    if (Object.hasOwn(asked, name)) {
      try {
        return void response.end(await asked[name]!(searchParams.get('file') ?? ''));
      } catch (error) {
        const failure: Failure =
          error instanceof FailureError
            ? error.failure
            : { code: 'file-unreadable', file: searchParams.get('file') ?? name, reason: reasonOf(error) };
        return void response.writeHead(404).end(JSON.stringify(failure));
      }
    }
    const file = normalize(join(folder, name));
    const bytes = file.startsWith(join(folder, '/')) ? await readFile(file).catch(() => undefined) : undefined;
    if (!bytes) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[/[^.]*$/.exec(file)![0]] ?? 'application/octet-stream' }).end(bytes);
  };
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${secret}index.html`,
    ended,
    close: () => {
      // Of what the page leaves unfinished nothing remains.
      for (const file of open.values()) void file.abort();
      server.close();
      server.closeAllConnections();
    },
  };
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
};
