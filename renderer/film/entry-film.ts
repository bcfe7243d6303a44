import { fail, FailureError, failureFrom, ok, type Failure, type Result } from '#core/contract/failure.ts';
import type { FilmAsk, FilmWorld } from '#core/view/filming.ts';
import { film } from './film.ts';

/** The page of the command line: asks the program that opened it what to film, and sends it there. */

const ask = async (way: string): Promise<Uint8Array> => {
  const answer = await fetch(way);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok) throw new FailureError(JSON.parse(new TextDecoder().decode(bytes)) as Failure);
  return bytes;
};
const tell = async <T = void>(way: string, body: BodyInit): Promise<Result<T>> =>
  (await (await fetch(way, { method: 'POST', body })).json()) as Result<T>;
const done = async (result: Promise<Result<void>>): Promise<void> => {
  const told = await result;
  if (!told.ok) throw new FailureError(told.failure);
};

const start = async (): Promise<Failure | undefined> => {
  const job = JSON.parse(new TextDecoder().decode(await ask('job'))) as { readonly ask: FilmAsk; readonly file: string };
  const world: FilmWorld = {
    file: { name: job.file, bytes: await ask('file') },
    asset: (file) => ask(`asset?${new URLSearchParams({ file })}`),
    table: async (file) => {
      try {
        return { ok: true, value: await ask(`table?${new URLSearchParams({ file })}`) };
      } catch (reason) {
        if (reason instanceof FailureError) return fail(reason.failure);
        throw reason;
      }
    },
    amiss: (failure) => void tell('amiss', JSON.stringify(failure)),
    report: (done, total) => void tell('report', JSON.stringify([done, total])),
    open: async (place) => {
      const opened = await tell<{ readonly id: string; readonly name: string }>('open', JSON.stringify(place));
      if (!opened.ok) return opened;
      const { id, name } = opened.value;
      const way = (what: string, at = 0): string => `${what}?${new URLSearchParams({ id, at: String(at) })}`;
      return ok({
        name,
        write: (bytes, at) => done(tell(way('write', at), bytes as Uint8Array<ArrayBuffer>)),
        close: () => done(tell(way('close'), '')),
        abort: () => done(tell(way('abort'), '')),
      });
    },
  };
  const filmed = await film(job.ask, world);
  return filmed.ok ? undefined : filmed.failure;
};

void start()
  .catch((reason: unknown) => failureFrom('interface', reason))
  .then((failure) => tell('end', JSON.stringify(failure ?? null)));
