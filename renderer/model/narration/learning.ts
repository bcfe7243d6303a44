import { gradient, parameterAt, type Parameter } from '#core/account/gradient.ts';
import {
  change,
  clipFactor,
  decayOf,
  gradientNorm,
  isFrozen,
  isPlainDescent,
  isScaled,
  parameterBefore,
  rate,
  update,
} from '#core/account/learn.ts';
import { unitsIn } from '#core/account/program.ts';
import type { Value } from '#core/account/quantity.ts';
import { epochEnd } from '#core/account/watch.ts';
import { marked } from '#core/words/telling/marked.ts';
import { bySign, joined, type Lines, type Teller } from './teller.ts';

/** From what each weight owes to its new value. */

const parameterIn = ({ account, place: { layer, part, unit } }: Teller): Parameter => parameterAt(account, layer, part, unit);

const nameOf = (teller: Teller, { layer, from, to }: Parameter): string => {
  const { learning } = teller.telling;
  return from === undefined ? learning.bias(teller.the(layer, to)) : learning.weight(teller.bare(layer - 1, from), teller.bare(layer, to));
};

/** What follows a parameter; within a unit its weights speak for themselves. */
const following = (teller: Teller, { from }: Parameter): string => (from === undefined ? teller.following('unit') : '');

/** More than what this sample adds is in a gradient, if it differs from that by more than rounding. */
const rounding = 1e-12;

export const sayGradient = (teller: Teller): Lines => {
  const { account, telling, speech } = teller;
  const { learning } = telling;
  const parameter = parameterIn(teller);
  if (isFrozen(account, parameter)) return { line: learning.frozen, next: following(teller, parameter) };
  const told = gradient(account, parameter);
  const name = nameOf(teller, parameter);
  const { share, value, multiplier, delta } = told;
  const own = { value: share };
  const isOnly = share !== undefined && value !== undefined && Math.abs(share - value) <= rounding * Math.abs(value);
  const isDelta = multiplier.kind === 'one';
  const product = teller.product(teller.plain(multiplier), teller.owed(delta));
  const empty = !account.inBatch
    ? learning.flat
    : multiplier.value === 0
      ? learning.nothingCame
      : delta.value === 0
        ? learning.noAnswer
        : learning.flat;
  const next = joined(bySign(value, learning.lower, learning.raise, empty), following(teller, parameter));
  if (isOnly && account.samples === 1) {
    const line = isDelta ? learning.biasGradient(name, teller.owed(told)) : learning.gradient(name, product, teller.owed(told));
    return { line, next };
  }
  const ours = !account.inBatch
    ? learning.shareNone(name)
    : isDelta
      ? learning.biasShare(name, teller.owed(own))
      : learning.share(name, product, teller.owed(own));
  const all = teller.owed(told);
  const rest =
    account.samples > 1
      ? learning.ofBatch(speech.count(account.samples), all)
      : told.isClipped
        ? learning.ofClipping(all)
        : told.penalty
          ? learning.ofPenalty(all)
          : learning.inAll(all);
  return { line: `${ours} ${rest}`, next };
};

export const sayOptimiser = (teller: Teller): Lines => {
  const { account, telling, speech, place } = teller;
  const { learning } = telling;
  const say = isPlainDescent(account) ? learning.plainDescent : learning.optimiser;
  const method = say(speech.words.methods.optimizers[speech.spec.optimizer.kind], teller.plain(rate(account, place.layer)));
  const next = teller.following('phase');
  if (!isScaled(account)) return { line: method, next };
  return { line: learning.clipped(teller.plain(gradientNorm(account)), teller.plain(clipFactor(account)!)), next: `${method} ${next}` };
};

export const sayUpdate = (teller: Teller): Lines => {
  const { account, telling, place } = teller;
  const { learning } = telling;
  const parameter = parameterIn(teller);
  const next = following(teller, parameter);
  // The last of all updates: what follows from it is worth more than its own number, which the picture shows as well.
  const isLast = parameter.from === undefined && place.layer === account.depth && place.unit === unitsIn(account.program, place.layer) - 1;
  const ended = isLast ? sayEpochEnd(teller) : undefined;
  if (ended !== undefined) return { line: ended, next };
  if (isFrozen(account, parameter)) return { line: learning.frozen, next };
  const name = nameOf(teller, parameter);
  const [before, after, added, found] = [
    parameterBefore(account, parameter),
    update(account, parameter),
    change(account, parameter),
    gradient(account, parameter),
  ];
  const { value: by } = added;
  if (by === 0) return { line: learning.unchanged(name, teller.weight(after), teller.owed(found)), next: joined(learning.stays, next) };
  const [was, is] = told(teller, before.value, after.value) ?? [teller.weight(before), teller.weight(after)];
  const eta = teller.plain(rate(account, place.layer));
  const line =
    isPlainDescent(account) && decayOf(account, parameter) === 0
      ? learning.descent(name, was, teller.product(eta, teller.owed(found)), is)
      : learning.changed(name, was, is, eta, teller.owed(found));
  const moved = bySign(by, learning.rises(`+${teller.plain(added)}`), learning.falls(teller.plain(added)), '');
  return { line, next: joined(moved, next) };
};

/** A weight before and after, told apart, where neither is covered. */
const told = ({ speech }: Teller, before: Value, after: Value): readonly [string, string] | undefined => {
  if (before === undefined || after === undefined) return undefined;
  const [first, second] = speech.number.pair(before, after);
  return [marked(signOf(before), first), marked(signOf(after), second)];
};

const signOf = (value: number): 'positive' | 'negative' => (value < 0 ? 'negative' : 'positive');

/** What the end of an epoch means to early stopping and to the schedule, where either looks at it. */
const sayEpochEnd = (teller: Teller): string | undefined => {
  const { account, telling, speech } = teller;
  const { learning } = telling;
  const end = epochEnd(account);
  if (!end) return undefined;
  const { stopping, plateau, factor } = end;
  const told = [learning.epochEnd(speech.count(account.trace.epoch + 1), teller.owed(end.loss))];
  if (stopping) {
    const { waited, patience, stopped, bestStep } = stopping.after;
    told.push(
      waited === 0
        ? learning.bestYet
        : stopped
          ? learning.stopsHere(speech.count(bestStep))
          : learning.waits(speech.count(waited), speech.count(patience)),
    );
  }
  if (factor && plateau!.after.factor !== plateau!.before.factor) told.push(learning.rateFalls(teller.plain(factor)));
  return told.join(' ');
};
