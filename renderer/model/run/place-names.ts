import type { Failure } from '#core/contract/failure.ts';
import type { Words } from '#core/words/catalogue.ts';
import { subscript } from '#core/words/number.ts';
import { labelOf } from './spec-changes.ts';

/** A failure of what was typed in the window, with its place as the window calls it; files and the command line name the key. */
export const inWindow = (failure: Failure, words: Words): Failure =>
  'place' in failure ? { ...failure, place: nameOfPlace(failure.place, words) } : failure;

/** `optimizer.learningRate` is "Learning rate", `parameters[0].W[1][0]` is "Weight 2→1, layer 1", `data.x[0][1]` is "x₂ of sample 0". */
export const nameOfPlace = (place: string, words: Words): string => {
  const path = [...place.matchAll(/([A-Za-z_$][\w$]*)|\[(\d+)\]/g)].map(([, key, index]) => key ?? Number(index));
  const [area, first, kind, row, col] = path;
  if (area === undefined) return words.editor.title;
  if (area === 'parameters' && typeof first === 'number' && typeof row === 'number') {
    if (kind === 'b') return words.branches.bias(row + 1, first + 1);
    if (typeof col === 'number') return words.branches.weight(row + 1, col + 1, first + 1);
  }
  if (area === 'data' && (first === 'x' || first === 'y')) {
    const [sample, index] = [path[2], path[3]];
    if (typeof sample !== 'number') return first === 'x' ? words.editor.own.inputs : words.editor.own.targets;
    return words.branches.ofSample(typeof index === 'number' ? `${first}${subscript(index + 1)}` : first, String(sample));
  }
  // Which method and which name are choices of what has them, and so is an entry of a list.
  const end = path.findLastIndex((key) => typeof key === 'string' && key !== 'kind' && key !== 'name');
  return labelOf(path.slice(0, end + 1), words);
};
