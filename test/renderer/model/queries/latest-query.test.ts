import { expect, test } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import { LatestQuery } from '#renderer/model/queries/latest-query.svelte.ts';

/** A worker that answers when it is told to. */
const held = () => {
  const asked: number[] = [];
  const answers: { resolve: (value: string) => void; reject: (reason: unknown) => void }[] = [];
  const failures: unknown[] = [];
  const query = new LatestQuery<number, string>(
    (question) => {
      asked.push(question);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    (a, b) => a === b,
    (reason) => failures.push(reason),
  );
  return { asked, answers, failures, query };
};
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('asks one question at a time and then only the latest', async () => {
  const { asked, answers, query } = held();
  for (let i = 1; i <= 5; i++) query.want(i);
  expect(asked).toEqual([1]);
  answers[0]!.resolve('one');
  await turn();
  expect(query.answer).toEqual({ question: 1, value: 'one' });
  expect(asked).toEqual([1, 5]);
  answers[1]!.resolve('five');
  await turn();
  expect(query.answer).toEqual({ question: 5, value: 'five' });
  expect(asked).toEqual([1, 5]);
});

test('does not ask again what it knows', async () => {
  const { asked, answers, query } = held();
  query.want(3);
  answers[0]!.resolve('three');
  await turn();
  query.want(3);
  expect(asked).toEqual([3]);
});

test('a failure is told once, and the next wish is asked', async () => {
  const { asked, answers, failures, query } = held();
  query.want(1);
  answers[0]!.reject(new Error('lost'));
  await turn();
  expect(failures).toHaveLength(1);
  expect(asked).toEqual([1]);
  query.want(1);
  expect(asked).toEqual([1, 1]);
});

test('what came to be wanted while a question failed is asked', async () => {
  const { asked, answers, query } = held();
  query.want(1);
  query.want(2);
  answers[0]!.reject(new Error('lost'));
  await turn();
  expect(asked).toEqual([1, 2]);
});

test('an answer to what was dropped is not kept', async () => {
  const { answers, query } = held();
  query.want(1);
  query.drop();
  answers[0]!.resolve('one');
  await turn();
  expect(query.answer).toBeUndefined();
});

test('a cancelled question is no failure and may be asked again', async () => {
  const { asked, answers, failures, query } = held();
  query.want(1);
  answers[0]!.reject(new FailureError({ code: 'cancelled' }));
  await turn();
  expect(failures).toEqual([]);
  query.want(1);
  expect(asked).toEqual([1, 1]);
});
