import type { Store } from '#renderer/link/store.ts';
import { formatIds } from '#renderer/export/formats.ts';
import { planLimits } from '#renderer/export/limits.ts';
import { backgrounds } from '#renderer/export/plan.ts';
import { paces, type ExportForm } from './export-form.svelte.ts';

const key = 'retrograd.export';

const oneOf =
  (all: readonly unknown[]) =>
  (value: unknown): boolean =>
    all.includes(value);
const within =
  ({ min, max }: { readonly min: number; readonly max: number }) =>
  (value: unknown): boolean =>
    typeof value === 'number' && value >= min && value <= max;
const isShown = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ['note', 'sentence'].every((part) => typeof (value as Record<string, unknown>)[part] === 'boolean');

/** What is remembered from one export to the next: how the file is made, not what of the run is in it; and what each may be. */
const kept = {
  wanted: oneOf(formatIds),
  wantedPace: oneOf(paces),
  speed: within(planLimits.speed),
  secondsPerStep: within(planLimits.secondsPerStep),
  width: within(planLimits.side),
  height: within(planLimits.side),
  custom: oneOf([true, false]),
  scale: within(planLimits.scale),
  fps: within({ min: 1, max: 60 }),
  background: oneOf(backgrounds),
  shows: isShown,
} as const satisfies Partial<Record<keyof ExportForm, (value: unknown) => boolean>>;
type Kept = Pick<ExportForm, keyof typeof kept>;
const names = Object.keys(kept) as (keyof Kept)[];

export const keepForm = (form: Kept, store: Store): void => {
  try {
    store.setItem(key, JSON.stringify(Object.fromEntries(names.map((name) => [name, form[name]]))));
  } catch {
    // The store has said already that it has no room; an export needs none of it.
  }
};

/** Sets what was chosen the last time, where it is what it may be. */
export const recallForm = (form: Kept, store: Store): void => {
  let found: Partial<Record<string, unknown>>;
  try {
    found = (JSON.parse(store.getItem(key) ?? '{}') ?? {}) as typeof found;
  } catch {
    return;
  }
  Object.assign(form, Object.fromEntries(names.filter((name) => kept[name](found[name])).map((name) => [name, found[name]])));
};
