import type { Account } from '#core/account/account.ts';
import { slope } from '#core/account/backward.ts';
import { activation, argument, bias, branch, incoming, input, mask, preActivation, weightedSum } from '#core/account/forward.ts';
import { dataLoss, penaltyLoss, prediction, residual, sampleLoss, target } from '#core/account/loss.ts';
import { activationIn, isCoupled } from '#core/account/program.ts';
import { bySign, joined, type Lines, type Teller } from './teller.ts';

/** The way forward and the loss, part by part. */

export const sayStart = ({ account, telling, speech }: Teller): Lines => {
  const { forward } = telling;
  const samples = speech.count(account.samples);
  const line = !account.inBatch ? forward.startAbsent(samples) : account.samples === 1 ? forward.start : forward.startBatch(samples);
  return { line, next: forward.colours };
};

export const sayInput = (teller: Teller): Lines => {
  const { account, telling, place } = teller;
  return {
    line: telling.forward.input(teller.the(0, place.unit), teller.plain(input(account, place.unit))),
    next: teller.following('unit'),
  };
};

export const sayForward = (teller: Teller): Lines => {
  const { account, telling, place, speech } = teller;
  const { forward } = telling;
  const { layer, unit, part } = place;
  const name = teller.the(layer, unit);
  const kind = activationIn(account.program, layer);
  switch (place.operation) {
    case 'product': {
      const [w, a] = preActivation(account, layer, unit).terms!.factors(part);
      const product = incoming(account, layer, part, unit);
      const reaches = layer === 1 ? forward.inputReaches : forward.unitReaches;
      const size = product.value;
      return {
        line: forward.product(
          reaches(teller.the(layer - 1, part), name, teller.weight(w!)),
          teller.product(teller.plain(a!), teller.weight(w!)),
          teller.plain(product),
        ),
        next: bySign(size, forward.pushesUp, forward.pushesDown, forward.addsNothing),
      };
    }
    case 'sum':
      return { line: forward.sum(name, teller.plain(weightedSum(account, layer, unit))), next: forward.itsBias };
    case 'bias':
      return {
        line: forward.bias(name, teller.weight(bias(account, layer, unit)), teller.plain(preActivation(account, layer, unit))),
        next: kind === 'linear' ? forward.throughLinear : forward.through(speech.words.methods.activations[kind]),
      };
    default: {
      const line = sayActivation(teller, name);
      return { line, next: joined(isSilent(account, layer, unit) ? forward.silentHere : '', teller.following('unit')) };
    }
  }
};

/** A hidden unit that says nothing because its function is flat there. */
const isSilent = (account: Account, layer: number, unit: number): boolean =>
  layer < account.depth && activation(account, layer, unit).value === 0 && slope(account, layer, unit)?.value === 0;

/** From the sum to what the unit puts out. */
const sayActivation = (teller: Teller, name: string): string => {
  const { account, telling, speech, place } = teller;
  const { forward } = telling;
  const { layer, unit } = place;
  const kind = activationIn(account.program, layer);
  const f = speech.words.methods.activations[kind];
  const z = teller.plain(argument(account, layer, unit));
  const [own, dropout, alone] = [activation(account, layer, unit), mask(account, layer, unit), branch(account, layer, unit)];
  const a = teller.plain(own);
  if (alone) {
    const given = teller.plain(own.terms!.factors(1)[0]!);
    if (dropout?.value === 0) return forward.onlySkip(name, given);
    const made = `${f}(${z})${dropout ? ` · ${teller.plain(dropout)}` : ''}`;
    return forward.skip(name, made, teller.plain(alone), given, a);
  }
  if (dropout?.value === 0) return forward.dropped(name);
  if (isCoupled(kind)) return forward.saysOfAll(name, f, a);
  if (isSilent(account, layer, unit)) return forward.silent(name, f, z);
  if (kind === 'linear' && !dropout) return forward.saysLinear(name, a);
  return dropout ? forward.scaled(name, f, z, teller.plain(dropout), a) : forward.says(name, f, z, a);
};

export const sayResidual = (teller: Teller): Lines => {
  const { account, telling, place } = teller;
  const { forward } = telling;
  const found = residual(account, place.unit);
  return {
    line: forward.residual(
      teller.the(account.depth, place.unit),
      teller.plain(prediction(account, place.unit)),
      teller.plain(target(account, place.unit)),
      teller.owed(found),
    ),
    next: bySign(found.value, forward.over, forward.short, forward.exact),
  };
};

export const sayLoss = (teller: Teller): Lines => {
  const { account, telling, speech } = teller;
  const { forward } = telling;
  const [sample, batch, penalty] = [sampleLoss(account), dataLoss(account), penaltyLoss(account)];
  const isOne = account.samples === 1 && account.inBatch && sample.value === batch.value;
  const loss = isOne
    ? forward.loss(teller.owed(sample))
    : forward.lossOfBatch(teller.owed(sample), teller.owed(batch), speech.count(account.samples));
  return { line: penalty.value === 0 ? loss : forward.penalty(loss, teller.owed(penalty)), next: teller.following('phase') };
};
