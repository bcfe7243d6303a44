import { expect, test } from 'vitest';
import type { Failure } from '#core/contract/failure.ts';
import { Trainer } from '#renderer/link/trainer.ts';
import { workerPort } from '#renderer/link/worker-port.ts';

/** As much of a Web Worker as the port touches. */
const fakeWorker = () => {
  const posted: unknown[] = [];
  const worker = {
    posted,
    terminated: false,
    onmessage: undefined as ((event: { data: unknown }) => void) | undefined,
    onerror: undefined as ((event: { message: string; preventDefault(): void }) => void) | undefined,
    onmessageerror: undefined as (() => void) | undefined,
    postMessage: (message: unknown) => posted.push(message),
    terminate: () => (worker.terminated = true),
  };
  return worker;
};
const start = () => {
  const worker = fakeWorker();
  return { worker, trainer: new Trainer(workerPort(worker as unknown as Worker)) };
};
const reason = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.fail('answered'),
    (error: unknown) => (error as { failure: Failure }).failure,
  );

test('messages pass both ways', async () => {
  const { worker, trainer } = start();
  const answer = trainer.call('pause');
  expect(worker.posted).toEqual([{ call: 'pause', id: 1, args: [] }]);
  worker.onmessage!({ data: { id: 1, ok: true, value: undefined } });
  expect(await answer).toBeUndefined();
});

test.each([
  ['throws', (worker: ReturnType<typeof fakeWorker>) => worker.onerror!({ message: 'boom', preventDefault: () => undefined }), 'boom'],
  [
    'cannot be loaded',
    (worker: ReturnType<typeof fakeWorker>) => worker.onerror!({ message: '', preventDefault: () => undefined }),
    'the worker could not be loaded',
  ],
  ['sends what cannot be read', (worker: ReturnType<typeof fakeWorker>) => worker.onmessageerror!(), 'a message could not be read'],
])('a worker that %s is lost', async (_what, happens, why) => {
  const { worker, trainer } = start();
  const answer = reason(trainer.call('pause'));
  happens(worker);
  expect(await answer).toEqual({ code: 'trainer-lost', reason: why });
  expect(worker.terminated).toBe(true);
});
