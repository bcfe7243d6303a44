import type { DataSummary } from '#core/protocol/trainer.ts';
import type { Palette } from '#renderer/picture/palette.ts';
import type { Chart, Line } from './chart.ts';
import { marksOf } from './marks.ts';

/** More outputs than this would be told apart by nobody: then one is drawn. */
export const mostOutputs = 3;

export interface Course {
  /** Steps in their order, and what the network says at each of them, (O). */
  readonly steps: readonly number[];
  readonly outputs: readonly Float64Array[];
  readonly goal: number;
}

interface CourseWords {
  readonly prediction: string;
  readonly target: string;
}

/**
 * What a network says of its only sample from step to step, each output beside its target, which is dashed. `only`: the one output of many.
 * Undefined where no step is known yet.
 */
export const courseChart = (
  { steps, outputs, goal }: Course,
  data: Pick<DataSummary, 'outputs' | 'targets' | 'y'>,
  only: number,
  words: CourseWords,
  palette: Palette,
): Chart | undefined => {
  if (steps.length === 0) return undefined;
  const start = Float64Array.from(steps);
  const trainedTo = steps.at(-1)!;
  const shown = data.outputs > mostOutputs ? [only] : Array.from({ length: data.outputs }, (_, o) => o);
  // Two outputs are no two classes: they have hues of their own.
  const hues = marksOf(palette, mostOutputs);
  const lines = shown.flatMap((o, index): Line[] => {
    const colour = shown.length === 1 ? palette.positive : hues[index]!.colour;
    const of = data.outputs > 1 ? ` ${data.targets[o] ?? o + 1}` : '';
    const target = { start: Float64Array.of(0, goal), trainedTo: goal };
    return [
      { name: `${words.prediction}${of}`, colour, values: Float64Array.from(outputs, (one) => one[o]!), width: 2 },
      {
        name: `${words.target}${of}`,
        colour: palette.soft,
        values: Float64Array.of(data.y[o]!, data.y[o]!),
        own: target,
        dash: [5, 4],
        width: 1.5,
      },
    ];
  });
  return { start, trainedTo, goal, lines, named: true, log: false };
};
