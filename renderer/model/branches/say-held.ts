import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Preferences } from '#renderer/model/preferences.svelte.ts';
import type { ParameterChange } from '#core/spec/branch.ts';

/** Which parameter is held at another value, from what and at what. `layers` are those of the step as it was. */
export const sayHeld = (
  { place: { layer, kind, row, col }, value }: ParameterChange,
  { layers }: StepTrace,
  { words: { branches }, number }: Pick<Preferences, 'words' | 'number'>,
): string => {
  const { data, cols } = layers[layer - 1]![kind];
  const name = kind === 'W' ? branches.weight(row + 1, col + 1, layer) : branches.bias(col + 1, layer);
  return branches.changed(name, ...number.pair(data[row * cols + col]!, value));
};
