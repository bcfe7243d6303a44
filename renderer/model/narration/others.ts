import { delta, slope } from '#core/account/backward.ts';
import { activation, input } from '#core/account/forward.ts';
import { isPlainDescent } from '#core/account/learn.ts';
import { residual } from '#core/account/loss.ts';
import { unitsIn } from '#core/account/program.ts';
import type { Value } from '#core/account/quantity.ts';
import { sayUpdate } from './learning.ts';
import { joined, type Lines, type Teller } from './teller.ts';

/** What is told together: the inputs, the other weights of a unit, the other units of a layer. */

/** So many are named with their numbers. */
const few = 3;
/** Of so many it is counted what they do; of more it would be looked at too much for a sentence. */
const countable = 64;

export const sayInputs = (teller: Teller): Lines => {
  const { account, telling, speech } = teller;
  const { forward } = telling;
  const count = unitsIn(account.program, 0);
  const each = (unit: number): string => `${teller.the(0, unit)} = ${teller.plain(input(account, unit))}`;
  const line =
    count === 1
      ? forward.input(teller.the(0, 0), teller.plain(input(account, 0)))
      : count > few + 1
        ? forward.manyInputs(speech.count(count))
        : forward.inputs(teller.numbers(Array.from({ length: count }, (_, unit) => each(unit))));
  return { line, next: teller.following('phase') };
};

/** The weights `from` to the last of a unit, told at the place of the last. */
export const sayOtherWeights = ({ telling, speech, place }: Teller, from: number): Lines => {
  const { forward, backward, learning } = telling;
  const count = speech.count(place.part - from + 1);
  switch (place.operation) {
    case 'product':
      return { line: forward.otherProducts(count), next: forward.thenTheSum };
    case 'upstream':
      return { line: backward.otherAsks(count), next: backward.thenTheSum };
    case 'gradient':
      return { line: learning.otherGradients(count), next: learning.thenTheBias };
    default:
      return { line: learning.otherUpdates(count), next: learning.thenTheBias };
  }
};

/** The units `from` to the last of a layer, told at the place of the last. */
export const sayOtherUnits = (teller: Teller, from: number): Lines => {
  const { account, place, telling } = teller;
  const units = Array.from({ length: unitsIn(account.program, place.layer) - from }, (_, i) => from + i);
  const others = groupName(teller, units);
  const next = teller.following('layer');
  switch (place.phase) {
    case 'forward':
      return { line: otherOutputs(teller, units, others), next };
    case 'loss':
      return { line: otherResiduals(teller, units, others) };
    case 'backward':
      return otherErrors(teller, units, others, next);
    case 'gradient':
      return { line: telling.learning.alikeGradient(others), next };
    default: {
      // What the end of an epoch has to say stands for the last unit.
      const isEnd = place.layer === account.depth && account.trace.watch?.loss !== undefined;
      const alike = isPlainDescent(account) ? telling.learning.alikeDescent : telling.learning.alikeUpdate;
      return isEnd ? sayUpdate(teller) : { line: alike(others), next };
    }
  }
};

const groupName = (teller: Teller, units: readonly number[]): string => {
  const { account, place, telling, speech } = teller;
  const { names } = telling;
  if (units.length === 1) return teller.the(place.layer, units[0]!);
  if (units.length > few) return names.others(speech.count(units.length));
  const listed = teller.listed(units.map((unit) => String(unit + 1)));
  if (place.layer === account.depth) return names.outputs(listed);
  return account.depth === 2 ? names.hiddens(listed) : names.hiddensOf(place.layer, listed);
};

const otherOutputs = (teller: Teller, units: readonly number[], others: string): string => {
  const { account, place, telling, speech } = teller;
  const { forward } = telling;
  const says = (unit: number): { readonly value: Value } => activation(account, place.layer, unit);
  if (units.length === 1) return forward.alikeOne(others, teller.plain(says(units[0]!)));
  if (units.length <= few) return forward.alikeFew(others, teller.numbers(units.map((unit) => teller.plain(says(unit)))));
  if (units.some((unit) => says(unit).value === undefined)) return forward.alike(others);
  const silent = units.length > countable ? 0 : units.filter((unit) => says(unit).value === 0).length;
  return silent === 0 ? forward.alike(others) : forward.alikeSilent(others, speech.count(silent));
};

const otherResiduals = (teller: Teller, units: readonly number[], others: string): string => {
  const { account, telling } = teller;
  const { forward } = telling;
  return units.length > few
    ? forward.alike(others)
    : forward.alikeResidual(others, teller.numbers(units.map((unit) => teller.owed(residual(account, unit)))));
};

const otherErrors = (teller: Teller, units: readonly number[], others: string, next: string): Lines => {
  const { account, place, telling, speech } = teller;
  const { backward } = telling;
  if (!account.inBatch) return { line: backward.notInBatch, next };
  const owed = (unit: number): { readonly value: Value } => delta(account, place.layer, unit);
  const shut =
    units.length > countable ? [] : units.filter((unit) => slope(account, place.layer, unit)?.value === 0 && owed(unit).value === 0);
  if (units.length > countable) return { line: backward.alike(others), next };
  if (units.length > few) {
    const numbers = units.flatMap((unit) => owed(unit).value ?? []);
    if (numbers.length < units.length) return { line: backward.alike(others), next };
    const counts = [
      [numbers.filter((value) => value < 0).length, backward.mustRise],
      [numbers.filter((value) => value > 0).length, backward.mustFall],
      [numbers.filter((value) => value === 0).length, backward.doNotAnswer],
    ] as const;
    const list = counts.flatMap(([count, say]) => (count === 0 ? [] : [say(speech.count(count))]));
    return { line: backward.alikeMany(others, teller.listed(list)), next };
  }
  const line =
    units.length === 1
      ? backward.alikeOne(others, teller.owed(owed(units[0]!)))
      : backward.alikeFew(others, teller.numbers(units.map((unit) => teller.owed(owed(unit)))));
  const closed =
    shut.length === 0 ? '' : backward.closedHere(teller.listed(shut.map((unit) => teller.the(place.layer, unit))), shut.length);
  return { line, next: joined(closed, next) };
};
