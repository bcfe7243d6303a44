import type { Failure } from '#core/contract/failure.ts';
import { optimizers } from '#core/spec/methods.ts';

const { min, max } = optimizers.sgd.settings.learningRate;

/** A rate that is worth a look beside this one: ten times as large, or a tenth of one that is large already. */
export const suggestedRate = (own: number): number => (own === 0 ? 0.1 : Number((own >= 0.5 ? own / 10 : own * 10).toPrecision(12)));

type Read =
  | { readonly ok: true; readonly rates: readonly number[] }
  /** Which of the fields is wrong, and in what; `same` where it says what is there already. */
  | ({ readonly ok: false; readonly at: number } & ({ readonly failure: Failure } | { readonly same: number }));

/** Reads what was typed as the rates to compare with the run's own: the first is needed, the others may be left empty. `place`: what the fields are called. */
export const readRates = (own: number, typed: readonly (number | string)[], place: string): Read => {
  const rates: number[] = [];
  for (const [at, value] of typed.entries()) {
    if (at > 0 && value === '') continue;
    if (typeof value !== 'number' || !Number.isFinite(value))
      return { ok: false, at, failure: { code: 'wrong-type', place, expected: 'number', found: String(value) } };
    if (value < min || value > max)
      return { ok: false, at, failure: { code: 'out-of-range', place, found: String(value), min, max, integer: false } };
    if (value === own || rates.includes(value)) return { ok: false, at, same: value };
    rates.push(value);
  }
  return { ok: true, rates };
};
