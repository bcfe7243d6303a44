import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { needsTable, tableNameOf } from '#core/spec/data-facts.ts';
import { FailureError, type Failure } from '#core/contract/failure.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { PreviewQuery, TablePiece } from '#core/protocol/tables.ts';
import type { RunSummary, TrainerEvent } from '#core/protocol/trainer.ts';
import { step } from '#core/contract/units.ts';
import { previewTable } from '#core/worker/preview-table.ts';
import { createTableShelf } from '#core/worker/table-shelf.ts';
import type { TraceCache } from '#renderer/link/trace-cache.ts';
import type { Trainer } from '#renderer/link/trainer.ts';

/** A trainer that answers at once with what the model needs to know: the validator is the real one, the numbers are not. */
export const fakeTrainer = () => {
  const listeners = new Set<(event: TrainerEvent) => void>();
  const lostListeners = new Set<(failure: Failure) => void>();
  const revived: unknown[] = [];
  let lostTimes = 0;
  const lose = (): void => {
    lostTimes += 1;
    shelf = createTableShelf();
    lostListeners.forEach((listener) => listener({ code: 'trainer-lost', reason: 'it fell over' }));
  };
  const calls: string[] = [];
  let shelf = createTableShelf();
  let holding: Promise<void> | undefined;
  /** Tables are read only when the test lets them. */
  const hold = (): (() => void) => {
    let release = (): void => undefined;
    holding = new Promise((resolve) => (release = resolve));
    return release;
  };
  const call = async (name: string, argument?: unknown): Promise<unknown> => {
    calls.push(name);
    if (name === 'open') {
      const read = readRunSpec(argument, shelf.tables);
      if (!read.ok) throw new FailureError(read.failure);
      const { data } = read.value;
      if (data.kind === 'dataset' && !(tableNameOf(data)! in shelf.tables)) throw new FailureError(needsTable(data));
      return {
        spec: read.value,
        branch: 0,
        from: step(0),
        trainedTo: step(0),
        parameters: 1,
        batchesPerEpoch: 4,
        maxStep: step(1e6),
        data: { samples: 40 },
      } as unknown as RunSummary;
    }
    if (name === 'preview') return previewTable(argument as PreviewQuery);
    if (name === 'supply') {
      await holding;
      const task = shelf.supply(argument as TablePiece);
      for (;;) {
        const turn = task.next();
        if (turn.done) return turn.value;
      }
    }
    return undefined;
  };
  const slots: Record<string, () => void> = {};
  const trainer = {
    call,
    latest: (slot: string, name: string, argument: unknown) =>
      Promise.race([
        call(name, argument),
        new Promise((_, reject) => (slots[slot] = () => reject(new FailureError({ code: 'cancelled' })))),
      ]),
    cancel: (slot: string) => slots[slot]?.(),
    onEvent: (listener: (event: TrainerEvent) => void) => listeners.add(listener),
    onLost: (listener: (failure: Failure) => void) => lostListeners.add(listener),
    onUncompiled: () => undefined,
    revive: (port: unknown) => revived.push(port),
    get lost() {
      return lostTimes > revived.length;
    },
  } as unknown as Trainer;
  return { trainer, calls, revived, lose, hold, say: (event: TrainerEvent) => listeners.forEach((listener) => listener(event)) };
};

/** Traces that are there at once, or only when the test lets them through. */
export const fakeTraces = (held = false) => {
  const there = new Map<number, StepTrace>();
  const waiting = new Map<number, (trace: StepTrace) => void>();
  const asked: number[] = [];
  const traceOf = (k: number): StepTrace => {
    const trace = there.get(k) ?? ({ step: k } as unknown as StepTrace);
    there.set(k, trace);
    return trace;
  };
  const cache = {
    peek: (k: number) => (held ? there.get(k) : traceOf(k)),
    get: (k: number) => {
      asked.push(k);
      return new Promise<StepTrace>((resolve) => waiting.set(k, resolve));
    },
    clear: () => there.clear(),
  } as unknown as TraceCache;
  return { cache, asked, arrive: (k: number) => waiting.get(k)?.(traceOf(k)) };
};

export const smallRun = {
  seed: 3,
  data: { kind: 'generator', name: 'xor', samples: 40 },
  network: {
    layers: [
      { units: 3, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  batch: 10,
  optimizer: { kind: 'sgd', learningRate: 0.3 },
} as const;
