import { classWeights, prediction, sampleLoss, target } from '#core/account/loss.ts';
import { unitsIn } from '#core/account/program.ts';
import { elementScale } from '#core/math/loss.ts';
import { elementLoss } from '#core/math/curve.ts';
import type { Loss } from '#core/spec/methods.ts';
import { mostProducts, needOf, type Asking, type Recipe } from './recipe.ts';

/** The loss of the followed sample: of each output one part, added up or averaged. */
export const askLoss: Asking = (account) => {
  const { program, depth } = account;
  const { loss, reduction = 'mean' } = program;
  const outputs = unitsIn(program, depth);
  if (classWeights(account, 0)) return 'method';
  if (outputs > mostProducts) return 'many';
  const units = Array.from({ length: outputs }, (_, o) => o);
  const scale = elementScale(loss, reduction, outputs);
  const told = sampleLoss(account);
  const added = (values: readonly number[], part: (a: number, y: number) => number): number =>
    units.reduce((sum, o) => sum + part(values[2 * o]!, values[2 * o + 1]!), 0);
  const needs = units.flatMap((o) => [needOf(prediction(account, o)), needOf(target(account, o))]);
  const values = needs.map(({ value }) => value);
  const own = (a: number, y: number): number => elementLoss(loss, a, y);
  const value = told.value!;
  const common = {
    asked: told.symbol,
    value,
    needs,
    make: (numbers: readonly number[]): number => scale * added(numbers, own),
  };
  const summed: Recipe['slips'][number] = ['mean-of-outputs-missing', scale === 1 ? undefined : added(values, own)];
  switch (loss) {
    case 'mse':
    case 'half-squared-error':
    case 'huber':
    case 'mae':
      return { ...common, slips: [...distances(loss, (part) => scale * added(values, part), value), summed] };
    default:
      return {
        ...common,
        slips: [
          [
            'log-missing',
            loss === 'binary-cross-entropy-logits'
              ? undefined
              : scale * added(values, (a, y) => y * (1 - a) + (loss === 'binary-cross-entropy' ? (1 - y) * a : 0)),
          ],
          ['log-sign', -value],
          ...otherClasses(loss, values).map((loss) => ['class-of-another', scale * loss] as const),
          ['log-ten', value / Math.LN10],
          summed,
        ],
      };
  }
};

/** What another answer than the target would have cost. */
const otherClasses = (loss: Loss, values: readonly number[]): readonly number[] => {
  const outputs = Array.from({ length: values.length / 2 }, (_, o) => ({ a: values[2 * o]!, y: values[2 * o + 1]! }));
  if (loss === 'categorical-cross-entropy') return outputs.filter(({ y }) => y === 0).map(({ a }) => elementLoss(loss, a, 1));
  return [outputs.reduce((sum, { a, y }) => sum + elementLoss(loss, a, 1 - y), 0)];
};

/** A difference that is measured otherwise. */
const distances = (
  loss: 'mse' | 'half-squared-error' | 'huber' | 'mae',
  measured: (part: (a: number, y: number) => number) => number,
  value: number,
): Recipe['slips'] => {
  const signed = measured((a, y) => a - y);
  const absolute = measured((a, y) => Math.abs(a - y));
  const squared = measured((a, y) => (a - y) * (a - y));
  if (loss === 'mae')
    return [
      ['sign-kept', signed],
      ['square-extra', squared],
    ];
  return [
    loss === 'mse' ? ['half-extra', value / 2] : ['half-missing', loss === 'huber' ? squared : value * 2],
    ['square-missing', absolute],
    ['sign-kept', signed],
  ];
};
