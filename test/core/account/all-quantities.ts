import type { Account } from '#core/account/account.ts';
import { delta, gated, opening, slope, throughDropout, upstream } from '#core/account/backward.ts';
import { activation, applied, bias, branch, input, mask, normalisation, preActivation, weightedSum } from '#core/account/forward.ts';
import { contributions, gradient, parameterAt } from '#core/account/gradient.ts';
import { change, clipFactor, gradientNorm, momenta, optimiserState, parameterBefore, rate, update } from '#core/account/learn.ts';
import { dataLoss, loss, lossShare, penaltyLoss, prediction, residual, sampleLoss, target } from '#core/account/loss.ts';
import { unitsIn } from '#core/account/program.ts';
import type { Quantity, Value } from '#core/account/quantity.ts';
import { epochEnd, rateFactor } from '#core/account/watch.ts';

const times = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Every quantity of a step. */
export const quantitiesOf = (account: Account): Quantity[] => {
  const { program, depth, trace } = account;
  const some: (Quantity | undefined)[] = [
    ...times(program.inputs).map((unit) => input(account, unit)),
    ...times(unitsIn(program, depth)).map((unit) => residual(account, unit)),
    ...[sampleLoss, dataLoss, penaltyLoss, loss, lossShare, rateFactor].map((tell) => tell(account)),
    epochEnd(account)?.loss,
    epochEnd(account)?.best,
    epochEnd(account)?.factor,
  ];
  for (let layer = 1; layer <= depth; layer++) {
    some.push(rate(account, layer), gradientNorm(account), clipFactor(account), ...Object.values(momenta(account, layer) ?? {}));
    for (const unit of times(unitsIn(program, layer))) {
      const normalised = normalisation(account, layer, unit);
      if (normalised) some.push(normalised.mean, normalised.variance, normalised.hat, normalised.normalized);
      for (const tell of [
        preActivation,
        weightedSum,
        bias,
        applied,
        mask,
        branch,
        activation,
        upstream,
        throughDropout,
        slope,
        opening,
        gated,
        delta,
      ])
        some.push(tell(account, layer, unit));
      for (const part of times(unitsIn(program, layer - 1) + 1)) {
        const parameter = parameterAt(account, layer, part, unit);
        for (const tell of [parameterBefore, gradient, change, update]) some.push(tell(account, parameter));
        for (const name of Object.keys(trace.layers[layer - 1]!.optimizer))
          some.push(optimiserState(account, parameter, name, 'before'), optimiserState(account, parameter, name, 'after'));
      }
    }
  }
  return some.filter((told) => told !== undefined);
};

/** Every number that the account lets be shown at its place, and every number that it is made of by then. */
export const shownValues = (account: Account): Set<number> => {
  const values = new Set<number>();
  const add = (value: Value): void => {
    if (value !== undefined) values.add(value).add(Math.abs(value));
  };
  const { program, depth } = account;
  for (const told of quantitiesOf(account)) {
    if (told.state === 'later') continue;
    add(told.value);
    add(told.right?.value);
    for (const terms of [told.terms, told.right?.terms]) {
      for (const i of times(terms?.count ?? 0)) {
        for (const { value } of terms!.factors(i)) add(value);
        if (terms!.state(i) !== 'later') add(terms!.value(i));
      }
    }
  }
  for (const unit of times(unitsIn(program, depth))) {
    add(target(account, unit).value);
    if (account.place.phase !== 'batch' && account.place.phase !== 'forward') add(prediction(account, unit).value);
  }
  for (let layer = 1; layer <= depth; layer++)
    for (const unit of times(unitsIn(program, layer))) {
      const normalised = normalisation(account, layer, unit);
      add(normalised?.gamma.value);
      add(normalised?.beta.value);
      for (const part of times(unitsIn(program, layer - 1) + 1)) {
        const told = gradient(account, parameterAt(account, layer, part, unit));
        // The operands of a gradient are there before it is.
        if (told.delta.state === 'done') [told.multiplier.value, told.rightMultiplier.value, told.share].forEach(add);
        if (told.state === 'later') continue;
        [told.before, told.penalty, told.carried, told.data].forEach(add);
        contributions(account, told).forEach(({ value }) => add(value));
      }
    }
  return values;
};
