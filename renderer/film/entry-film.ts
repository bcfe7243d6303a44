import { fail, FailureError, failureFrom, type Failure, type Result } from '#core/contract/failure.ts';
import type { FilmAsk, FilmWorld } from '#core/view/filming.ts';
import { film } from './film.ts';

/** The page of the command line: asks the program that opened it what to film, and sends it there. */

const ask = async (way: string): Promise<Uint8Array> => {
  const answer = await fetch(way);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok) throw new FailureError(JSON.parse(new TextDecoder().decode(bytes)) as Failure);
  return bytes;
};
const tell = async (way: string, body: BodyInit): Promise<Result<void>> =>
  (await (await fetch(way, { method: 'POST', body })).json()) as Result<void>;

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
    save: async ({ bytes, ...film }) => {
      await tell('beside', JSON.stringify(film));
      return tell('film', new Blob([bytes as Uint8Array<ArrayBuffer>]));
    },
  };
  const done = await film(job.ask, world);
  return done.ok ? undefined : done.failure;
};

void start()
  .catch((reason: unknown) => failureFrom('interface', reason))
  .then((failure) => tell('end', JSON.stringify(failure ?? null)));
