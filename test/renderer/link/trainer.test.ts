import { expect, test } from 'vitest';
import type { Failure } from '#core/contract/failure.ts';
import { step } from '#core/contract/units.ts';
import { isCancelled, Trainer } from '#renderer/link/trainer.ts';
import { FakePort } from './fake-port.ts';

const start = () => {
  const port = new FakePort();
  return { port, trainer: new Trainer(port) };
};
const failureOf = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.fail('answered'),
    (reason: unknown) => (reason as { failure: Failure }).failure,
  );

test('an answer goes to the call that asked', async () => {
  const { port, trainer } = start();
  const first = trainer.call('pause');
  const second = trainer.call('evaluate', step(3));
  const [a, b] = port.open;
  port.answer<'evaluate'>(b!, { outputs: new Float64Array([1]), loss: 0.5 });
  port.answer<'pause'>(a!, undefined);
  expect((await second).loss).toBe(0.5);
  expect(await first).toBeUndefined();
});

test('a failure rejects with what the worker said', async () => {
  const { port, trainer } = start();
  const answer = failureOf(trainer.call('pause'));
  port.say({ id: port.open[0]!.id, ok: false, failure: { code: 'no-run' } });
  expect(await answer).toEqual({ code: 'no-run' });
});

test('the latest of a slot wins', async () => {
  const { port, trainer } = start();
  const first = trainer.latest('a', 'evaluate', step(1));
  const other = trainer.latest('b', 'evaluate', step(2));
  const cancelled = first.catch(isCancelled);
  const second = trainer.latest('a', 'evaluate', step(3));
  expect(await cancelled).toBe(true);
  expect(port.open.map((request) => request.args)).toEqual([[2], [3]]);
  for (const request of port.open) port.answer<'evaluate'>(request, { outputs: new Float64Array(), loss: Number(request.args[0]) });
  expect((await second).loss).toBe(3);
  expect((await other).loss).toBe(2);
});

test('cancelling a slot that was answered says nothing to the worker', async () => {
  const { port, trainer } = start();
  const answer = trainer.latest('a', 'pause');
  port.answer<'pause'>(port.open[0]!, undefined);
  await answer;
  trainer.cancel('a');
  expect(port.posted).toHaveLength(1);
});

test('a lost trainer leaves no call without an answer', async () => {
  const { port, trainer } = start();
  const lost: Failure[] = [];
  trainer.onLost((failure) => lost.push(failure));
  const calls = [failureOf(trainer.call('pause')), failureOf(trainer.latest('a', 'evaluate', step(1)))];
  port.lose('out of memory');
  port.lose('again');
  for (const call of [...calls, failureOf(trainer.call('pause'))])
    expect(await call).toEqual({ code: 'trainer-lost', reason: 'out of memory' });
  expect(lost).toEqual([{ code: 'trainer-lost', reason: 'out of memory' }]);
  trainer.cancel('a');
  expect(port.posted).toHaveLength(2);
});

test('closing answers what was under way', async () => {
  const { port, trainer } = start();
  const call = trainer.call('pause').catch(isCancelled);
  trainer.close();
  expect(await call).toBe(true);
  expect(await trainer.call('pause').catch(isCancelled)).toBe(true);
  expect(port.closed).toBe(true);
});

test('events reach every listener until it leaves', () => {
  const { port, trainer } = start();
  const heard: string[] = [];
  const leave = trainer.onEvent(({ event }) => heard.push(`a ${event}`));
  trainer.onEvent(({ event }) => heard.push(`b ${event}`));
  port.say({ event: 'stopped', branch: 0, trainedTo: step(4) });
  leave();
  port.say({ event: 'progress', branch: 0, trainedTo: step(4), target: step(9), loss: 1 });
  expect(heard).toEqual(['a stopped', 'b stopped', 'b progress']);
});

test('a lost trainer goes on over a new port', async () => {
  const { port, trainer } = start();
  const lost: Failure[] = [];
  trainer.onLost((failure) => lost.push(failure));
  port.lose('it fell over');
  expect([trainer.lost, lost.length]).toEqual([true, 1]);
  const next = new FakePort();
  trainer.revive(next);
  expect(trainer.lost).toBe(false);
  const answer = trainer.call('pause');
  next.answer<'pause'>(next.open[0]!, undefined);
  expect(await answer).toBeUndefined();
});
