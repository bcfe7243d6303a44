import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { examples, type ExampleName } from '#renderer/model/run/examples.ts';
import { curvePoints, noEdits, type Curve, type Edits, type Entry, type Outcome } from './notebook.ts';
import type { Store } from '#renderer/link/store.ts';

const key = 'retrograd.notebook';
const version = 1;
/** What is kept for tomorrow: so many entries at most, and so many characters. */
export const mostKept = 50;
export const mostCharacters = 1_500_000;

/** The text that is kept: the latest entries, as many as there is room for. */
export const keptText = (entries: readonly Entry[], room = mostCharacters): string => {
  const texts: string[] = [];
  let taken = 0;
  for (const entry of entries.slice(-mostKept).toReversed()) {
    if (leastCharacters(entry) >= room) continue;
    const text = JSON.stringify(entry);
    if (taken + text.length >= room) continue;
    taken += text.length + 1;
    texts.unshift(text);
  }
  return `{"version":${version},"entries":[${texts.join(',')}]}`;
};

/** Rows of its own take four characters each at the very least: what cannot fit is not written first. */
const leastCharacters = ({ spec: { data } }: Entry): number => (data.kind === 'inline' ? 4 * (data.x.length + data.y.length) : 0);

const nothing = '{}';

/** The notebook in the host's local storage, which all windows of the app share. */
export class KeptNotebook {
  /** As this window wrote it last, or read it. */
  #text = nothing;

  constructor(readonly store: Store) {}

  /** What was kept; a broken store is an empty notebook, a broken entry is left out. */
  read(): readonly Entry[] {
    this.#text = this.#there() ?? nothing;
    return readEntries(this.#text);
  }

  /** What another window wrote since, and what was there before that; undefined where none did. */
  others(): { readonly base: readonly Entry[]; readonly theirs: readonly Entry[] } | undefined {
    const text = this.#there();
    // A store that was emptied is no window that took everything away.
    if (text === null || text === this.#text) return undefined;
    const base = readEntries(this.#text);
    this.#text = text;
    return { base, theirs: readEntries(text) };
  }

  /** Storage that is full or forbidden only loses tomorrow's notebook. */
  write(entries: readonly Entry[]): void {
    const text = keptText(entries);
    try {
      this.store.setItem(key, text);
      this.#text = text;
    } catch {
      // The notebook lasts until the app closes.
    }
  }

  #there(): string | null {
    try {
      return this.store.getItem(key);
    } catch {
      return null;
    }
  }
}

/** The entries in a text that was kept, as far as they mean something. */
export const readEntries = (text: string): readonly Entry[] => {
  try {
    const raw: unknown = JSON.parse(text);
    if (!isRecord(raw) || raw['version'] !== version || !Array.isArray(raw['entries'])) return [];
    const seen = new Set<number>();
    return raw['entries']
      .slice(-mostKept)
      .flatMap((entry: unknown) => readEntry(entry) ?? [])
      .filter(({ id }) => !seen.has(id) && seen.add(id))
      .sort((a, b) => a.id - b.id);
  } catch {
    return [];
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const numberOr = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const records = (value: unknown): readonly Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);

const readEntry = (raw: unknown): Entry | undefined => {
  if (!isRecord(raw) || !isCount(raw['id']) || !isCount(raw['goal']) || !isCount(raw['trainedTo'])) return undefined;
  const spec = readSpec(raw['spec']);
  if (!spec) return undefined;
  const { id, goal, trainedTo, example, origin, stop, note } = raw;
  return {
    id,
    goal,
    trainedTo,
    spec,
    adapted: raw['adapted'] === true,
    edits: readEdits(raw['edits']),
    curve: readCurve(raw['curve']),
    note: typeof note === 'string' ? note : '',
    example: typeof example === 'string' && Object.hasOwn(examples, example) ? (example as ExampleName) : undefined,
    origin:
      isRecord(origin) && isCount(origin['entry'])
        ? { entry: origin['entry'], step: isCount(origin['step']) ? origin['step'] : undefined }
        : undefined,
    stop: stop === 'early' || stop === 'non-finite' ? stop : undefined,
    outcome: readOutcome(raw['outcome']),
    startLoss: numberOr(raw['startLoss']),
  };
};

/** A run over a table is valid as far as can be told before the table is here. */
const readSpec = (raw: unknown): RunSpec | undefined => {
  const read = readRunSpec(raw);
  if (read.ok) return read.value;
  return read.failure.code === 'needs-table' ? (raw as RunSpec) : undefined;
};

const readEdits = (raw: unknown): Edits => {
  if (!isRecord(raw)) return noEdits;
  const changes = records(raw['changes']).filter(({ path }) => Array.isArray(path) && path.length > 0);
  const parameters = records(raw['parameters']).filter(({ place, value }) => isRecord(place) && typeof value === 'number');
  const samples = records(raw['samples']).filter(({ sample }) => isCount(sample));
  return { changes, parameters, samples } as unknown as Edits;
};

const readOutcome = (raw: unknown): Outcome | undefined =>
  isRecord(raw) && isCount(raw['step'])
    ? {
        step: raw['step'],
        loss: numberOr(raw['loss']),
        validation: numberOr(raw['validation']),
        accuracy: numberOr(raw['accuracy']),
        r2: numberOr(raw['r2']),
      }
    : undefined;

const readCurve = (raw: unknown): Curve => {
  const empty: Curve = { steps: [], losses: [] };
  if (!isRecord(raw) || !Array.isArray(raw['steps']) || !Array.isArray(raw['losses'])) return empty;
  const steps = raw['steps'].filter(isCount).slice(0, curvePoints);
  const losses = raw['losses'].slice(0, curvePoints).map((loss: unknown) => numberOr(loss) ?? null);
  return steps.length === losses.length ? { steps, losses } : empty;
};
