import { expect, test, vi } from 'vitest';
import type { Failure } from '#core/contract/failure.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { Draft } from '#renderer/model/run/draft.svelte.ts';
import { setData, setDataset } from '#renderer/model/run/data-edits.ts';
import { put, setLayer } from '#renderer/model/run/edits.ts';
import { smallRun } from '#test/renderer/model/fake-trainer.ts';

const begin = () => {
  const read = readRunSpec(smallRun);
  if (!read.ok) throw new Error('the run of the test is not valid');
  const opened: RunSpec[] = [read.value];
  const apply = vi.fn(async (spec: RunSpec): Promise<Failure | undefined> => {
    const answer = readRunSpec(spec);
    if (!answer.ok) return answer.failure;
    opened.push(answer.value);
    return undefined;
  });
  const draft = new Draft(apply, undefined, 0);
  draft.load(read.value);
  return { draft, apply, opened, start: read.value };
};

test('an edit is tried once the person pauses, and only the last of several', async () => {
  vi.useFakeTimers();
  const { draft, apply } = begin();
  for (const units of [1, 12, 123]) draft.change(setLayer(0, 'units', units));
  expect(apply).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  vi.useRealTimers();
  expect(apply).toHaveBeenCalledTimes(1);
  expect(apply.mock.calls[0]![0].network.layers[0]!.units).toBe(123);
});

test('a refused edit stays in the draft with its failure, and nothing is opened', async () => {
  const { draft, opened } = begin();
  draft.change(setLayer(0, 'units', 0));
  await draft.flush();
  expect(draft.failure).toMatchObject({ code: 'out-of-range', place: 'network.layers[0].units' });
  expect(draft.spec?.network.layers[0]!.units).toBe(0);
  expect(opened).toHaveLength(1);
  draft.change(setLayer(0, 'units', 5));
  await draft.flush();
  expect(draft.failure).toBeUndefined();
  expect(opened.at(-1)!.network.layers[0]!.units).toBe(5);
});

test('undo takes back a refused draft first, then the edits one by one', async () => {
  const { draft, opened, start } = begin();
  expect(draft.canUndo).toBe(false);
  draft.change(put(['optimizer', 'learningRate'], 0.1));
  await draft.flush();
  draft.change(put(['optimizer', 'learningRate'], 0.2));
  await draft.flush();
  draft.change(put(['seed'], -1));
  await draft.flush();
  expect(draft.failure).toBeDefined();
  await draft.undo();
  expect([draft.failure, draft.spec?.seed, draft.spec?.optimizer.learningRate]).toEqual([undefined, 3, 0.2]);
  await draft.undo();
  expect(opened.at(-1)!.optimizer.learningRate).toBe(0.1);
  await draft.undo();
  expect(draft.spec).toEqual(start);
  expect(draft.canUndo).toBe(false);
});

test('redo brings back what undo took, one by one, until a new edit', async () => {
  const { draft, opened } = begin();
  const rate = () => draft.spec?.optimizer.learningRate;
  for (const value of [0.1, 0.2]) {
    draft.change(put(['optimizer', 'learningRate'], value));
    await draft.flush();
  }
  expect(draft.canRedo).toBe(false);
  // A key that repeats does not wait.
  await Promise.all([draft.undo(), draft.undo()]);
  expect([rate(), draft.canUndo, draft.canRedo]).toEqual([0.3, false, true]);
  await draft.redo();
  expect([rate(), opened.at(-1)!.optimizer.learningRate]).toEqual([0.1, 0.1]);
  await draft.redo();
  expect([rate(), draft.canUndo, draft.canRedo]).toEqual([0.2, true, false]);
  await draft.undo();
  expect(rate()).toBe(0.1);
  draft.change(put(['seed'], 9));
  expect(draft.canRedo).toBe(false);
  await draft.flush();
  await draft.undo();
  expect([rate(), draft.spec?.seed]).toEqual([0.1, 3]);
});

test('redo brings back a refused draft with its failure, and another run ends it', async () => {
  const { draft, opened, start } = begin();
  draft.change(setLayer(0, 'units', 0));
  await draft.flush();
  await draft.undo();
  expect([draft.failure, draft.canRedo]).toEqual([undefined, true]);
  await draft.redo();
  expect(draft.failure).toMatchObject({ code: 'out-of-range' });
  expect(draft.spec?.network.layers[0]!.units).toBe(0);
  expect(opened).toHaveLength(1);
  await draft.undo();
  draft.load(start);
  expect(draft.canRedo).toBe(false);
});

test('says when a choice changed more than was chosen', async () => {
  const { draft } = begin();
  draft.change(setData('sine'), true);
  expect(draft.adapted).toEqual(['output']);
  draft.change(setDataset('diabetes'), true);
  expect(draft.adapted).toEqual(['optimizer', 'scale']);
  draft.change(setDataset('digits'));
  expect(draft.adapted).toEqual([]);
  draft.change(setDataset('diabetes'), true);
  expect(draft.adapted).toContain('output');
  draft.change(put(['seed'], 8));
  expect(draft.adapted).toEqual([]);
});

test('a run opened by another road ends what was typed', async () => {
  const { draft, apply, start } = begin();
  draft.change(setLayer(0, 'units', 7));
  draft.load(start);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(apply).not.toHaveBeenCalled();
  expect([draft.spec, draft.canUndo]).toEqual([start, false]);
});

/** What is applied waits until the test lets it through. */
const held = () => {
  const read = readRunSpec(smallRun);
  if (!read.ok) throw new Error('the run of the test is not valid');
  const waiting: (() => void)[] = [];
  const applied: RunSpec[] = [];
  const draft = new Draft(
    (spec) =>
      new Promise((resolve) => {
        waiting.push(() => {
          applied.push(spec);
          resolve(undefined);
        });
      }),
    undefined,
    0,
  );
  draft.load(read.value);
  const release = async (): Promise<void> => {
    await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0));
    waiting.shift()!();
  };
  return { draft, applied, release, start: read.value };
};

test('an edit taken back while it is opened is taken back in the run too', async () => {
  const { draft, applied, release, start } = held();
  draft.change(put(['seed'], 77));
  const flushed = draft.flush();
  expect(draft.canUndo).toBe(true);
  await draft.undo();
  expect(draft.spec).toBe(start);
  await release();
  await release();
  await flushed;
  expect(applied.map(({ seed }) => seed)).toEqual([77, 3]);
  expect([draft.spec, draft.canUndo, draft.canRedo]).toEqual([start, false, true]);
});

test('undo pressed while a redo is under way waits for it', async () => {
  const { draft, applied, release, start } = held();
  draft.change(put(['seed'], 77));
  const flushed = draft.flush();
  await release();
  await flushed;
  const undone = draft.undo();
  await release();
  await undone;
  const redone = draft.redo();
  await vi.waitFor(() => expect(draft.spec?.seed).toBe(77));
  expect(draft.canUndo).toBe(true);
  const again = draft.undo();
  await release();
  await redone;
  await release();
  await again;
  expect(applied.map(({ seed }) => seed)).toEqual([77, 3, 77, 3]);
  expect(draft.spec).toBe(start);
});
