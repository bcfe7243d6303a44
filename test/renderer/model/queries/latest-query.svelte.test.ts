import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import { follow, LatestQuery } from '#renderer/model/queries/latest-query.svelte.ts';

/** A worker that answers when it is told to, about the run that is open. */
const held = () => {
  const run = $state({ id: 1 });
  const asked: number[] = [];
  const answers: { resolve: (value: string) => void; reject: (reason: unknown) => void }[] = [];
  const failures: unknown[] = [];
  const query = new LatestQuery<{ readonly step: number; readonly of?: readonly number[] }, string>(
    () => run.id,
    ({ step }) => {
      asked.push(step);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    (reason) => failures.push(reason),
  );
  return { run, asked, answers, failures, query };
};
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('asks one question at a time and then only the latest', async () => {
  const { asked, answers, query } = held();
  for (let i = 1; i <= 5; i++) query.want({ step: i });
  expect(asked).toEqual([1]);
  answers[0]!.resolve('one');
  await turn();
  expect(query.answer).toEqual({ question: { step: 1 }, value: 'one' });
  expect(asked).toEqual([1, 5]);
  answers[1]!.resolve('five');
  await turn();
  expect(query.answer).toEqual({ question: { step: 5 }, value: 'five' });
  expect(asked).toEqual([1, 5]);
});

test('does not ask again what it knows', async () => {
  const { asked, answers, query } = held();
  query.want({ step: 3 });
  answers[0]!.resolve('three');
  await turn();
  query.want({ step: 3 });
  expect(asked).toEqual([3]);
});

test('a failure is told once, and the next wish is asked', async () => {
  const { asked, answers, failures, query } = held();
  query.want({ step: 1 });
  answers[0]!.reject(new Error('lost'));
  await turn();
  expect(failures).toHaveLength(1);
  expect(asked).toEqual([1]);
  query.want({ step: 1 });
  expect(asked).toEqual([1, 1]);
});

test('what came to be wanted while a question failed is asked', async () => {
  const { asked, answers, query } = held();
  query.want({ step: 1 });
  query.want({ step: 2 });
  answers[0]!.reject(new Error('lost'));
  await turn();
  expect(asked).toEqual([1, 2]);
});

test('an answer to what was dropped is not kept', async () => {
  const { answers, query } = held();
  query.want({ step: 1 });
  query.drop();
  answers[0]!.resolve('one');
  await turn();
  expect(query.answer).toBeUndefined();
});

test('a cancelled question is no failure and may be asked again', async () => {
  const { asked, answers, failures, query } = held();
  query.want({ step: 1 });
  answers[0]!.reject(new FailureError({ code: 'cancelled' }));
  await turn();
  expect(failures).toEqual([]);
  query.want({ step: 1 });
  expect(asked).toEqual([1, 1]);
});

test('questions that say the same are one question', async () => {
  const { asked, answers, query } = held();
  query.want({ step: 1, of: [2, 3] });
  query.want({ step: 1, of: [2, 3] });
  answers[0]!.resolve('one');
  await turn();
  query.want({ step: 1, of: [2, 3] });
  expect(asked).toEqual([1]);
  query.want({ step: 1, of: [2, 4] });
  expect(asked).toEqual([1, 1]);
});

test('an answer of an older run never shows, and the same question of the new one is asked', async () => {
  const { run, asked, answers, query } = held();
  query.want({ step: 1 });
  answers[0]!.resolve('one');
  await turn();
  expect(query.value).toBe('one');
  run.id = 2;
  expect([query.answer, query.value, query.of({})]).toEqual([undefined, undefined, undefined]);
  query.want({ step: 1 });
  expect(asked).toEqual([1, 1]);
  run.id = 3;
  answers[1]!.resolve('of the run before');
  await turn();
  expect(query.answer).toBeUndefined();
});

test('an answer is handed out where its question has the parts that are asked for', async () => {
  const { answers, query } = held();
  query.want({ step: 1, of: [2, 3] });
  answers[0]!.resolve('one');
  await turn();
  expect([query.of({ of: [2, 3] }), query.of({ of: [2] }), query.of({ step: 2, of: [2, 3] })]).toEqual(['one', undefined, undefined]);
});

test('a component asks what its question says, of the run that is open, and only while it lives', async () => {
  const view = $state({ step: undefined as number | undefined });
  const run = $state({ id: 1 });
  const asked: string[] = [];
  const failures: unknown[] = [];
  let query!: LatestQuery<{ readonly step: number }, string>;
  const end = $effect.root(() => {
    query = follow(
      () => ({ run, report: (reason) => failures.push(reason) }),
      () => view.step !== undefined && { step: view.step },
      async ({ step }) => {
        asked.push(`${run.id}: ${step}`);
        if (step === 3) throw new Error('no such step');
        return `answer ${step}`;
      },
    );
  });
  const settle = async (): Promise<void> => (flushSync(), turn());
  await settle();
  expect(asked).toEqual([]);
  view.step = 1;
  await settle();
  expect([asked, query.value]).toEqual([['1: 1'], 'answer 1']);
  view.step = undefined;
  await settle();
  expect([asked.length, query.value]).toEqual([1, 'answer 1']);
  view.step = 1;
  run.id = 2;
  expect(query.value).toBeUndefined();
  await settle();
  expect([asked, query.value]).toEqual([['1: 1', '2: 1'], 'answer 1']);
  view.step = 3;
  await settle();
  expect(failures).toHaveLength(1);
  end();
  view.step = 4;
  await settle();
  expect(asked).toHaveLength(3);
});
